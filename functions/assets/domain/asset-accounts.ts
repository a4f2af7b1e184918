import type { Method } from './asset.ts';

/** The two charts of the ledger; `none` has accounts of its own, which say nothing. */
export type Chart = 'SKR03' | 'SKR04' | 'none';

type Pair = Readonly<Record<'SKR03' | 'SKR04', string>>;
const pair = (SKR03: string, SKR04: string): Pair => ({ SKR03, SKR04 });

/**
 * Numbers are those of the ledger's charts (`functions/ledger/domain/charts/tables`, with their sources); sales and book
 * values besides by intex-publishing's list of postings and NWB's Kontierungslexikon, "Anlagenverkauf".
 */
const DEPRECIATION = {
  intangible: pair('4822', '6200'),
  goodwill: pair('4824', '6205'),
  building: pair('4831', '6221'),
  vehicle: pair('4832', '6222'),
  tangible: pair('4830', '6220'),
  immediate: pair('4855', '6260'),
  pool: pair('4862', '6264'),
  financial: pair('4870', '7200'),
} as const;
const IMPAIRMENT = {
  intangible: pair('4826', '6210'),
  tangible: pair('4840', '6230'),
  financial: pair('4870', '7200'),
} as const;
const VEHICLES: Readonly<Record<'SKR03' | 'SKR04', readonly string[]>> = {
  SKR03: ['0320', '0350', '0380'],
  SKR04: ['0520', '0540', '0560'],
};

type Group = 'intangible' | 'tangible' | 'financial';

/** By the place under Aktiva A. of §266 Abs. 2 HGB: I, II or III. */
export function groupOf(position: string): Group {
  if (position.startsWith('III.')) return 'financial';
  return position.startsWith('II.') ? 'tangible' : 'intangible';
}

export interface Place {
  readonly chart: Chart;
  readonly position: string;
  /** Chart number of the asset account, where it has one. */
  readonly chartNumber?: string | undefined;
}

/** Chart number of the account for planned depreciation; undefined where the company has a chart of its own. */
export function depreciationAccount(
  { chart, position, chartNumber }: Place,
  method: Method,
): string | undefined {
  if (chart === 'none') return undefined;
  if (method === 'immediate' || method === 'pool') return DEPRECIATION[method][chart];
  if (position === 'I.3') return DEPRECIATION.goodwill[chart];
  if (position === 'II.1') return DEPRECIATION.building[chart];
  const isVehicle = chartNumber !== undefined && VEHICLES[chart].includes(chartNumber);
  return DEPRECIATION[isVehicle ? 'vehicle' : groupOf(position)][chart];
}

export function impairmentAccount({ chart, position }: Place): string | undefined {
  return chart === 'none' ? undefined : IMPAIRMENT[groupOf(position)][chart];
}

/** 2710/4910 is for tangible assets; no account of the charts at hand is known for others. */
export function writeUpAccount({ chart, position }: Place): string | undefined {
  if (chart === 'none' || groupOf(position) !== 'tangible') return undefined;
  return pair('2710', '4910')[chart];
}

/** VAT of a sale, which decides the account of its proceeds. */
export const SALE_TAXES = ['standard', 'none', 'export', 'intra-community'] as const;
export type SaleTax = (typeof SALE_TAXES)[number];

const PROCEEDS: Readonly<Record<'gain' | 'loss', Readonly<Record<SaleTax, Pair>>>> = {
  gain: {
    standard: pair('8820', '4845'),
    none: pair('8829', '4849'),
    export: pair('8827', '4844'),
    'intra-community': pair('8828', '4848'),
  },
  loss: {
    standard: pair('8801', '6885'),
    none: pair('8800', '6889'),
    export: pair('8807', '6884'),
    'intra-community': pair('8808', '6888'),
  },
};
const BOOK_VALUE = { gain: pair('2315', '4855'), loss: pair('2310', '6895') } as const;

/** Gain and loss have accounts of their own, for proceeds and for the book value that leaves; tangible assets only. */
export function disposalAccounts(
  { chart, position }: Place,
  outcome: 'gain' | 'loss',
  tax: SaleTax,
): { readonly proceeds: string; readonly bookValue: string } | undefined {
  if (chart === 'none' || groupOf(position) !== 'tangible') return undefined;
  return { proceeds: PROCEEDS[outcome][tax][chart], bookValue: BOOK_VALUE[outcome][chart] };
}
