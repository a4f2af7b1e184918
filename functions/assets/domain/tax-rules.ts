import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Building } from './asset.ts';

/** An exact fraction a year. */
export interface Rate {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

interface Window {
  readonly from: CalendarDate;
  /** Last day; open where it is missing. */
  readonly to?: CalendarDate;
}

function valid<W extends Window>(windows: readonly W[], day: CalendarDate): W | undefined {
  return windows.find(({ from, to }) => from <= day && (to === undefined || day <= to));
}

interface DecliningWindow extends Window {
  /** At most this many times the straight-line rate, times 10. */
  readonly factorTimes10: number;
  readonly capPercentTimes100: number;
}

/**
 * Declining balance for movable assets by day of acquisition, §7 Abs. 2 EStG: Zweites and Viertes
 * Corona-Steuerhilfegesetz (2020 to 2022), Wachstumschancengesetz of 2024-03-27, Gesetz für ein steuerliches
 * Investitionssofortprogramm of 2025-07-14 (BGBl. 2025 I Nr. 161). Between these windows it is not allowed. Windows that
 * ended before 2020 are not in the table: what is left of such assets is brought in and goes on straight-line.
 */
export const DECLINING: readonly DecliningWindow[] = [
  { from: '2020-01-01', to: '2022-12-31', factorTimes10: 25, capPercentTimes100: 25_00 },
  { from: '2024-04-01', to: '2024-12-31', factorTimes10: 20, capPercentTimes100: 20_00 },
  { from: '2025-07-01', to: '2027-12-31', factorTimes10: 30, capPercentTimes100: 30_00 },
];

/** The highest declining rate for an asset acquired on that day; undefined where the method is not allowed. */
export function highestDecliningRate(acquiredOn: CalendarDate, lifeMonths: number): Rate | undefined {
  const window = valid(DECLINING, acquiredOn);
  if (!window) return undefined;
  const multiple = {
    numerator: BigInt(window.factorTimes10 * 12),
    denominator: BigInt(10 * lifeMonths),
  };
  const cap = { numerator: BigInt(window.capPercentTimes100), denominator: 10_000n };
  return isAbove(multiple, cap) ? cap : multiple;
}

export function isAbove(a: Rate, b: Rate): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}

interface AmountWindow extends Window {
  readonly aboveMinor: bigint;
  readonly toMinor: bigint;
}

/**
 * Low-value assets written off at once, net of VAT whether deductible or not (§6 Abs. 2 EStG): 800 EUR for acquisitions
 * after 2017-12-31 (§52 Abs. 12 EStG), 410 EUR before. The 150 EUR of 2008 and 2009 and older limits are not in the table.
 */
const LOW_VALUE: readonly AmountWindow[] = [
  { from: '2010-01-01', to: '2017-12-31', aboveMinor: 0n, toMinor: 410_00n },
  { from: '2018-01-01', aboveMinor: 0n, toMinor: 800_00n },
];

/** Assets of a pool (Sammelposten, §6 Abs. 2a EStG): above 250 up to 1,000 EUR since 2018, above 150 before. */
const POOL: readonly AmountWindow[] = [
  { from: '2010-01-01', to: '2017-12-31', aboveMinor: 150_00n, toMinor: 1_000_00n },
  { from: '2018-01-01', aboveMinor: 250_00n, toMinor: 1_000_00n },
];

export function lowValueLimits(acquiredOn: CalendarDate): AmountWindow | undefined {
  return valid(LOW_VALUE, acquiredOn);
}

export function poolLimits(acquiredOn: CalendarDate): AmountWindow | undefined {
  return valid(POOL, acquiredOn);
}

/**
 * Parts of the cost by fiscal year, in percent, counted from that of the acquisition; no part is cut by months.
 * - `pool`: a fifth each year, short years too (§6 Abs. 2a S. 2 EStG); what leaves the company does not reduce it (S. 3).
 * - `digital`: computer hardware and software may be taken to last one year and be written off in the year of
 *   acquisition (BMF 2022-02-22, IV C 3 - S 2190/21/10002 :025, no. 1 and 1.4; before it BMF 2021-02-26).
 * - `electric-vehicle`: §7 Abs. 2a EStG, acquired from 2025-07-01 to 2027-12-31; no change of method, no special
 *   depreciation beside it.
 */
export const YEARLY_PERCENT = {
  pool: [20, 20, 20, 20, 20],
  digital: [100],
  'electric-vehicle': [75, 10, 5, 5, 3, 2],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/**
 * Days of acquisition for which a method of `YEARLY_PERCENT` is offered. The letters on digital assets also let earlier
 * acquisitions be written off in the fiscal years that end after 2020-12-31: bring those in, or change their life.
 */
export const YEARLY_WINDOW: Readonly<Record<'digital' | 'electric-vehicle', Window>> = {
  digital: { from: '2021-01-01' },
  'electric-vehicle': { from: '2025-07-01', to: '2027-12-31' },
};

export function isOffered(method: 'digital' | 'electric-vehicle', acquiredOn: CalendarDate): boolean {
  return valid([YEARLY_WINDOW[method]], acquiredOn) !== undefined;
}

/**
 * Months over which a building is depreciated, from the rates of §7 Abs. 4 S. 1 EStG: for business and not for dwelling,
 * permit applied for after 1985-03-31, 3 % (no. 1); others 3 % if completed after 2022-12-31, 2 % if completed
 * from 1925 on, 2.5 % before (no. 2). The 4 % for business buildings begun before 2001 (§52 Abs. 15 S. 2) and shorter actual lives
 * (S. 2) are entered as `straight-line` with their months.
 */
export function buildingLifeMonths({ residential, permitAppliedOn, completedOn }: Building): number {
  if (!residential && permitAppliedOn !== undefined && permitAppliedOn > '1985-03-31') return 400;
  if (completedOn > '2022-12-31') return 400;
  return completedOn >= '1925-01-01' ? 600 : 480;
}
