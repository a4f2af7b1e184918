import { absolute, divideRounded } from '../../../../../shared/kernel/money.ts';
import { formatCents, scaledOf, signOfDecimal } from '../../decimal.ts';
import type { VatBreakdown } from '../../model/amounts.ts';
import type { Cents, Decimal } from '../../model/values.ts';
import { each, missingIf, NO_PROBLEM, type Problem, type Problems, type Rule, rule } from '../rule.ts';

/** The published checks let VAT amounts and bases differ by less than one unit of the currency. */
export const TOLERANCE_CENTS = 100n;

/** VAT on an amount, rounded half away from zero to two decimals. */
export function vatOn(taxable: Cents, rate: Decimal): Cents {
  const { units, scale } = scaledOf(rate);
  return divideRounded(taxable * units, 100n * 10n ** BigInt(scale));
}

/** How far the stated VAT is from the calculated one. */
function vatDifference({ taxableAmount, taxAmount, rate }: VatBreakdown): Problem | undefined {
  if (taxableAmount === undefined || taxAmount === undefined) return undefined;
  const calculated = rate === undefined ? 0n : vatOn(taxableAmount, rate);
  const difference = absolute(taxAmount - calculated);
  if (difference === 0n) return undefined;
  const text = `VAT of ${rate ?? '0'} % on ${formatCents(taxableAmount)} is ${formatCents(calculated)}, but ${formatCents(taxAmount)} is stated (BT-117).`;
  const none = rate === undefined || signOfDecimal(rate) === 0;
  const tolerated = none ? 2n * difference < TOLERANCE_CENTS : difference < TOLERANCE_CENTS;
  return tolerated ? { text, severity: 'information' } : { text };
}

function ofBreakdowns(id: string, term: string, name: string, value: (one: VatBreakdown) => unknown): Rule {
  return rule(id, term, ({ vatBreakdowns }) =>
    each(vatBreakdowns, '/vatBreakdowns', (one, path) =>
      missingIf(value(one) === undefined, path, `${name} (${term})`),
    ),
  );
}

/** The difference as a problem of the VAT amount; `withTolerated` false leaves out what the published checks let pass. */
export function checkVatAmount(one: VatBreakdown, path: string, withTolerated: boolean): Problems {
  const problem = vatDifference(one);
  if (!problem || (!withTolerated && problem.severity !== undefined)) return NO_PROBLEM;
  return [{ ...problem, path: `${path}/taxAmount` }];
}

/** BG-23: EN 16931-1, 6.4. Differences within the tolerance of the published checks are told as information. */
export const BREAKDOWN_RULES: readonly Rule[] = [
  rule('BR-CO-18', 'BG-23', ({ vatBreakdowns }) =>
    missingIf(vatBreakdowns.length === 0, '/vatBreakdowns', 'A VAT breakdown (BG-23)'),
  ),
  ofBreakdowns('BR-45', 'BT-116', 'Taxable amount', ({ taxableAmount }) => taxableAmount),
  ofBreakdowns('BR-46', 'BT-117', 'VAT amount', ({ taxAmount }) => taxAmount),
  ofBreakdowns('BR-47', 'BT-118', 'VAT category', ({ category }) => category),
  ofBreakdowns('BR-48', 'BT-119', 'VAT rate', ({ category, rate }) => (category === 'O' ? '0' : rate)),
  rule('BR-CO-17', 'BT-117 BT-116 BT-119', ({ vatBreakdowns }) =>
    each(vatBreakdowns, '/vatBreakdowns', (one, path) => checkVatAmount(one, path, true)),
  ),
];
