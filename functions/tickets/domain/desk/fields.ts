import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../../shared/kernel/errors.ts';

export const FIELD_TYPES = ['text', 'number', 'date', 'choice', 'yes-no'] as const;
/** When a field has to have a value; what a mail could not be asked for when it opened a ticket is asked for at its end. */
export const REQUIRED = ['never', 'on-open', 'on-resolve'] as const;

/** What a category asks for besides what all tickets have. */
export interface CustomField {
  readonly id: string;
  readonly label: string;
  readonly type: (typeof FIELD_TYPES)[number];
  readonly required: (typeof REQUIRED)[number];
  /** Whether people outside are asked for it on a form; without, where a ticket is not opened without it. */
  readonly onForm?: boolean | undefined;
  /** Of a choice. */
  readonly choices?: readonly string[] | undefined;
}

export type FieldValue = string | number | boolean;
export type FieldValues = Readonly<Record<string, FieldValue>>;
/** `null` takes a value away. */
export type FieldWishes = Readonly<Record<string, FieldValue | null>>;

/** Values that one ticket keeps, those of former categories among them. */
export const MAX_FIELD_VALUES = 60;
const LARGEST_NUMBER = 1e12;

/** Ids are chosen by people: one may be called `constructor`. */
function ownValue<V>(values: Readonly<Record<string, V>>, id: string): V | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}

const FITS: Readonly<Record<CustomField['type'], (value: FieldValue, field: CustomField) => boolean>> = {
  text: (value) => typeof value === 'string' && value.trim() !== '',
  number: (value) =>
    typeof value === 'number' && Math.abs(value) <= LARGEST_NUMBER && Number(value.toFixed(6)) === value,
  date: (value) => typeof value === 'string' && isCalendarDate(value),
  choice: (value, { choices = [] }) => typeof value === 'string' && choices.includes(value),
  'yes-no': (value) => typeof value === 'boolean',
};
const WANTED: Readonly<Record<CustomField['type'], string>> = {
  text: 'must be a text',
  number: 'must be a number of at most twelve digits and six decimals',
  date: 'must be a day like 2026-11-26',
  choice: 'must be one of the choices',
  'yes-no': 'must be true or false',
};

/** Why a value cannot be kept in a field of that id; undefined where it can. */
function fault(fields: readonly CustomField[], id: string, value: FieldValue): string | undefined {
  const field = fields.find((one) => one.id === id);
  if (!field) return 'must be a field of the category';
  return FITS[field.type](value, field) ? undefined : WANTED[field.type];
}

/** What does not fit of values, by pointer; taking one away always does. */
export function fieldFaults(fields: readonly CustomField[], wishes: FieldWishes): FieldError[] {
  return Object.entries(wishes).flatMap(([id, value]) => {
    const detail = value === null ? undefined : fault(fields, id, value);
    return detail === undefined ? [] : [{ pointer: `/fields/${id}`, detail }];
  });
}

/** Fields that should have a value and have none that fits: when a ticket opens, or when it ends. */
export function missingFields(
  fields: readonly CustomField[],
  values: FieldValues,
  moment: 'on-open' | 'on-resolve',
): CustomField[] {
  return fields.filter(({ id, required }) => {
    if (required === 'never' || (moment === 'on-open' && required !== moment)) return false;
    const value = ownValue(values, id);
    return value === undefined || fault(fields, id, value) !== undefined;
  });
}

/** Values that fit, and the others: for those who cannot be asked again. */
export function sortValues(fields: readonly CustomField[], values: FieldValues) {
  const entries = Object.entries(values);
  const fit = entries.filter(([id, value]) => fault(fields, id, value) === undefined);
  const unfit = entries.filter(([id, value]) => fault(fields, id, value) !== undefined);
  return { fit: Object.fromEntries(fit), unfit };
}

/** Values of another ticket for fields that have none here, as far as they fit and there is room. */
export function valuesFor(
  fields: readonly CustomField[],
  standing: FieldValues,
  others: FieldValues,
): FieldValues {
  const room = MAX_FIELD_VALUES - Object.keys(standing).length;
  const { fit } = sortValues(fields, others);
  const empty = Object.entries(fit).filter(([id]) => !Object.hasOwn(standing, id));
  return Object.fromEntries(empty.slice(0, Math.max(0, room)));
}

/** Ids of values that a wish changes. */
export function changedFields(values: FieldValues, wishes: FieldWishes): string[] {
  return Object.entries(wishes)
    .filter(([id, value]) => (ownValue(values, id) ?? null) !== value)
    .map(([id]) => id);
}

/** Values as canonical JSON takes them, which knows no fractions: for hashes of what was sent. */
export function withoutFractions(values: FieldValues): FieldValues {
  const written = Object.entries(values).map(([id, value]) => {
    const isFraction = typeof value === 'number' && !Number.isSafeInteger(value);
    return [id, isFraction ? String(value) : value] as const;
  });
  return Object.fromEntries(written);
}

export function withWishes(values: FieldValues, wishes: FieldWishes): FieldValues {
  const next = Object.entries({ ...values, ...wishes });
  return Object.fromEntries(next.filter((entry): entry is [string, FieldValue] => entry[1] !== null));
}
