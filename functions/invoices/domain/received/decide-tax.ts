import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type ChartName, chartAccount, taxRateOn, toChartNumber } from '../../../ledger/rules.ts';
import type { Invoice } from '../invoice.ts';

/** How the tax of one group of a received invoice (BG-23) is booked. */
export interface TaxDecision {
  /** DATEV tax key; none where there is no tax to book. */
  readonly taxCode?: string;
  /** DATEV's Sachverhalt of §13b UStG. */
  readonly reverseChargeCase?: string;
  /** What a person should know or decide: rule and sentence. */
  readonly note?: { readonly rule: string; readonly text: string };
}

export interface TaxQuestion {
  /** BT-118: UNCL 5305. */
  readonly category: string;
  /** BT-119, percent times 100. */
  readonly rate: number;
  /** Day of the supply. */
  readonly date: CalendarDate;
  readonly seller: SellerPlace;
}

/** Whose tax it is: what the seller's numbers and address say. */
export type SellerPlace = 'domestic' | 'eu' | 'third-country';

/** Member states by the prefixes of their VAT ids; Greece has EL, and GR as a country. */
const MEMBER_STATES = new Set(
  'AT BE BG CY CZ DK EE EL GR ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI'.split(' '),
);

/** By VAT id (BT-31, or that of a representative, BT-63: who has a German one owes German tax), else by address (BT-40). */
export function placeOfSeller({ seller, sellerTaxRepresentative }: Invoice): SellerPlace {
  const [own, representative] = [seller.vatId, sellerTaxRepresentative?.vatId].map((id) =>
    id?.slice(0, 2).toUpperCase(),
  );
  const country = representative === 'DE' ? representative : (own ?? seller.address?.country ?? 'DE');
  if (country === 'DE') return 'domestic';
  return MEMBER_STATES.has(country) ? 'eu' : 'third-country';
}

const LEVELS = [
  ['standard', '9'],
  ['reduced', '8'],
  ['otherStandard', '7'],
  ['otherReduced', '6'],
] as const;

/**
 * The tax key for a group of a received invoice, for a company that may deduct (§15 UStG):
 * - S: input tax at a rate of the day (§12 UStG, dated); tax of another state is cost (refunded, if at all, by that state);
 * - AE: §13b UStG, owed and deducted by us; services of EU businesses are case 7 (Abs. 1);
 * - K: intra-community acquisition (§1a UStG), at the standard rate until somebody says otherwise;
 * - Z, E, G, O: no tax; L, M (Canary Islands, Ceuta, Melilla), B (Italian split payment): tax of others.
 */
export function decideTax({ category, rate, date, seller }: TaxQuestion): TaxDecision {
  switch (category) {
    case 'S':
      return rate === 0 ? {} : decideStandard(rate, date, seller);
    case 'AE':
      return decideReverseCharge(seller);
    case 'K':
      return {
        taxCode: '19',
        note: note(
          'INV-TAX-ACQUISITION',
          'Intra-community acquisition: key 19 takes the standard rate, 18 the reduced one.',
        ),
      };
    case 'Z':
    case 'E':
    case 'O':
      return {};
    case 'G':
      return {
        note: note('INV-TAX-IMPORT', 'An export to us: import VAT comes with the customs assessment.'),
      };
    default:
      return {
        note: note('INV-TAX-FOREIGN', `The tax of category ${category} is not German: it is booked as cost.`),
      };
  }
}

function note(rule: string, text: string) {
  return { rule, text };
}

function decideStandard(rate: number, date: CalendarDate, seller: SellerPlace): TaxDecision {
  if (seller !== 'domestic') {
    const text = 'The seller has no German VAT id: its tax cannot be deducted here and is booked as cost.';
    return { note: note('INV-TAX-FOREIGN', text) };
  }
  const found = LEVELS.find(([level]) => rateOf(level, date) === rate);
  if (found) return { taxCode: found[1] };
  const text = `${rate / 100} % was no German VAT rate on ${date}: choose a tax key, or none.`;
  return { note: note('INV-TAX-RATE', text) };
}

/** A level that did not exist on that day has no rate. */
function rateOf(level: Parameters<typeof taxRateOn>[0], date: CalendarDate): number | undefined {
  try {
    return taxRateOn(level, date);
  } catch {
    return undefined;
  }
}

function decideReverseCharge(seller: SellerPlace): TaxDecision {
  if (seller === 'eu') return { taxCode: '94', reverseChargeCase: '7' };
  const text =
    seller === 'domestic'
      ? 'Reverse charge between Germans (§13b Abs. 2 UStG): name its case where the return wants it, such as 4 for construction.'
      : 'Reverse charge of a seller outside the EU (§13b Abs. 2 Nr. 1 UStG).';
  return { taxCode: '94', note: note('INV-TAX-REVERSE-CHARGE', text) };
}

/**
 * The key that goes with an account: none on an Automatikkonto that computes just this tax; undefined where it computes
 * another, so that the account cannot be used.
 */
export function keyOnAccount(
  books: { readonly chart: ChartName; readonly accountLength: number },
  account: string,
  decision: TaxDecision,
  { rate, date }: Pick<TaxQuestion, 'rate' | 'date'>,
): { readonly taxCode?: string } | undefined {
  const automatic = chartAccount(books.chart, toChartNumber(account, books.accountLength) ?? '')?.automatic;
  const { taxCode } = decision;
  if (!automatic) return taxCode === undefined ? {} : { taxCode };
  const own = typeof automatic.rate === 'number' ? automatic.rate : rateOf(automatic.rate, date);
  const { kind } = automatic;
  const fits =
    taxCode === '94'
      ? kind === 'reverse-charge'
      : taxCode === '19'
        ? kind === 'acquisition'
        : kind === 'input' && own === rate;
  if (taxCode !== undefined) return fits ? {} : undefined;
  return kind === 'exempt' ? {} : { taxCode: AUTOMATION_OFF };
}

const AUTOMATION_OFF = '40';
