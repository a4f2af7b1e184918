import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { isPersonal, kindOfAccount, toChartNumber } from './account-number.ts';
import { type ChartName, chartAccount } from './charts/charts.ts';
import type { EntryKind, EntryLine, ForeignAmount, NewEntry } from './entry.ts';
import { type ExpandedLine, expandPosting, type Posting } from './tax/expand-posting.ts';

/** A gross posting with everything that its entry says besides: what a person or a DATEV row writes. */
export interface GrossPosting extends Posting {
  readonly id?: string | undefined;
  readonly kind: EntryKind;
  readonly text: string;
  readonly documentNumber?: string | undefined;
  readonly reference?: string | undefined;
  readonly taxDate?: CalendarDate | undefined;
  /** Fälligkeit, kept on the line of the personal account. */
  readonly dueDate?: CalendarDate | undefined;
  readonly costCentre?: string | undefined;
  readonly costCentre2?: string | undefined;
  /** VAT id of the business, or a partner's id. */
  readonly partner?: string | undefined;
  /** DATEV's Sachverhalt: which case of §13b UStG a reverse charge is. */
  readonly reverseChargeCase?: string | undefined;
  /** What the whole amount was in another currency, positive. */
  readonly foreign?: ForeignAmount | undefined;
}

/** Cost centres belong to income and expenses; an account that the chart does not know may be one. */
export function takesCostCentre(
  account: string,
  { chart, accountLength }: { readonly chart: ChartName; readonly accountLength: number },
): boolean {
  if (kindOfAccount(account, accountLength) !== 'general') return false;
  const known = chartAccount(chart, toChartNumber(account, accountLength) ?? '');
  return known === undefined || known.category === 'income' || known.category === 'expense';
}

/**
 * The line that the foreign amount holds for: the one with the whole amount, of `account` where both have it. A line
 * whose tax has been taken out is not worth the foreign amount any more. Undefined: both accounts carry tax.
 */
function lineInForeignCurrency(
  lines: readonly ExpandedLine[],
  { amountMinor, account }: GrossPosting,
): ExpandedLine | undefined {
  const gross = [amountMinor, -amountMinor];
  const whole = lines.filter((line) => gross.includes(line.debitMinor ?? line.creditMinor ?? 0n));
  return whole.find((line) => line.account === account) ?? whole[0];
}

function foreignOf({ debitMinor, creditMinor }: ExpandedLine, foreign: ForeignAmount): ForeignAmount {
  const negative = (debitMinor ?? creditMinor ?? 0n) < 0n;
  return negative ? { ...foreign, amountMinor: -foreign.amountMinor } : foreign;
}

/** The tag of a reverse charge names its case (7: services of EU businesses): the VAT return keeps them apart. */
function taxCodeOf({ taxCode }: ExpandedLine, reverseChargeCase: string | undefined): string | undefined {
  if (reverseChargeCase === undefined || !taxCode?.startsWith('reverse-charge')) return taxCode;
  // What the posting says outdoes what follows from the account.
  return `${taxCode.replace(/-case-\d+$/, '')}-case-${reverseChargeCase}`;
}

function describeLine(line: ExpandedLine, posting: GrossPosting): EntryLine {
  const { accountLength, account, contraAccount, dueDate, partner } = posting;
  const costCentre = takesCostCentre(line.account, posting);
  const personal = isPersonal(line.account, accountLength);
  const taxCode = taxCodeOf(line, posting.reverseChargeCase);
  const base = taxCode !== undefined && [account, contraAccount].includes(line.account);
  // Where nothing tells whose VAT id it is, it stands on the account that the row is written for.
  const bearsPartner = personal || base || line.account === account;
  return {
    ...line,
    ...(taxCode === undefined ? {} : { taxCode }),
    ...(costCentre && posting.costCentre !== undefined ? { costCentre: posting.costCentre } : {}),
    ...(costCentre && posting.costCentre2 !== undefined ? { costCentre2: posting.costCentre2 } : {}),
    ...(bearsPartner && partner !== undefined ? { partner } : {}),
    ...(personal && dueDate !== undefined ? { dueDate } : {}),
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

/**
 * Turns a gross posting into a balanced entry: tax from the key or the Automatikkonto on lines of its own
 * (`expandPosting`, whose refusals pass through), cost centres on income and expenses, the due date on the personal
 * account, the foreign amount on the line that still has the whole amount.
 * @param onLostForeign makes the refusal where no line has: both accounts carry tax
 */
export function grossEntry(posting: GrossPosting, onLostForeign: () => Error): NewEntry {
  const { lines, generalReversal } = expandPosting(posting);
  const { foreign } = posting;
  const abroad = foreign && lineInForeignCurrency(lines, posting);
  if (foreign && !abroad) throw onLostForeign();
  return {
    ...given('id', posting.id),
    kind: posting.kind,
    date: posting.date,
    ...given('documentNumber', posting.documentNumber),
    text: posting.text,
    lines: lines.map((line) => ({
      ...describeLine(line, posting),
      ...(foreign && line === abroad ? { foreign: foreignOf(line, foreign) } : {}),
    })),
    ...given('serviceDate', posting.serviceDate),
    ...given('taxDate', posting.taxDate),
    ...given('reference', posting.reference),
    ...(generalReversal ? { generalReversal } : {}),
  };
}
