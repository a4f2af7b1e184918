import { invariant } from '../../../shared/kernel/errors.ts';
import { withDues } from '../domain/dues.ts';
import { ROWS_OF_PART } from '../domain/portfolio/pack-rows.ts';
import { type PortfolioRow, portfolioRow } from '../domain/portfolio/portfolio-row.ts';
import type { PortfolioReader } from '../reader/portfolio.ts';
import type { CreditReader } from '../reader.ts';
import type { CreditProfileRow } from '../table.ts';

export interface LivePortfolioDeps {
  readonly portfolio: Pick<PortfolioReader, 'profilesAfter' | 'loadCounters' | 'loadExposures'>;
  readonly reader: Pick<CreditReader, 'loadProfile'>;
}

/**
 * Every customer with a profile as it stands now, 2,000 at a time, in the order of their ids. Each customer is read at one
 * moment, all of them within the seconds that it takes: orders may come in between two of them.
 * @param after where to go on: customers up to this one are left out
 * @param first how many come first, for who wants to see early how long it takes
 */
export async function* livePortfolio(
  deps: LivePortfolioDeps,
  company: string,
  on: string,
  after?: string,
  first = ROWS_OF_PART,
): AsyncGenerator<PortfolioRow[], void, undefined> {
  const load = (from: string | undefined, limit = ROWS_OF_PART) =>
    deps.portfolio.profilesAfter(company, from, limit);
  let upcoming: ReturnType<typeof load> | undefined = load(after, first);
  while (upcoming) {
    const { items, next }: Awaited<ReturnType<typeof load>> = await upcoming;
    upcoming = next === undefined ? undefined : load(next);
    // Whoever stops listening does not care any more whether the next page could be read.
    upcoming?.catch(() => {});
    if (items.length > 0) yield await rowsOf(deps, company, items, on);
  }
}

const ATTEMPTS = 3;

/** A customer that moves to another group between two readings stands in neither counter: it is read again. */
async function rowsOf(
  deps: LivePortfolioDeps,
  company: string,
  profiles: readonly CreditProfileRow[],
  on: string,
  attempt = 1,
): Promise<PortfolioRow[]> {
  const [counters, exposures] = await Promise.all([
    deps.portfolio.loadCounters(
      company,
      profiles.map(({ root }) => root),
    ),
    deps.portfolio.loadExposures(
      company,
      profiles.map(({ customer }) => customer),
    ),
  ]);
  const rows: PortfolioRow[] = [];
  for (const profile of profiles) {
    const { customer, root } = profile;
    const counter = counters.get(root);
    if (counter?.members[customer]) {
      rows.push(portfolioRow(profile, counter, withDues(exposures.get(customer)), on));
      continue;
    }
    invariant(attempt < ATTEMPTS, `${customer} stands in no counter`);
    const moved = await deps.reader.loadProfile(company, customer);
    if (moved) rows.push(...(await rowsOf(deps, company, [moved], on, attempt + 1)));
  }
  return rows;
}
