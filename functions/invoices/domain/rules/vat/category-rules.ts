import { absolute } from '../../../../../shared/kernel/money.ts';
import { formatCents, signOfDecimal } from '../../decimal.ts';
import type { Invoice } from '../../invoice.ts';
import type { VatBreakdown } from '../../model/amounts.ts';
import type { Decimal } from '../../model/values.ts';
import { each, NO_PROBLEM, type Problems, problemIf, type Rule, rule } from '../rule.ts';
import { checkVatAmount, TOLERANCE_CENTS } from './breakdown.ts';
import { type Taxable, taxableOf, usesCategory, VAT_CATEGORIES, type VatCategory } from './category.ts';
import { identifiersProblem } from './identifiers.ts';

/** `-01`: who uses a category breaks its VAT down. */
function checkPresence(invoice: Invoice, { code, name, breakdowns }: VatCategory): Problems {
  const count = invoice.vatBreakdowns.filter(({ category }) => category === code).length;
  const used = usesCategory(invoice, code);
  const right = breakdowns === 'one' ? count === 1 || (count === 0 && !used) : used === count > 0;
  const wanted = breakdowns === 'one' ? 'one VAT breakdown' : 'a VAT breakdown for each rate';
  const text = `Category ${code} (${name}) needs ${wanted} where it is used, and none elsewhere; there are ${count}.`;
  return problemIf(!right, '/vatBreakdowns', text);
}

const RATES = {
  positive: { right: (rate) => rate !== undefined && signOfDecimal(rate) > 0, text: 'a rate above zero' },
  'not-negative': { right: (rate) => rate !== undefined && signOfDecimal(rate) >= 0, text: 'a rate' },
  zero: { right: (rate) => rate !== undefined && signOfDecimal(rate) === 0, text: 'the rate 0' },
  absent: { right: (rate) => rate === undefined, text: 'no rate' },
} as const satisfies Record<
  VatCategory['rate'],
  { right: (rate: Decimal | undefined) => boolean; text: string }
>;

/** `-05` to `-07`: the rate that goes with the category. */
function checkRates(
  { code, name, rate }: VatCategory,
  list: readonly { readonly vatCategory?: string; readonly vatRate?: Decimal }[],
  at: string,
): Problems {
  const { right, text } = RATES[rate];
  return each(list, at, ({ vatCategory, vatRate }, path) =>
    problemIf(
      vatCategory === code && !right(vatRate),
      `${path}/vatRate`,
      `Category ${code} (${name}) needs ${text}, not ${vatRate ?? 'none'}.`,
    ),
  );
}

/**
 * `-08`: the taxable amount is what lines, allowances and charges add up to. By rate, the published checks for UBL let less than one unit
 * of the currency pass, those for CII nothing: told as a warning.
 */
function checkTaxable(
  { code, breakdowns }: VatCategory,
  taxable: Taxable,
  one: VatBreakdown,
  path: string,
): Problems {
  const byRate = breakdowns === 'by-rate';
  if (one.taxableAmount === undefined || (byRate && one.rate === undefined)) return NO_PROBLEM;
  const sum = byRate && one.rate !== undefined ? taxable.ofRate(one.rate) : taxable.total;
  if (sum === one.taxableAmount) return NO_PROBLEM;
  const tolerated = byRate && absolute(sum - one.taxableAmount) < TOLERANCE_CENTS;
  const of = byRate ? `${code} ${one.rate} %` : code;
  const text = `Lines, allowances and charges of ${of} add up to ${formatCents(sum)}, but ${formatCents(one.taxableAmount)} is stated (BT-116).`;
  const problem = { path: `${path}/taxableAmount`, text };
  return [tolerated ? { ...problem, severity: 'warning' as const } : problem];
}

/** `-09`: the VAT amount; nothing where the category has no rate above zero. */
function checkTax({ code, breakdowns }: VatCategory, one: VatBreakdown, path: string): Problems {
  if (breakdowns === 'by-rate') return checkVatAmount(one, path, false);
  const text = `Category ${code} has no VAT, but ${formatCents(one.taxAmount ?? 0n)} is stated (BT-117).`;
  return problemIf(one.taxAmount !== undefined && one.taxAmount !== 0n, `${path}/taxAmount`, text);
}

/** `-10`: the reason why there is no VAT. */
function checkExemption({ code, name, exemption }: VatCategory, one: VatBreakdown, path: string): Problems {
  const stated = one.exemptionReason !== undefined || one.exemptionReasonCode !== undefined;
  const text =
    exemption === 'required'
      ? `Category ${code} (${name}) needs an exemption reason as text or code (BT-120, BT-121).`
      : `Category ${code} (${name}) has no exemption reason (BT-120, BT-121).`;
  return problemIf(stated !== (exemption === 'required'), path, text);
}

type CheckBreakdown = (one: VatBreakdown, path: string) => Problems;

function rulesOf(category: VatCategory): Rule[] {
  const { family, code } = category;
  const has = ({ vatCategory }: { readonly vatCategory?: string }) => vatCategory === code;
  const identified = (number: string, terms: string, used: (invoice: Invoice) => boolean) =>
    rule(`BR-${family}-${number}`, `${terms} BT-31 BT-32 BT-63 BT-48`, (invoice) =>
      used(invoice) ? identifiersProblem(invoice, category) : NO_PROBLEM,
    );
  const ofBreakdowns = (number: string, terms: string, checkOf: (invoice: Invoice) => CheckBreakdown) =>
    rule(`BR-${family}-${number}`, terms, (invoice) => {
      const check = checkOf(invoice);
      return each(invoice.vatBreakdowns, '/vatBreakdowns', (one, path) =>
        one.category === code ? check(one, path) : NO_PROBLEM,
      );
    });
  return [
    rule(`BR-${family}-01`, 'BG-23 BT-118', (invoice) => checkPresence(invoice, category)),
    identified('02', 'BT-151', ({ lines }) => lines.some(has)),
    identified('03', 'BT-95', ({ allowances }) => allowances.some(has)),
    identified('04', 'BT-102', ({ charges }) => charges.some(has)),
    rule(`BR-${family}-05`, 'BT-151 BT-152', ({ lines }) => checkRates(category, lines, '/lines')),
    rule(`BR-${family}-06`, 'BT-95 BT-96', ({ allowances }) =>
      checkRates(category, allowances, '/allowances'),
    ),
    rule(`BR-${family}-07`, 'BT-102 BT-103', ({ charges }) => checkRates(category, charges, '/charges')),
    ofBreakdowns('08', 'BT-116', (invoice) => {
      const taxable = taxableOf(invoice, code);
      return (one, path) => checkTaxable(category, taxable, one, path);
    }),
    ofBreakdowns('09', 'BT-117', () => (one, path) => checkTax(category, one, path)),
    ofBreakdowns('10', 'BT-120 BT-121', () => (one, path) => checkExemption(category, one, path)),
  ];
}

/** BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF and BR-AG, each 01 to 10. */
export const CATEGORY_RULES: readonly Rule[] = VAT_CATEGORIES.flatMap(rulesOf);
