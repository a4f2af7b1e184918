import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../../shared/kernel/errors.ts';
import { kindOfAccount, toCompanyNumber } from '../account-number.ts';
import type { ChartName } from '../charts/chart-account.ts';
import { advanceAccount, waitingAdvance } from './advance-tax.ts';
import { NO_AUTOMATION } from './no-automation.ts';
import { splitGross, taxOnNet } from './split-gross.ts';
import { type PostedAccount, postedAccount, taxCarrier } from './tax-carrier.ts';
import { refuseTax } from './tax-errors.ts';
import { readTaxKey, type TaxKey } from './tax-keys.ts';
import { unpaidTag, unpaidTaxAccount } from './tax-on-payment.ts';
import { taxRateOn } from './tax-rates.ts';
import type { TaxKind } from './tax-rule.ts';
import { type TaxTreatment, taxTreatment } from './tax-treatment.ts';

/** A posting as accountants write it: one gross amount, account against contra account, tax in the key. */
export interface Posting {
  readonly chart: ChartName;
  readonly accountLength: number;
  /** Positive; minor units of the company's currency. */
  readonly amountMinor: bigint;
  /** The side of `account`: S (Soll, debit) or H (Haben, credit). */
  readonly side: 'S' | 'H';
  readonly account: string;
  readonly contraAccount: string;
  readonly taxKey?: string;
  readonly date: CalendarDate;
  /** Day of the supply, which decides the rate; the posting's date when absent. */
  readonly serviceDate?: CalendarDate;
  readonly generalReversal?: boolean;
  /** Output tax of a customer's invoice falls due with its payment (§20 UStG): it waits on an account of its own. */
  readonly taxOnPayment?: boolean | undefined;
  /** An advance is asked for or taken back: an account of advances against a personal account. */
  readonly advance?: boolean | undefined;
}

/** One side of the entry. Exactly one amount is present; it is negative only in a Generalumkehr. */
export interface ExpandedLine {
  readonly account: string;
  readonly debitMinor?: bigint;
  readonly creditMinor?: bigint;
  readonly taxCode?: string;
  /** Net amount of an advance that waits: its tax is the rest. */
  readonly taxBaseMinor?: bigint;
}

export interface ExpandedPosting {
  readonly lines: readonly ExpandedLine[];
  /** By flag or by key: the lines carry negative amounts on the sides of the entry that they reverse. */
  readonly generalReversal: boolean;
}

/** Line before it is written on a side: positive is debit. */
interface SignedLine {
  readonly account: string;
  readonly amountMinor: bigint;
  readonly taxCode?: string;
}

/**
 * Turns a gross posting into balanced journal lines with the tax on its own accounts. Tax comes from
 * Automatikkonten on either side, or from the key on the account that carries tax (`taxCarrier`).
 * A Generalumkehr is written with the sides of the correction, as DATEV does, and comes out with the sides of
 * the original and negative amounts.
 * Refuses with `DomainError`: keys that are unknown or stand on an Automatikkonto, dates without a known rate.
 */
export function expandPosting(posting: Posting): ExpandedPosting {
  if (posting.amountMinor <= 0n) {
    throw refuseTax('ledger.posting-amount-not-positive', 'The amount of a posting must be positive.');
  }
  if (posting.advance) return { lines: expandAdvance(posting), generalReversal: false };
  const key = readTaxKey(posting.taxKey);
  const [account, contraAccount] = [posting.account, posting.contraAccount].map((number) =>
    postedAccount(posting.chart, posting.accountLength, number),
  );
  invariant(account && contraAccount, 'a posting has two accounts');
  const signed = posting.side === 'S' ? posting.amountMinor : -posting.amountMinor;
  const carrier = key.rule && findCarrier(key, posting.taxKey, account, contraAccount);
  const keyless: TaxKey = { automationOff: key.automationOff, generalReversal: key.generalReversal };
  const signedLines = [
    ...expandSide(posting, account, signed, carrier === 'account' ? key : keyless),
    ...expandSide(posting, contraAccount, -signed, carrier === 'contraAccount' ? key : keyless),
  ];
  const generalReversal = key.generalReversal || posting.generalReversal === true;
  return { lines: signedLines.map((line) => writeLine(line, generalReversal)), generalReversal };
}

/** Gross against the account where it waits for its payment; the caller has seen to the two accounts. */
function expandAdvance({ chart, accountLength, amountMinor, side, ...posting }: Posting): ExpandedLine[] {
  const { account, contraAccount, date, serviceDate = date } = posting;
  const sides = [
    [account, side],
    [contraAccount, side === 'S' ? 'H' : 'S'],
  ] as const;
  return sides.map(([number, at]) => {
    const amount = at === 'S' ? { debitMinor: amountMinor } : { creditMinor: amountMinor };
    const known = advanceAccount(chart, accountLength, number);
    if (!known) return { account: number, ...amount };
    const rate = known.level === 'untaxed' ? 0 : taxRateOn(known.level, serviceDate);
    const { netMinor: taxBaseMinor } = splitGross(amountMinor, rate);
    return { ...waitingAdvance(chart, accountLength, known.side, rate), ...amount, taxBaseMinor };
  });
}

