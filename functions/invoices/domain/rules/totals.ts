import { formatCents } from '../decimal.ts';
import type { Severity } from '../finding.ts';
import type { Cents } from '../model/values.ts';
import { profileOf } from '../profile.ts';
import { NO_PROBLEM, type Problems, type Rule, rule } from './rule.ts';

function sum(amounts: readonly (Cents | undefined)[]): Cents {
  return amounts.reduce<Cents>((total, amount) => total + (amount ?? 0n), 0n);
}

/** A total must be what it is calculated from, to the cent. One that is missing is another rule's matter. */
function mustBe(
  stated: Cents | undefined,
  calculated: Cents,
  path: string,
  formula: string,
  severity?: Severity,
): Problems {
  if (stated === undefined || stated === calculated) return NO_PROBLEM;
  const text = `${formula} is ${formatCents(calculated)}, but ${formatCents(stated)} is stated.`;
  return [severity ? { path, text, severity } : { path, text }];
}

/** The sum of a list that may be left out only where there is nothing to add. */
function sumOf(
  stated: Cents | undefined,
  amounts: readonly (Cents | undefined)[],
  path: string,
  formula: string,
): Problems {
  if (stated !== undefined || amounts.length > 0) return mustBe(stated ?? 0n, sum(amounts), path, formula);
  return NO_PROBLEM;
}

/** How the totals of the document follow from each other: BR-CO-10 to BR-CO-16 of EN 16931-1, 6.4.3. Exact, no tolerance. */
export const TOTAL_RULES: readonly Rule[] = [
  rule('BR-CO-10', 'BT-106 BT-131', ({ totals, lines }) =>
    mustBe(
      totals.lines,
      sum(lines.map(({ netAmount }) => netAmount)),
      '/totals/lines',
      'The sum of the line net amounts (BT-131)',
    ),
  ),
  rule('BR-CO-11', 'BT-107 BT-92', ({ totals, allowances }) =>
    sumOf(
      totals.allowances,
      allowances.map(({ amount }) => amount),
      '/totals/allowances',
      'The sum of the allowances on the document (BT-92)',
    ),
  ),
  rule('BR-CO-12', 'BT-108 BT-99', ({ totals, charges }) =>
    sumOf(
      totals.charges,
      charges.map(({ amount }) => amount),
      '/totals/charges',
      'The sum of the charges on the document (BT-99)',
    ),
  ),
  rule('BR-CO-13', 'BT-109 BT-106 BT-107 BT-108', ({ totals }) =>
    totals.lines === undefined
      ? NO_PROBLEM
      : mustBe(
          totals.withoutVat,
          totals.lines - (totals.allowances ?? 0n) + (totals.charges ?? 0n),
          '/totals/withoutVat',
          'Lines less allowances plus charges (BT-106 - BT-107 + BT-108)',
        ),
  ),
  rule('BR-CO-14', 'BT-110 BT-117', ({ totals, vatBreakdowns }) =>
    vatBreakdowns.length === 0
      ? NO_PROBLEM
      : mustBe(
          totals.vat,
          sum(vatBreakdowns.map(({ taxAmount }) => taxAmount)),
          '/totals/vat',
          'The sum of the VAT amounts (BT-117)',
        ),
  ),
  rule('BR-CO-15', 'BT-112 BT-109 BT-110', ({ totals }) =>
    totals.withoutVat === undefined
      ? NO_PROBLEM
      : mustBe(
          totals.withVat,
          totals.withoutVat + (totals.vat ?? 0n),
          '/totals/withVat',
          'The total without VAT and the VAT (BT-109 + BT-110)',
        ),
  ),
  rule('BR-CO-16', 'BT-115 BT-112 BT-113 BT-114', ({ totals, specification }) =>
    totals.withVat === undefined
      ? NO_PROBLEM
      : mustBe(
          totals.payable,
          totals.withVat - (totals.paid ?? 0n) + (totals.rounding ?? 0n),
          '/totals/payable',
          'The total with VAT less what is paid plus rounding (BT-112 - BT-113 + BT-114)',
          // The extension of XRechnung adds payments by third parties, which are not in the model (BR-DEX-09).
          profileOf(specification) === 'xrechnung-extension' ? 'warning' : undefined,
        ),
  ),
];
