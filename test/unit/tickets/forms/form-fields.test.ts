import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CustomField,
  FIELD_TYPES,
  fieldFaults,
  missingFields,
} from '../../../../functions/tickets/domain/desk/fields.ts';
import {
  fieldsOnForm,
  inputOf,
  readFormFields,
} from '../../../../functions/tickets/domain/forms/form-fields.ts';

const field = (type: CustomField['type'], more: Partial<CustomField> = {}): CustomField => ({
  id: type,
  label: type,
  type,
  required: 'never',
  ...(type === 'choice' && { choices: ['Windows', 'Linux'] }),
  ...more,
});

describe('fields on a form', () => {
  it('are those that the category says, or else those that a ticket is not opened without', () => {
    const fields = [
      field('text'),
      field('number', { required: 'on-open' }),
      field('date', { required: 'on-resolve' }),
      field('choice', { required: 'on-resolve', onForm: true }),
      field('yes-no', { required: 'on-open', onForm: false }),
    ];
    expect(fieldsOnForm(fields).map(({ id }) => id)).toEqual(['number', 'choice']);
  });

  it.each<[CustomField['type'], string, unknown, string | undefined]>([
    ['text', '  PC\n0815 ', 'PC 0815', undefined],
    ['text', 'x'.repeat(1_001), 'x'.repeat(1_001), 'too-long'],
    ['number', '1,5', 1.5, undefined],
    ['number', '-2', -2, undefined],
    ['number', '1.000,5', '1.000,5', 'no-number'],
    ['number', '1e5', '1e5', 'no-number'],
    ['date', '2026-12-31', '2026-12-31', undefined],
    ['date', '1.2.2026', '2026-02-01', undefined],
    ['date', '31.02.2026', '31.02.2026', 'no-date'],
    ['choice', 'Linux', 'Linux', undefined],
    ['choice', 'BeOS', 'BeOS', 'no-choice'],
    ['yes-no', 'yes', true, undefined],
    ['yes-no', 'no', false, undefined],
    ['yes-no', 'maybe', 'maybe', 'no-choice'],
  ])('of %s, %s is read', (type, written, value, fault) => {
    const one = field(type);
    const { values, faults } = readFormFields([one], { [inputOf(one)]: written });
    expect([values[type], faults[inputOf(one)]]).toEqual([value, fault]);
  });

  it('are taken as the API takes them: what has no fault fits, and nothing that must be there is missing', () => {
    const fields = FIELD_TYPES.map((type) => field(type, { required: 'on-open' }));
    const words = fc.oneof(fc.string(), fc.constantFrom('', 'yes', '12', '1,5', '2026-01-01', 'Linux'));
    fc.assert(
      fc.property(fc.array(words, { minLength: 5, maxLength: 5 }), (written) => {
        const sent = Object.fromEntries(fields.map((one, at) => [inputOf(one), written[at] ?? '']));
        const { values, faults } = readFormFields(fields, sent);
        const isTaken =
          fieldFaults(fields, values).length + missingFields(fields, values, 'on-open').length === 0;
        expect(Object.keys(faults).length === 0).toBe(isTaken);
      }),
    );
  });
});
