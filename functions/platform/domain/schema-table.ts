import { code, escapeHtml, prose } from './html-text.ts';

/** The parts of JSON Schema that zod writes and the page shows. */
export interface Schema {
  readonly $ref?: string;
  /** Several where it may be null besides. */
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Of a list whose places differ. */
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Bounds that zod writes for every whole number: saying them says nothing. */
const BOUND = Number.MAX_SAFE_INTEGER;

function range(from: number | undefined, to: number | undefined, unit: string): string[] {
  const low = from === undefined || from <= -BOUND ? undefined : from;
  const high = to === undefined || to >= BOUND ? undefined : to;
  if (low === undefined && high === undefined) return [];
  if (low === undefined) return [`up to ${high}${unit}`];
  if (high === undefined) return [`from ${low}${unit}`];
  return [low === high ? `${low}${unit}` : `${low} to ${high}${unit}`];
}

function list(values: readonly unknown[]): string {
  return values.map((value) => code(String(value))).join(', ');
}

/** A longer pattern helps nobody; what it means is said by the format or the description. */
const MAX_PATTERN_CHARACTERS = 60;

function form({ format, pattern }: Schema): string[] {
  if (format !== undefined) return [escapeHtml(format)];
  return pattern === undefined || pattern.length > MAX_PATTERN_CHARACTERS ? [] : [code(pattern)];
}

/** Names that zod makes for values that hold values of their own kind: any JSON. */
export function isNamed(shape: string): boolean {
  return !shape.startsWith('__');
}

/** Type and bounds in words: `integer, 1 to 1000, default 100`; a named shape is a link. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const shape = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    const name = escapeHtml(shape);
    return isNamed(shape) ? `<a href="#shape-${name}">${name}</a>` : 'any JSON';
  }
  if (schema.const !== undefined) return list([schema.const]);
  if (schema.enum) return list(schema.enum);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.allOf) return schema.allOf.map(typeOf).join(' with ');
  if (schema.prefixItems) return `list of: ${schema.prefixItems.map(typeOf).join('; ')}`;
  if (schema.items) {
    const count = range(schema.minItems, schema.maxItems, ' items');
    return `${['list', ...count].join(' of ')}: ${typeOf(schema.items)}`;
  }
  const { additionalProperties: rest } = schema;
  if (typeof rest === 'object' && Object.keys(rest).length > 0) return `${typeOf(rest)} by name`;
  return [
    escapeHtml([schema.type ?? 'anything'].flat().join(' or ')),
    ...range(schema.minLength, schema.maxLength, ' characters'),
    ...range(schema.minimum, schema.maximum, ''),
    ...form(schema),
    ...(schema.default === undefined ? [] : [`default ${code(String(schema.default))}`]),
  ].join(', ');
}

export interface Row {
  readonly name: string;
  readonly note: string;
  readonly schema: Schema;
  readonly description?: string | undefined;
}

/** The members of an object, those of objects inside it below: `lines[].account`. */
export function rowsOf(schema: Schema, before = ''): Row[] {
  const parts = schema.allOf ? schema.allOf.flatMap((part) => rowsOf(part, before)) : [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const note = schema.required?.includes(name) ? 'required' : '';
    const row = { name: before + name, note, schema: member };
    if (member.properties) return [row, ...rowsOf(member, `${before}${name}.`)];
    return member.items?.properties ? [row, ...rowsOf(member.items, `${before}${name}[].`)] : [row];
  });
  return [...parts, ...own];
}

export function tableOf(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ name, note, schema, description = schema.description ?? '' }) => {
    const example = schema.example === undefined ? '' : ` Example: ${code(String(schema.example))}`;
    return `<tr><td>${code(name)}<br><small>${escapeHtml(note)}</small></td><td>${typeOf(schema)}</td><td>${prose(description)}${example}</td></tr>`;
  });
  return `<div class="wide"><table>${cells.join('\n')}</table></div>`;
}

/** A whole body: the table of its members, or its type where it has none. */
export function bodyOf(schema: Schema): string {
  const listed = schema.items?.properties ? rowsOf(schema.items, '[].') : rowsOf(schema);
  return tableOf(listed) || `<p>${typeOf(schema)}</p>`;
}
