import { kindOfAccount, toChartNumber } from '../account-number.ts';
import type { ChartName } from '../charts/chart-account.ts';
import { chartAccount } from '../charts/charts.ts';
import type { EntryKind, EntryLine, ForeignAmount, NewEntry } from '../entry.ts';
import { type ExpandedLine, expandPosting } from '../tax/expand-posting.ts';
import type { DatevHeader } from './datev-header.ts';
import type { DatevPosting } from './datev-row.ts';
import { refuseRow } from './format-errors.ts';

/** Saldenvorträge: 9000 for general ledger accounts, 9008 customers, 9009 vendors, in both charts. */
const CARRIED_FORWARD = /^900[0-9]$/;

function isOpening(posting: DatevPosting, header: DatevHeader): boolean {
  return (
    posting.date === header.fiscalYearStart &&
    [posting.account, posting.contraAccount].some((account) =>
      CARRIED_FORWARD.test(toChartNumber(account, header.accountLength) ?? ''),
    )
  );
}

/** Cost centres belong to income and expenses; an account that the chart does not know may be one. */
function takesCostCentre(account: string, chart: ChartName, accountLength: number): boolean {
  if (kindOfAccount(account, accountLength) !== 'general') return false;
  const known = chartAccount(chart, toChartNumber(account, accountLength) ?? '');
  return known === undefined || known.category === 'income' || known.category === 'expense';
}

/**
 * The line that what the row says of its foreign amount holds for: the one with the whole amount of the row, of field 7
 * where both have it. A line whose tax has been taken out is not worth the foreign amount any more.
 */
function lineInForeignCurrency(
  lines: readonly ExpandedLine[],
  posting: DatevPosting,
): ExpandedLine | undefined {
  if (!posting.foreign) return undefined;
  const gross = [posting.amountMinor, -posting.amountMinor];
  const whole = lines.filter((line) => gross.includes(line.debitMinor ?? line.creditMinor ?? 0n));
  const found = whole.find(({ account }) => account === posting.account) ?? whole[0];
  if (found) return found;
  const detail = 'Fields 3 to 6: both accounts carry tax, so that no line has the foreign amount.';
  throw refuseRow('ledger.row-unsupported', detail);
}

function foreignOf({ debitMinor, creditMinor }: ExpandedLine, foreign: ForeignAmount): ForeignAmount {
  const negative = (debitMinor ?? creditMinor ?? 0n) < 0n;
  return negative ? { ...foreign, amountMinor: -foreign.amountMinor } : foreign;
}

/** The tag of a reverse charge names its case (7: services of EU businesses): the VAT return keeps them apart. */
function taxCodeOf({ taxCode }: ExpandedLine, { reverseChargeCase }: DatevPosting): string | undefined {
  const tells = reverseChargeCase !== '' && taxCode?.startsWith('reverse-charge');
  return tells ? `${taxCode}-case-${reverseChargeCase}` : taxCode;
}

function describeLine(
  line: ExpandedLine,
  posting: DatevPosting,
  chart: ChartName,
  accountLength: number,
): EntryLine {
  const isAccount = line.account === posting.account;
  const costCentre = takesCostCentre(line.account, chart, accountLength);
  const taxCode = taxCodeOf(line, posting);
  return {
    ...line,
    ...(taxCode === undefined ? {} : { taxCode }),
    ...(costCentre && posting.costCentre !== '' ? { costCentre: posting.costCentre } : {}),
    ...(costCentre && posting.costCentre2 !== '' ? { costCentre2: posting.costCentre2 } : {}),
    ...(isAccount && posting.euVatId !== '' ? { partner: posting.euVatId } : {}),
  };
}

/**
 * Turns a row into a balanced entry: tax from the key or the Automatikkonto on lines of its own. A row on the
 * year's first day against a carry-forward account (9000 to 9009) is an opening entry. A row without text is
 * named by its document, else by its accounts.
 */
export function datevEntry(posting: DatevPosting, header: DatevHeader, chart: ChartName): NewEntry {
  const { accountLength } = header;
  const { amountMinor, side, account, contraAccount, date, serviceDate, documentNumber, reference } = posting;
  const { lines, generalReversal } = expandPosting({
    chart,
    accountLength,
    amountMinor,
    side,
    account,
    contraAccount,
    taxKey: posting.taxKey,
    date,
    ...(serviceDate ? { serviceDate } : {}),
    generalReversal: posting.generalReversal,
  });
  const abroad = lineInForeignCurrency(lines, posting);
  const kind: EntryKind = isOpening(posting, header) ? 'opening' : 'regular';
  return {
    kind,
    date,
    ...(documentNumber === '' ? {} : { documentNumber }),
    text: posting.text || documentNumber || `${account} / ${contraAccount}`,
    lines: lines.map((line) => ({
      ...describeLine(line, posting, chart, accountLength),
      ...(posting.foreign && line === abroad ? { foreign: foreignOf(line, posting.foreign) } : {}),
    })),
    ...(serviceDate ? { serviceDate } : {}),
    ...(reference === '' ? {} : { reference }),
    ...(generalReversal ? { generalReversal } : {}),
  };
}
