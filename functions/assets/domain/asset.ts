import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Month } from './months.ts';

/** How the cost is spread. `none`: land, financial assets, prepayments, what is still under construction. */
export const METHODS = [
  'straight-line',
  'declining',
  'units',
  'immediate',
  'pool',
  'digital',
  'electric-vehicle',
  'building',
  'none',
] as const;
export type Method = (typeof METHODS)[number];

/** What decides a building's rate (§7 Abs. 4 S. 1 EStG). */
export interface Building {
  readonly residential: boolean;
  /** Bauantrag; of a building for business it decides between the rates. */
  readonly permitAppliedOn?: CalendarDate | undefined;
  readonly completedOn: CalendarDate;
}

/** What decides the depreciation; money in minor units. */
export interface Terms {
  readonly method: Method;
  /** Betriebsgewöhnliche Nutzungsdauer, counted from the month of acquisition; not for methods that fix it themselves. */
  readonly usefulLifeMonths?: number | undefined;
  /** Rate of the declining method a year, percent times 100; the highest allowed unless said. */
  readonly ratePercentTimes100?: number | undefined;
  /** All units that the asset will produce (Leistungs-AfA). */
  readonly totalUnits?: number | undefined;
  readonly building?: Building | undefined;
  /** What is left in the end: a memo value (Erinnerungswert) or scrap value. */
  readonly residualMinor: bigint;
}

/** Depreciation of the time before the register began, brought in without an entry (takeover of a running year). */
export interface Opening {
  /** Last day of a month: depreciation up to here was booked elsewhere. */
  readonly asOf: CalendarDate;
  /** All of it, that of the running year too. */
  readonly accumulatedMinor: bigint;
  /** What of it belongs to the fiscal year of `asOf`. */
  readonly thisYearMinor: bigint;
}

interface Happening {
  readonly id: string;
  readonly date: CalendarDate;
  /** The entry that was booked with it. */
  readonly entryId?: string | undefined;
}

/** What happened to an asset after its acquisition. Amounts are positive unless said. */
export type AssetEvent = Happening &
  (
    | {
        readonly kind: 'subsequent-cost';
        /** Negative where the price came down later (§255 Abs. 1 S. 3 HGB). */
        readonly amountMinor: bigint;
        /** The life was estimated anew: months left, counted from the month of `date`. */
        readonly remainingLifeMonths?: number | undefined;
      }
    | { readonly kind: 'impairment'; readonly amountMinor: bigint }
    | { readonly kind: 'write-up'; readonly amountMinor: bigint }
    | {
        readonly kind: 'disposal';
        readonly proceedsMinor: bigint;
        /** Part of the cost that leaves; all of it unless said. */
        readonly costMinor?: bigint | undefined;
      }
    | {
        readonly kind: 'transfer';
        readonly account: string;
        readonly position: string;
        readonly depreciationAccount?: string | undefined;
      }
    | {
        readonly kind: 'change-of-terms';
        readonly method: 'straight-line' | 'none';
        /** Counted from the month of `date`. */
        readonly remainingLifeMonths?: number | undefined;
      }
    | { readonly kind: 'units'; readonly units: number }
  );

/** Planned depreciation that has been booked, by the month that it was booked in. */
export interface Booking {
  readonly month: Month;
  readonly amountMinor: bigint;
}

/** A fixed asset as far as its value goes. */
export interface ValuedAsset extends Terms {
  readonly acquiredOn: CalendarDate;
  /** Anschaffungs- oder Herstellungskosten, net of deductible input tax (§255 HGB, §9b EStG). */
  readonly costMinor: bigint;
  readonly account: string;
  /** Place under Aktiva A. of §266 Abs. 2 HGB: `II.3`. */
  readonly position: string;
  readonly opening?: Opening | undefined;
  readonly events: readonly AssetEvent[];
}
