import { divideRounded } from '../../../../shared/kernel/money.ts';
import { figureReader } from './figure-reader.ts';
import { add, multiply, type Rational, toShortest, ZERO } from './rational.ts';

/** A debtor as the portfolio sees it. Amounts in minor units of one currency; `pd` and `lgd` are shares as decimals. */
export interface RatedExposure {
  readonly riskClass: string;
  readonly exposureMinor: bigint;
  readonly pd: string;
  readonly lgd: string;
}

export interface ClassLoss {
  readonly riskClass: string;
  readonly debtors: number;
  readonly exposureMinor: bigint;
  readonly expectedLossMinor: bigint;
}

/**
 * Expected loss of each class, in the order of their names: the debtors' PD · LGD · EAD, added exactly and rounded once a
 * class (half up). @throws credit.impossible-figure when an exposure is negative or a share is none; pointers name the debtor
 */
export function expectedLossByClass(exposures: readonly RatedExposure[]): ClassLoss[] {
  const reader = figureReader();
  const classes = new Map<string, { debtors: number; exposureMinor: bigint; loss: Rational }>();
  for (const [index, { riskClass, exposureMinor, pd, lgd }] of exposures.entries()) {
    if (exposureMinor < 0n) reader.complain(`/${index}/exposureMinor`, 'must not be negative');
    const rate = multiply(
      reader.read(pd, `/${index}/pd`, 'share'),
      reader.read(lgd, `/${index}/lgd`, 'share'),
    );
    const before = classes.get(riskClass) ?? { debtors: 0, exposureMinor: 0n, loss: ZERO };
    classes.set(riskClass, {
      debtors: before.debtors + 1,
      exposureMinor: before.exposureMinor + exposureMinor,
      loss: add(before.loss, multiply(rate, { numerator: exposureMinor, denominator: 1n })),
    });
  }
  reader.assertRead();
  return [...classes]
    .map(([riskClass, { loss, ...sums }]) => ({
      riskClass,
      ...sums,
      expectedLossMinor: divideRounded(loss.numerator, loss.denominator),
    }))
    .sort((a, b) => (a.riskClass < b.riskClass ? -1 : 1));
}

/**
 * What share of the open items is overdue, in hundredths of a percent (5000 is 50 %), as policies take it; undefined where
 * nothing is open. Rounded up, so that what is above a bound stays above it.
 */
export function overdueShareTimes100(openMinor: bigint, overdueMinor: bigint): number | undefined {
  if (openMinor <= 0n) return undefined;
  return Number((overdueMinor * 10_000n + openMinor - 1n) / openMinor);
}

/** One debtor at the beginning and at the end of a period; without a class it was not there yet, or is gone. */
export interface ClassMove {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** At the end, or at the beginning for one that is gone. */
  readonly exposureMinor: bigint;
}

export interface MigrationCell {
  readonly to: string;
  readonly debtors: number;
  readonly exposureMinor: bigint;
  /** Of the debtors of the row: a share from 0 to 1 with four decimals at most, for reading. */
  readonly share: string;
}

export interface MigrationRow {
  readonly from: string;
  readonly debtors: number;
  readonly cells: readonly MigrationCell[];
}

/** Names of where debtors come from and go to who have no class there. */
export const NEW_DEBTORS = 'new';
export const GONE_DEBTORS = 'gone';
const SHARE_DECIMALS = 4;

/**
 * Who moved from which class to which: a row for each class and one for new debtors, a cell for each class and one for
 * those that are gone. Every debtor stands in exactly one cell; classes that `classes` does not name come last.
 */
export function migrationMatrix(moves: readonly ClassMove[], classes: readonly string[]): MigrationRow[] {
  const named = moves.flatMap(({ from, to }) => [from, to].filter((name) => name !== undefined));
  const all = [...new Set([...classes, ...named])];
  const cells = new Map<string, { debtors: number; exposureMinor: bigint }>();
  const keyOf = (from: string | undefined, to: string | undefined) => JSON.stringify([from, to]);
  for (const { from, to, exposureMinor } of moves) {
    const key = keyOf(from, to);
    const before = cells.get(key) ?? { debtors: 0, exposureMinor: 0n };
    cells.set(key, { debtors: before.debtors + 1, exposureMinor: before.exposureMinor + exposureMinor });
  }
  return [...all, undefined].map((from): MigrationRow => {
    const row = [...all, undefined].map((to) => ({
      to: to ?? GONE_DEBTORS,
      ...(cells.get(keyOf(from, to)) ?? { debtors: 0, exposureMinor: 0n }),
    }));
    const debtors = row.reduce((count, cell) => count + cell.debtors, 0);
    const shareOf = (count: number) =>
      debtors === 0
        ? '0'
        : toShortest({ numerator: BigInt(count), denominator: BigInt(debtors) }, SHARE_DECIMALS);
    return {
      from: from ?? NEW_DEBTORS,
      debtors,
      cells: row.map((cell) => ({ ...cell, share: shareOf(cell.debtors) })),
    };
  });
}
