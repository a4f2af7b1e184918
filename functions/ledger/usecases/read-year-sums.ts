import type { CarriedBalances } from '../domain/carry-forward.ts';
import type { ChartView } from '../domain/chart-view.ts';
import type { YearSums } from '../domain/year-balances.ts';
import type { LedgerCompany } from '../reader.ts';
import { readExactPeriods } from './read-balances.ts';
import { type ReadCarriedDeps, readCarried } from './read-carried.ts';

/** A year's sums as they stand at one journal number. */
export interface ReadYear extends YearSums {
  readonly through: number;
  /** Part of it is carried forward from years that may still change. */
  readonly provisional: boolean;
}

/**
 * Everything that reports ask of one fiscal year in one reading: whoever needs several days or ranges of it reads the
 * sums once and computes the rest (`domain/year-balances.ts`).
 */
export async function readYearSums(
  deps: ReadCarriedDeps,
  company: LedgerCompany,
  chart: ChartView,
  fiscalYear: number,
): Promise<ReadYear> {
  const { through, opened, periods } = await readExactPeriods(deps, company, fiscalYear);
  const carried: CarriedBalances = opened ? new Map() : await readCarried(deps, company, chart, fiscalYear);
  return {
    fiscalYear,
    fiscalYearStart: company.fiscalYearStart,
    periods: periods.map(({ sums }) => sums),
    carried,
    through,
    provisional: carried.size > 0,
  };
}
