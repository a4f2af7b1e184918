import type { FieldError } from '../../../../shared/kernel/errors.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

function stepOf(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A place in the input: what stands there, its RFC 6901 pointer, and where complaints go. */
export interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly errors: FieldError[];
}

export function complain({ pointer, errors }: Place, detail: string): undefined {
  errors.push({ pointer, detail });
  return undefined;
}

/** What stands below; nothing where the place itself is no object or list (of which somebody else complains). */
export function at(place: Place, key: string | number): Place {
  const { value: holder, pointer, errors } = place;
  const isHolder = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key);
  const value = isHolder ? (holder as Readonly<Record<string | number, unknown>>)[key] : undefined;
  return { value, pointer: pointer + stepOf(key), errors };
}

export function has(place: Place): boolean {
  return place.value !== undefined;
}

/** An object with these fields and no others: whoever writes `atleast` must hear of it. */
export function readObject(place: Place, fields: readonly string[]): Place | undefined {
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return complain(place, value === undefined ? 'is missing' : 'must be an object');
  for (const key of Object.keys(value))
    if (!fields.includes(key)) complain(at(place, key), `unknown field; known are ${fields.join(', ')}`);
  return place;
}

export function readList(place: Place, { min = 1, max }: { min?: number; max: number }): readonly Place[] {
  const { value } = place;
  if (!Array.isArray(value)) {
    complain(place, value === undefined ? 'is missing' : 'must be a list');
    return [];
  }
  if (value.length < min || value.length > max) {
    complain(place, `must have ${min} to ${max} elements`);
    return [];
  }
  return value.map((_, index) => at(place, index));
}

export function readText(place: Place, form: RegExp, mustBe: string): string | undefined {
  const { value } = place;
  if (typeof value === 'string' && form.test(value)) return value;
  return complain(place, value === undefined ? 'is missing' : `must be ${mustBe}`);
}

const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** The name of a part of the policy, by which others refer to it. */
export function readId(place: Place): string | undefined {
  return readText(place, ID, 'an id of small letters, digits and -');
}

export function readChoice<const C extends string>(place: Place, choices: readonly C[]): C | undefined {
  const { value } = place;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  return complain(place, value === undefined ? 'is missing' : `must be one of ${choices.join(', ')}`);
}

export function readInteger(place: Place, min: number, max: number): number | undefined {
  const { value } = place;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value;
  return complain(place, value === undefined ? 'is missing' : `must be a whole number from ${min} to ${max}`);
}

/** Complains where two elements have the same name. */
export function assertDistinct(places: readonly Place[], names: readonly (string | undefined)[]): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    const place = places[index];
    if (name === undefined || !place) continue;
    if (seen.has(name)) complain(place, `is there twice: ${name}`);
    seen.add(name);
  }
}
