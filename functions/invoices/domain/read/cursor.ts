import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { readDecimal } from '../decimal.ts';
import type { Cents, Decimal, Identifier } from '../model/values.ts';
import { attributeOf, child, childrenOf, textOf, type XmlNode } from '../xml/xml-node.ts';
import { amountOf } from './amount.ts';
import { present } from './present.ts';
import { quote, type Reading, report } from './reading.ts';

/** A place in the file together with the place in the model it is read into. Whatever is asked for counts as taken. */
export interface Cursor {
  readonly node: XmlNode | undefined;
  /** JSON pointer of the group in the model. */
  readonly path: string;
  readonly reading: Reading;
}

type Path = readonly string[];

/** The element at a path, taken. */
export function take({ reading, node }: Cursor, ...path: Path): XmlNode | undefined {
  const found = child(node, ...path);
  if (found) reading.taken.add(found);
  return found;
}

export function text(at: Cursor, ...path: Path): string | undefined {
  return textOf(take(at, ...path));
}

export function identifierOf(node: XmlNode | undefined): Identifier | undefined {
  const id = textOf(node);
  return id === undefined ? undefined : present({ id, scheme: attributeOf(node, 'schemeID') });
}

/** An identifier with its `schemeID`. */
export function identifier(at: Cursor, ...path: Path): Identifier | undefined {
  return identifierOf(take(at, ...path));
}

export function amount(at: Cursor, field: string, term: string, ...path: Path): Cents | undefined {
  const node = take(at, ...path);
  return node && amountOf(at.reading, node, term, `${at.path}/${field}`);
}

export function decimal(at: Cursor, field: string, term: string, ...path: Path): Decimal | undefined {
  const node = take(at, ...path);
  const written = textOf(node) ?? '';
  const value = readDecimal(written);
  if (node && value === undefined) {
    const detail = `${quote(written)} is no decimal number.`;
    report(at.reading, {
      rule: 'INV-DECIMAL',
      severity: 'error',
      text: detail,
      terms: [term],
      path: `${at.path}/${field}`,
      line: node.line,
    });
  }
  return value;
}

export function date(at: Cursor, field: string, term: string, ...path: Path): string | undefined {
  const node = take(at, ...path);
  if (!node) return undefined;
  const day = at.reading.dateOf(node);
  if (day !== undefined && isCalendarDate(day)) return day;
  const detail = `${quote(textOf(node) ?? '')} is no day of the calendar in the form of this syntax.`;
  report(at.reading, {
    rule: 'INV-DATE',
    severity: 'error',
    text: detail,
    terms: [term],
    path: `${at.path}/${field}`,
    line: node.line,
  });
  return undefined;
}

/** The group at a path; `field` is its name in the model, empty where the model does not nest. */
export function group(at: Cursor, field: string, ...path: Path): Cursor {
  const node = child(at.node, ...path);
  const pointer = field === '' ? at.path : `${at.path}/${field}`;
  if (node && field !== '') at.reading.lines.set(pointer, node.line);
  return { node, path: pointer, reading: at.reading };
}

/** Every group of a name, numbered as in the model. */
export function groups(
  at: Cursor,
  field: string,
  name: string,
  keep: (node: XmlNode) => boolean = () => true,
): Cursor[] {
  const nodes = childrenOf(at.node, name).filter(keep);
  return nodes.map((node, index) => {
    const path = `${at.path}/${field}/${index}`;
    at.reading.lines.set(path, node.line);
    return { node, path, reading: at.reading };
  });
}
