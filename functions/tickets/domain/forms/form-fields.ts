import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import {
  type CustomField,
  type FieldValue,
  type FieldValues,
  fieldFaults,
  missingFields,
} from '../desk/fields.ts';
import { type FormFault, type FormFaults, line } from './check-form.ts';

const MAX_TEXT = 1_000;
/** As they stand in the page; words of a page are its language's. */
export const YES = 'yes';
export const NO = 'no';

/** A category, and the fields of it that people outside are asked for. */
export interface AskedFields {
  readonly category: string;
  readonly fields: readonly CustomField[];
}

/** Under which name a field of a category stands in the page. */
export function inputOf({ id }: Pick<CustomField, 'id'>): `field.${string}` {
  return `field.${id}`;
}

/** Fields of a category that people are asked for: as it says, or else those that a ticket is not opened without. */
export function fieldsOnForm<F extends CustomField>(fields: readonly F[]): F[] {
  return fields.filter(({ onForm, required }) => onForm ?? required === 'on-open');
}

/** What people write for a value: `1,5`, `26.11.2026`. What is no such value stays as it was written, and does not fit. */
const READ: Readonly<Record<CustomField['type'], (written: string) => FieldValue>> = {
  text: (written) => written,
  choice: (written) => written,
  number: (written) => (/^[+-]?\d+(?:[.,]\d+)?$/.test(written) ? Number(written.replace(',', '.')) : written),
  date: (written) => {
    const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written) ?? [];
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isCalendarDate(date) ? date : written;
  },
  'yes-no': (written) => (written === YES || written === NO ? written === YES : written),
};
const UNFIT: Readonly<Record<CustomField['type'], FormFault>> = {
  text: 'missing',
  number: 'no-number',
  date: 'no-date',
  choice: 'no-choice',
  'yes-no': 'no-choice',
};

/** The values that somebody has written, and what is wrong with which: by the rules of all values, in the words of a form. */
export function readFormFields(
  fields: readonly CustomField[],
  written: Readonly<Record<string, string>>,
): { readonly values: FieldValues; readonly faults: FormFaults } {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    const text = line(written[inputOf(field)]);
    if (text !== '') values[field.id] = READ[field.type](text);
  }
  const unfit = new Set(fieldFaults(fields, values).map(({ pointer }) => pointer));
  const missing = missingFields(fields, values, 'on-open');
  const found = fields.flatMap((field): [string, FormFault][] => {
    const value = values[field.id];
    if (typeof value === 'string' && value.length > MAX_TEXT) return [[inputOf(field), 'too-long']];
    if (unfit.has(`/fields/${field.id}`)) return [[inputOf(field), UNFIT[field.type]]];
    return missing.includes(field) ? [[inputOf(field), 'missing']] : [];
  });
  return { values, faults: Object.fromEntries(found) };
}
