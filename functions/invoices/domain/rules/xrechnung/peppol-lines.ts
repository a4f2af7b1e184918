import { formatCents, sameDecimal, signOfDecimal, subtractDecimals } from '../../decimal.ts';
import type { InvoiceLine } from '../../model/invoice-line.ts';
import type { Cents } from '../../model/values.ts';
import { each, NO_PROBLEM, type Problems, problemIf, type Rule, rule } from '../rule.ts';
import { isProduct, slackCents } from './slack.ts';

function ofLines(id: string, terms: string, check: (line: InvoiceLine, path: string) => Problems): Rule {
  return rule(id, terms, ({ lines }) => each(lines, '/lines', check));
}

function sum(list: readonly { readonly amount?: Cents }[]): Cents {
  return list.reduce((total, { amount }) => total + (amount ?? 0n), 0n);
}

/** Quantity × price ÷ base quantity + charges - allowances is the net amount, within the slack. */
function checkNetAmount(line: InvoiceLine, path: string, slack: bigint): Problems {
  const { netAmount = 0n, quantity = '1', price } = line;
  const base =
    price.baseQuantity !== undefined && signOfDecimal(price.baseQuantity) !== 0 ? price.baseQuantity : '1';
  const goods = netAmount + sum(line.allowances) - sum(line.charges);
  const net = price.net ?? '0';
  const text = `${quantity} at ${net} for ${base}, with charges and allowances, is not ${formatCents(netAmount)} (BT-131).`;
  return problemIf(!isProduct(goods, [quantity, net], base, slack), `${path}/netAmount`, text);
}

/** Rules of Peppol BIS Billing 3 that XRechnung has taken over: the lines. R044 and R101 are the readers’. */
export const PEPPOL_LINE_RULES: readonly Rule[] = [
  ofLines('PEPPOL-EN16931-R046', 'BT-146 BT-147 BT-148', ({ price: { net, gross, discount } }, path) => {
    if (gross === undefined || net === undefined) return NO_PROBLEM;
    const expected = subtractDecimals(gross, discount ?? '0');
    const text = `The gross price ${gross} less the discount ${discount ?? '0'} is ${expected}, not ${net} (BT-146).`;
    return problemIf(!sameDecimal(net, expected), `${path}/price`, text);
  }),
  rule('PEPPOL-EN16931-R110', 'BT-134 BT-73', ({ lines, delivery }) =>
    each(lines, '/lines', ({ period }, path) => {
      const [start, from] = [period?.start, delivery?.period?.start];
      const early = start !== undefined && from !== undefined && start < from;
      return problemIf(
        early,
        `${path}/period`,
        `The period of the line begins on ${start}, the invoice’s on ${from}.`,
      );
    }),
  ),
  rule('PEPPOL-EN16931-R111', 'BT-135 BT-74', ({ lines, delivery }) =>
    each(lines, '/lines', ({ period }, path) => {
      const [end, until] = [period?.end, delivery?.period?.end];
      const late = end !== undefined && until !== undefined && end > until;
      return problemIf(
        late,
        `${path}/period`,
        `The period of the line ends on ${end}, the invoice’s on ${until}.`,
      );
    }),
  ),
  rule(
    'PEPPOL-EN16931-R120',
    'BT-131 BT-129 BT-146 BT-149',
    ({ lines, currency }) =>
      each(lines, '/lines', (line, path) => checkNetAmount(line, path, slackCents(currency))),
    'warning',
  ),
  ofLines('PEPPOL-EN16931-R121', 'BT-149', ({ price: { baseQuantity } }, path) =>
    problemIf(
      baseQuantity !== undefined && signOfDecimal(baseQuantity) <= 0,
      `${path}/price/baseQuantity`,
      `The base quantity of the price (BT-149) is ${baseQuantity}, not above zero.`,
    ),
  ),
  ofLines('PEPPOL-EN16931-R130', 'BT-150 BT-130', ({ unit, price: { baseUnit } }, path) =>
    problemIf(
      baseUnit !== undefined && baseUnit !== unit,
      `${path}/price/baseUnit`,
      `The price is for ${baseUnit} (BT-150), the quantity in ${unit} (BT-130).`,
    ),
  ),
];
