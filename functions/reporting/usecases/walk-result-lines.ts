import { fiscalYearBounds, fiscalYearOf, type LedgerReader } from '../../ledger/reader.ts';
import { signedAmount } from '../../ledger/rules.ts';
import { type CostCentreAmount, costCentreSums } from '../domain/cost-centres.ts';
import type { BooksReading } from './read-books.ts';
import type { ReportRange } from './read-statements.ts';

/** The first cost centre of a line (KOST1), or the second (KOST2). */
export type Dimension = 'costCentre' | 'costCentre2';

export interface ResultLines {
  readonly amounts: readonly CostCentreAmount[];
  readonly asOfNumbers: Readonly<Record<string, number>>;
}

/**
 * What was booked on income and expenses in a range within one fiscal year, by account and cost centre: read from the
 * blocks, because sums are not kept by cost centre. Counts what profit and loss counts (see `bookedIn`): no closing
 * entries, opening entries where the range begins with the year.
 */
export async function walkResultLines(
  reader: Pick<LedgerReader, 'loadHead' | 'blocksAfter'>,
  books: BooksReading,
  { from, to }: ReportRange,
  dimension: Dimension,
): Promise<ResultLines> {
  const { company } = books;
  const fiscalYear = fiscalYearOf(from, company.fiscalYearStart);
  const begins = from === fiscalYearBounds(fiscalYear, company.fiscalYearStart).from;
  const through = ((await reader.loadHead(company.id, fiscalYear))?.nextNumber ?? 1) - 1;
  const sums = costCentreSums();
  const isResult = resultReader(books);
  for await (const block of reader.blocksAfter(company.id, fiscalYear, 0)) {
    books.assertTime();
    if (block.firstNumber > through) break;
    if (block.maxDate < from || block.minDate > to) continue;
    for (const { number, kind, date, lines } of block.entries()) {
      const counts = kind === 'regular' || (kind === 'opening' && begins);
      if (!counts || number > through || date < from || date > to) continue;
      for (const line of lines)
        if (isResult(line.account)) sums.add(line.account, line[dimension] ?? '', signedAmount(line));
    }
  }
  return { amounts: sums.list(), asOfNumbers: { [fiscalYear]: through } };
}

function resultReader({ place }: BooksReading): (account: string) => boolean {
  const known = new Map<string, boolean>();
  return (account) => {
    const seen = known.get(account);
    if (seen !== undefined) return seen;
    const [placed] = place([[account, 0n]]);
    const isResult = placed?.category === 'income' || placed?.category === 'expense';
    known.set(account, isResult);
    return isResult;
  };
}
