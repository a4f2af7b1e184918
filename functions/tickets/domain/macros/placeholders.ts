import type { FieldValue, FieldValues } from '../desk/fields.ts';

/** What every ticket has to fill in; `fields.<id>` is a custom field besides. */
export const PLACEHOLDERS = [
  'ticket.number',
  'ticket.title',
  'requester.name',
  'requester.email',
  'agent.name',
] as const;
/** In one text: with the longest values, it stays an article. */
export const MAX_PLACEHOLDERS = 20;

const FIELD = 'fields.';
/** `{{requester.name}}`, or `{{requester.name | "Sir or Madam"}}` with words for where there is no value. */
const PLACEHOLDER = /\{\{\s*([a-z]+\.[a-z0-9._-]+)\s*(?:\|\s*"([^"{}\n]*)"\s*)?\}\}/g;

/** Values by the name of their placeholder; those that are not there are missing. */
export type Values = ReadonlyMap<string, string>;

export interface Filled {
  readonly text: string;
  /** Placeholders that stand as they were: they have neither a value nor a fallback. */
  readonly missing: readonly string[];
}

/** Why a text cannot be kept as a template, for people; `fields` are the custom fields that it may name. */
export function templateFaults(text: string, fields: ReadonlySet<string>): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const unknown = [...new Set(names)].filter((name) => !isKnown(name, fields));
  const rest = text.replace(PLACEHOLDER, '\n');
  return [
    ...unknown.map((name) => `must not name {{${name}}}: ${knownNames(fields)} can be filled in`),
    ...(rest.includes('{{')
      ? [`must use {{ only as in {{requester.name}} or {{requester.name|"fallback"}}: ${excerpt(rest)}`]
      : []),
    ...(names.length > MAX_PLACEHOLDERS ? [`must have at most ${MAX_PLACEHOLDERS} placeholders`] : []),
  ];
}

function isKnown(name: string, fields: ReadonlySet<string>): boolean {
  if (name.startsWith(FIELD)) return fields.has(name.slice(FIELD.length));
  return PLACEHOLDERS.some((known) => known === name);
}

function knownNames(fields: ReadonlySet<string>): string {
  return [...PLACEHOLDERS, ...[...fields].slice(0, 20).map((id) => `${FIELD}${id}`)].join(', ');
}

function excerpt(text: string): string {
  const at = text.indexOf('{{');
  return text.slice(at, at + 40).replaceAll('\n', ' ');
}

/** A template with its values. These come from people: none is read for placeholders again. */
export function fillTemplate(template: string, values: Values): Filled {
  const missing = new Set<string>();
  const text = template.replace(PLACEHOLDER, (whole, name: string, fallback: string | undefined) => {
    const value = values.get(name) ?? fallback;
    if (value === undefined) missing.add(name);
    return value ?? whole;
  });
  return { text, missing: [...missing] };
}

/** What stands beside the history of a ticket, and who is going to write. */
export interface Filling {
  readonly ticketId: string;
  readonly title: string;
  readonly requester: { readonly email: string; readonly name?: string | undefined };
  readonly fields?: FieldValues | undefined;
  readonly agentName: string | undefined;
  /** Of the text: for yes and no. */
  readonly language: string;
}

/** The values of a ticket; blank ones are none. */
export function valuesOf({ ticketId, title, requester, fields = {}, agentName, language }: Filling): Values {
  const all: readonly (readonly [string, string | undefined])[] = [
    ['ticket.number', ticketId],
    ['ticket.title', title],
    ['requester.name', requester.name],
    ['requester.email', requester.email],
    ['agent.name', agentName],
    ...Object.entries(fields).map(([id, value]) => [`${FIELD}${id}`, inWords(value, language)] as const),
  ];
  return new Map(all.flatMap(([name, value]) => (value?.trim() ? [[name, value] as const] : [])));
}

function inWords(value: FieldValue, language: string): string {
  if (typeof value !== 'boolean') return String(value);
  const [yes, no] = language === 'de' ? ['ja', 'nein'] : ['yes', 'no'];
  return value ? yes : no;
}
