import { kindOfAccount, toChartNumber } from '../account-number.ts';
import type { ChartName } from '../charts/chart-account.ts';
import { chartAccount } from '../charts/charts.ts';
import type { EntryKind, EntryLine, NewEntry } from '../entry.ts';
import { type ExpandedLine, expandPosting } from '../tax/expand-posting.ts';
import type { DatevHeader } from './datev-header.ts';
import type { DatevPosting } from './datev-row.ts';

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

function describeLine(
  line: ExpandedLine,
  posting: DatevPosting,
  chart: ChartName,
  accountLength: number,
): EntryLine {
  const isAccount = line.account === posting.account;
  const costCentre = takesCostCentre(line.account, chart, accountLength);
  return {
    ...line,
    ...(costCentre && posting.costCentre !== '' ? { costCentre: posting.costCentre } : {}),
    ...(costCentre && posting.costCentre2 !== '' ? { costCentre2: posting.costCentre2 } : {}),
    ...(isAccount && posting.euVatId !== '' ? { partner: posting.euVatId } : {}),
    ...(isAccount && posting.foreign ? { foreign: posting.foreign } : {}),
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
  const kind: EntryKind = isOpening(posting, header) ? 'opening' : 'regular';
  return {
    kind,
    date,
    ...(documentNumber === '' ? {} : { documentNumber }),
    text: posting.text || documentNumber || `${account} / ${contraAccount}`,
    lines: lines.map((line) => describeLine(line, posting, chart, accountLength)),
    ...(serviceDate ? { serviceDate } : {}),
    ...(reference === '' ? {} : { reference }),
    ...(generalReversal ? { generalReversal } : {}),
  };
}
