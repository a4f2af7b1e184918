import { divideRounded, MAX_INTEGER_DIGITS } from '../../../../shared/kernel/money.ts';
import { isInvoiceCurrency } from '../codes/currencies.ts';
import { readDecimal, scaledOf } from '../decimal.ts';
import type { Cents } from '../model/values.ts';
import { attributeOf, textOf, type XmlNode } from '../xml/xml-node.ts';
import { quote, type Reading, report } from './reading.ts';

const VAT_IN_VAT_CURRENCY = 'BT-111';

/** The rule that limits each amount to two decimals: BR-DEC-01 to BR-DEC-28 of EN 16931-1. */
export const DECIMAL_RULES: Readonly<Record<string, string>> = {
  'BT-92': 'BR-DEC-01',
  'BT-93': 'BR-DEC-02',
  'BT-99': 'BR-DEC-05',
  'BT-100': 'BR-DEC-06',
  'BT-106': 'BR-DEC-09',
  'BT-107': 'BR-DEC-10',
  'BT-108': 'BR-DEC-11',
  'BT-109': 'BR-DEC-12',
  'BT-110': 'BR-DEC-13',
  'BT-112': 'BR-DEC-14',
  'BT-111': 'BR-DEC-15',
  'BT-113': 'BR-DEC-16',
  'BT-114': 'BR-DEC-17',
  'BT-115': 'BR-DEC-18',
  'BT-116': 'BR-DEC-19',
  'BT-117': 'BR-DEC-20',
  'BT-131': 'BR-DEC-23',
  'BT-136': 'BR-DEC-24',
  'BT-137': 'BR-DEC-25',
  'BT-141': 'BR-DEC-27',
  'BT-142': 'BR-DEC-28',
};

/** Every amount but BT-111 is in the currency of the invoice (BR-CL-03 where it names none that exists, else `INV-CURRENCY`). */
function checkCurrency(reading: Reading, node: XmlNode, term: string, path: string): void {
  const written = attributeOf(node, 'currencyID');
  const own = term === VAT_IN_VAT_CURRENCY ? reading.vatCurrency : reading.currency;
  if (written === undefined || own === undefined || written === own) return;
  const place = { severity: 'error', terms: [term, 'BT-5'], path, line: node.line } as const;
  report(reading, {
    rule: isInvoiceCurrency(written) ? 'INV-CURRENCY' : 'BR-CL-03',
    text: `The amount is in ${quote(written)}, not in the invoice’s ${own}.`,
    ...place,
  });
}

/**
 * The amount of an element in hundredths. More than two digits behind the point are the finding of the amount's BR-DEC rule (zeros
 * count too, as in the published checks) and are rounded; what is no number, or has too many digits, is `INV-AMOUNT` and no amount.
 */
export function amountOf(reading: Reading, node: XmlNode, term: string, path: string): Cents | undefined {
  const text = textOf(node) ?? '';
  const place = { severity: 'error', terms: [term], path, line: node.line } as const;
  checkCurrency(reading, node, term, path);
  const decimal = readDecimal(text);
  if (decimal === undefined || decimal.replace(/^-|\..*$/g, '').length > MAX_INTEGER_DIGITS) {
    report(reading, { rule: 'INV-AMOUNT', text: `${quote(text)} is no amount.`, ...place });
    return undefined;
  }
  if ((text.split('.')[1] ?? '').length > 2) {
    const rule = DECIMAL_RULES[term] ?? 'INV-AMOUNT';
    report(reading, { rule, text: `${quote(text)} has more than two decimals.`, ...place });
  }
  const { units, scale } = scaledOf(decimal);
  return scale <= 2 ? units * 10n ** BigInt(2 - scale) : divideRounded(units, 10n ** BigInt(scale - 2));
}