function findCarrier(
  key: TaxKey,
  text: string | undefined,
  account: PostedAccount,
  contraAccount: PostedAccount,
): 'account' | 'contraAccount' {
  const carrier = taxCarrier(account, contraAccount);
  if (carrier) return carrier;
  throw refuseTax(
    'ledger.tax-key-without-account',
    `Tax key ${text ?? ''} (${key.rule?.kind ?? 'no tax'}) fits neither account ${account.number} nor ${contraAccount.number}.`,
  );
}

function expandSide(posting: Posting, side: PostedAccount, grossMinor: bigint, key: TaxKey): SignedLine[] {
  const { chart, date, serviceDate } = posting;
  const supply = taxTreatment({ chart, key, account: side.chartAccount, date: serviceDate ?? date });
  const treatment = supply && (waitsForPayment(posting) ? whenPaid(chart, supply) : supply);
  if (!treatment) return [untaxedLine(side, grossMinor, key)];
  const { taxCode } = treatment;
  const tax = (number: string, amountMinor: bigint): SignedLine[] =>
    amountMinor === 0n
      ? []
      : [{ account: toCompanyNumber(number, posting.accountLength), amountMinor, taxCode }];
  const { netMinor, taxLines } = splitSide(treatment, grossMinor, tax);
  return [{ account: side.number, amountMinor: netMinor, taxCode }, ...taxLines];
}

function untaxedLine({ number, chartAccount }: PostedAccount, amountMinor: bigint, key: TaxKey): SignedLine {
  const isSwitchedOff = key.automationOff && chartAccount?.automatic !== undefined;
  return { account: number, amountMinor, ...(isSwitchedOff ? { taxCode: NO_AUTOMATION } : {}) };
}

/** Sales for cash or to a bank account are paid at once: only what a customer owes waits. */
function waitsForPayment({ taxOnPayment, account, contraAccount, accountLength }: Posting): boolean {
  return (
    taxOnPayment === true &&
    [account, contraAccount].some((number) => kindOfAccount(number, accountLength) === 'customer')
  );
}

function whenPaid(chart: ChartName, treatment: TaxTreatment): TaxTreatment {
  if (treatment.kind !== 'output') return treatment;
  return {
    ...treatment,
    taxCode: unpaidTag(treatment.taxCode),
    accounts: { output: unpaidTaxAccount(chart, treatment.rate) },
    vatReturn: {},
  };
}

/** Kinds of tax that the recipient owes: nothing of it is inside the amount of the invoice. */
const OWED_BY_RECIPIENT: ReadonlySet<TaxKind> = new Set([
  'acquisition',
  'vehicle-acquisition',
  'reverse-charge',
  'reverse-charge-undeducted',
]);

/** Inside the amount for domestic tax; on top of it where the recipient owes it: deducted again, or a cost. */
function splitSide(
  treatment: TaxTreatment,
  grossMinor: bigint,
  tax: (number: string, amountMinor: bigint) => SignedLine[],
): { netMinor: bigint; taxLines: SignedLine[] } {
  const { input, output } = treatment.accounts;
  if (OWED_BY_RECIPIENT.has(treatment.kind) && output !== undefined) {
    const taxMinor = taxOnNet(grossMinor, treatment.rate);
    const owed = tax(output, -taxMinor);
    if (input === undefined) return { netMinor: grossMinor + taxMinor, taxLines: owed };
    return { netMinor: grossMinor, taxLines: [...tax(input, taxMinor), ...owed] };
  }
  const only = input ?? output;
  if (only === undefined) return { netMinor: grossMinor, taxLines: [] };
  const { netMinor, taxMinor } = splitGross(grossMinor, treatment.rate);
  return { netMinor, taxLines: tax(only, taxMinor) };
}

function writeLine({ account, amountMinor, taxCode }: SignedLine, generalReversal: boolean): ExpandedLine {
  const debit = amountMinor > 0n;
  const magnitude = debit ? amountMinor : -amountMinor;
  const tag = taxCode === undefined ? {} : { taxCode };
  if (generalReversal) {
    return debit ? { account, creditMinor: -magnitude, ...tag } : { account, debitMinor: -magnitude, ...tag };
  }
  return debit ? { account, debitMinor: magnitude, ...tag } : { account, creditMinor: magnitude, ...tag };
}
