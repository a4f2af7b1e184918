import { isCalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../shared/kernel/currency.ts';
import { DomainError, type FieldError } from '../../../shared/kernel/errors.ts';
import { type AmountProblem, describeAmountProblem, parseMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';
import { isPersonal, kindOfAccount } from './account-number.ts';
import type { ChartName } from './charts/charts.ts';
import type { ForeignAmount, NewEntry } from './entry.ts';
import { grossEntry } from './gross-entry.ts';
import { type EntryText, parseEntry, toEntryBody } from './parse-entry.ts';
import { advanceAccount } from './tax/advance-tax.ts';

/** A posting as it comes in: of the right shape, its values not yet looked at. */
export interface PostingText {
  readonly id?: string | undefined;
  readonly date: string;
  readonly serviceDate?: string | undefined;
  readonly taxDate?: string | undefined;
  readonly amount: string;
  readonly debitAccount: string;
  readonly creditAccount: string;
  readonly taxCode?: string | undefined;
  /** An advance that is asked for: no tax yet. */
  readonly advance?: boolean | undefined;
  readonly documentNumber?: string | undefined;
  readonly text: string;
  readonly dueDate?: string | undefined;
  readonly costCentre?: string | undefined;
  readonly costCentre2?: string | undefined;
  readonly partner?: string | undefined;
  readonly reverseChargeCase?: string | undefined;
  readonly reference?: string | undefined;
  readonly foreign?:
    | { readonly currency: string; readonly amount: string; readonly rate: string }
    | undefined;
  readonly vouchers?: readonly string[] | undefined;
}

/** Whose books a posting is for: what tax and account numbers follow from. */
export interface PostingBooks {
  readonly currency: string;
  readonly chart: ChartName | 'none';
  readonly accountLength: number;
  readonly vatTaxation?: 'agreed' | 'received';
}

/** Which field of a posting a refusal of the tax rules is about. */
const FIELD_OF_TAX_PROBLEM: Readonly<Record<string, string>> = {
  'ledger.tax-rate-unknown': '/serviceDate',
  'ledger.posting-amount-not-positive': '/amount',
};

/**
 * Turns a posting into the entry that books it: the amount is gross, tax comes from `taxCode` (a DATEV tax key) or from
 * the Automatikkonto, at the rate of the service date. Refuses with pointers into the posting. Vouchers stay ids: the
 * caller resolves them when the entry is parsed.
 */
export function postingToEntry(posting: PostingText, books: PostingBooks): EntryText | DomainError {
  const { chart, accountLength, currency } = books;
  if (chart === 'none') {
    const detail = 'Tax keys and Automatikkonten belong to SKR03 and SKR04: book journal entries instead.';
    return refuse('ledger.posting-needs-chart', detail);
  }
  const amountMinor = parseMinor(posting.amount, currency);
  const abroad = readForeign(posting.foreign, currency);
  const errors = [
    ...findFieldErrors(posting, accountLength),
    ...(posting.advance ? findAdvanceErrors(posting, chart, accountLength) : []),
    ...amountErrors(amountMinor, posting.amount, currency),
    ...abroad.errors,
  ];
  if (errors[0] || typeof amountMinor === 'string') {
    return refuse('ledger.invalid-posting', errors[0]?.detail ?? 'The amount cannot be read.', { errors });
  }
  const {
    foreign: _text,
    debitAccount,
    creditAccount,
    taxCode,
    serviceDate,
    vouchers,
    amount: _amount,
    ...rest
  } = posting;
  try {
    const entry = grossEntry(
      {
        ...rest,
        chart,
        accountLength,
        amountMinor,
        side: 'S',
        account: debitAccount,
        contraAccount: creditAccount,
        kind: 'regular',
        taxOnPayment: books.vatTaxation === 'received',
        ...(taxCode === undefined ? {} : { taxKey: taxCode }),
        ...(serviceDate === undefined ? {} : { serviceDate }),
        foreign: abroad.foreign,
      },
      () => refuse('ledger.invalid-posting', 'Both accounts carry tax: no line has the foreign amount.'),
    );
    return { ...toEntryBody(entry, currency), vouchers };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const pointer = FIELD_OF_TAX_PROBLEM[error.code] ?? '/taxCode';
    return new DomainError(error.kind, error.code, error.message, {
      ...error.details,
      errors: [{ pointer, detail: error.message }],
    });
  }
}

function amountErrors(minor: bigint | AmountProblem, amount: string, currency: string): FieldError[] {
  if (typeof minor === 'string') {
    return [{ pointer: '/amount', detail: `${amount} ${describeAmountProblem(minor, currency)}` }];
  }
  if (minor > 0n) return [];
  const detail = 'The amount of a posting is greater than zero; its accounts say the direction.';
  return [{ pointer: '/amount', detail }];
}

function readForeign(
  foreign: PostingText['foreign'],
  currency: string,
): { foreign: ForeignAmount | undefined; errors: FieldError[] } {
  const wrong = (field: string, detail: string) => ({
    foreign: undefined,
    errors: [{ pointer: `/foreign/${field}`, detail }],
  });
  if (!foreign) return { foreign: undefined, errors: [] };
  if (!isCurrency(foreign.currency) || foreign.currency === currency) {
    return wrong('currency', `${foreign.currency} is no foreign currency of ISO 4217.`);
  }
  const amountMinor = parseMinor(foreign.amount, foreign.currency);
  if (typeof amountMinor === 'string') {
    return wrong('amount', `${foreign.amount} ${describeAmountProblem(amountMinor, foreign.currency)}`);
  }
  return { foreign: { currency: foreign.currency, amountMinor, rate: foreign.rate }, errors: [] };
}

function findFieldErrors(posting: PostingText, accountLength: number): FieldError[] {
  const errors: FieldError[] = [];
  const { date, serviceDate, taxDate, dueDate, debitAccount, creditAccount } = posting;
  for (const [field, day] of Object.entries({ date, serviceDate, taxDate, dueDate })) {
    if (day === undefined || isCalendarDate(day)) continue;
    const detail = `${day} is not a day of the calendar (YYYY-MM-DD, 1900 to 2999).`;
    errors.push({ pointer: `/${field}`, detail });
  }
  for (const [field, account] of Object.entries({ debitAccount, creditAccount })) {
    if (kindOfAccount(account, accountLength) !== 'invalid') continue;
    const digits = `${accountLength} digits, or ${accountLength + 1} for customers and vendors`;
    errors.push({ pointer: `/${field}`, detail: `${account} is not an account number (${digits}).` });
  }
  if (debitAccount === creditAccount) {
    errors.push({ pointer: '/creditAccount', detail: 'The two accounts of a posting differ.' });
  }
  if (dueDate !== undefined && ![debitAccount, creditAccount].some((one) => isPersonal(one, accountLength))) {
    errors.push({ pointer: '/dueDate', detail: 'Neither account is that of a customer or vendor.' });
  }
  return errors;
}

/** An advance stands on a personal account and on the account of advances of its side, which tells the tax. */
function findAdvanceErrors(posting: PostingText, chart: ChartName, accountLength: number): FieldError[] {
  const fields = ['debitAccount', 'creditAccount'] as const;
  const personal = fields.filter((field) => isPersonal(posting[field], accountLength));
  const other = fields.find((field) => !personal.includes(field));
  const [own] = personal;
  if (personal.length !== 1 || own === undefined || other === undefined) {
    const detail = 'An advance is booked between a customer’s or vendor’s account and one of advances.';
    return [{ pointer: '/advance', detail }];
  }
  const errors: FieldError[] = [];
  const isCustomer = kindOfAccount(posting[own], accountLength) === 'customer';
  const known = advanceAccount(chart, accountLength, posting[other]);
  if (known?.side !== (isCustomer ? 'received' : 'paid')) {
    const detail = isCustomer
      ? `${posting[other]} takes no advances of customers: 1710, 1711, 1718 (SKR03) or 3250, 3260, 3272 (SKR04) do.`
      : `${posting[other]} takes no advances to vendors: 1510, 1511, 1518 (SKR03) or 1180, 1181, 1186 (SKR04) do.`;
    errors.push({ pointer: `/${other}`, detail });
  }
  if (posting.taxCode !== undefined) {
    errors.push({
      pointer: '/taxCode',
      detail: 'The account of an advance tells its tax: leave the key out.',
    });
  }
  return errors;
}

/** A refusal of the entry, told in the fields of the posting that it was made of. */
export function pointAtPosting(
  problem: DomainError,
  posting: PostingText,
  entry: { readonly lines: readonly { readonly account: string }[] },
): DomainError {
  const { errors } = problem.details;
  if (!errors) return problem;
  const fieldOf = (pointer: string): string => {
    const [, index, field] = /^\/lines\/(\d+)(?:\/(.*))?$/.exec(pointer) ?? [];
    if (index === undefined) return pointer;
    const account = entry.lines[Number(index)]?.account;
    const own = account === posting.debitAccount || account === posting.creditAccount;
    if (field === 'account' && own)
      return account === posting.debitAccount ? '/debitAccount' : '/creditAccount';
    if (field === 'account') return '/taxCode';
    return field === 'debit' || field === 'credit' || field === undefined ? '/amount' : `/${field}`;
  };
  const pointed = errors.map(({ pointer, detail }) => ({ pointer: fieldOf(pointer), detail }));
  return new DomainError(problem.kind, problem.code, problem.message, {
    ...problem.details,
    errors: pointed,
  });
}

/** The entry of a posting, parsed: what `postingToEntry` made, with its vouchers found. */
export function parsePostedEntry(
  posting: PostingText,
  entry: EntryText,
  currency: string,
  vouchers: Parameters<typeof parseEntry>[2],
): NewEntry | DomainError {
  const parsed = parseEntry(entry, currency, vouchers);
  return parsed instanceof DomainError ? pointAtPosting(parsed, posting, entry) : parsed;
}
