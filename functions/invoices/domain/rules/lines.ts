import { signOfDecimal } from '../decimal.ts';
import type { InvoiceLine } from '../model/invoice-line.ts';
import { each, missingIf, type Problems, problemIf, type Rule, rule } from './rule.ts';

function ofLines(id: string, terms: string, check: (line: InvoiceLine, path: string) => Problems): Rule {
  return rule(id, terms, ({ lines }) => each(lines, '/lines', check));
}

function mandatory(id: string, term: string, name: string, value: (line: InvoiceLine) => unknown): Rule {
  return ofLines(id, term, (line, path) => missingIf(value(line) === undefined, path, `${name} (${term})`));
}

/** Invoice lines with their item and price: EN 16931-1, 6.4. */
export const LINE_RULES: readonly Rule[] = [
  mandatory('BR-21', 'BT-126', 'Identifier of the line', ({ id }) => id),
  mandatory('BR-22', 'BT-129', 'Invoiced quantity', ({ quantity }) => quantity),
  mandatory('BR-23', 'BT-130', 'Unit of the quantity', ({ unit }) => unit),
  mandatory('BR-24', 'BT-131', 'Net amount of the line', ({ netAmount }) => netAmount),
  mandatory('BR-25', 'BT-153', 'Name of the item', ({ item }) => item.name),
  mandatory('BR-26', 'BT-146', 'Net price of the item', ({ price }) => price.net),
  ofLines('BR-27', 'BT-146', ({ price }, path) =>
    problemIf(
      price.net !== undefined && signOfDecimal(price.net) < 0,
      `${path}/price/net`,
      `The net price (BT-146) is negative: ${price.net}.`,
    ),
  ),
  ofLines('BR-28', 'BT-148', ({ price }, path) =>
    problemIf(
      price.gross !== undefined && signOfDecimal(price.gross) < 0,
      `${path}/price/gross`,
      `The gross price (BT-148) is negative: ${price.gross}.`,
    ),
  ),
  ofLines('BR-54', 'BT-160 BT-161', ({ item }, path) =>
    each(item.attributes, `${path}/item/attributes`, ({ name, value }, at) =>
      problemIf(
        name === undefined || value === undefined,
        at,
        'An attribute of the item lacks its name (BT-160) or its value (BT-161).',
      ),
    ),
  ),
  ofLines('BR-64', 'BT-157', ({ item: { standardId } }, path) =>
    missingIf(
      standardId !== undefined && standardId.scheme === undefined,
      `${path}/item/standardId`,
      'Scheme of the standard item identifier (BT-157)',
    ),
  ),
  ofLines('BR-65', 'BT-158', ({ item }, path) =>
    each(item.classifications, `${path}/item/classifications`, ({ scheme }, at) =>
      missingIf(scheme === undefined, at, 'Scheme of the item classification (BT-158)'),
    ),
  ),
  mandatory('BR-CO-04', 'BT-151', 'VAT category of the item', ({ vatCategory }) => vatCategory),
];
