import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillTemplate,
  MAX_PLACEHOLDERS,
  PLACEHOLDERS,
  templateFaults,
  valuesOf,
} from '../../../functions/tickets/domain/macros/placeholders.ts';

const NO_FIELDS: ReadonlySet<string> = new Set();
const ticket = {
  ticketId: '1042',
  title: 'Printer',
  requester: { email: 'robert@example.com', name: 'Robert Roe' },
  fields: { inventory: 'PC-0815', urgent: true, floors: 2, cause: ' ' },
  agentName: 'Agneta',
  language: 'de',
};

describe('placeholders', () => {
  it('are filled in with what the ticket has', () => {
    const text =
      'Hello {{ requester.name }}, #{{ticket.number}} {{fields.inventory}} {{fields.urgent}}. {{agent.name}}';
    expect(fillTemplate(text, valuesOf(ticket))).toEqual({
      text: 'Hello Robert Roe, #1042 PC-0815 ja. Agneta',
      missing: [],
    });
  });

  it('have words for where there is no value; without these, who answers is told', () => {
    const nobody = valuesOf({ ...ticket, requester: { email: 'robert@example.com' }, agentName: undefined });
    const text =
      'Hello {{requester.name | "and welcome"}}{{fields.other|""}}, {{agent.name}}, {{fields.cause}}';
    expect(fillTemplate(text, nobody)).toEqual({
      text: 'Hello and welcome, {{agent.name}}, {{fields.cause}}',
      missing: ['agent.name', 'fields.cause'],
    });
  });

  it('are refused where nothing can stand in their place', () => {
    const fields = new Set(['inventory']);
    expect(templateFaults('{{fields.inventory}} {{agent.name}}', fields)).toEqual([]);
    expect(templateFaults('{{requestor.name}} {{fields.constructor}}', fields)).toEqual([
      expect.stringContaining('must not name {{requestor.name}}'),
      expect.stringContaining('must not name {{fields.constructor}}'),
    ]);
    for (const broken of [
      '{{agent.name}',
      '{{}}',
      '{{agent.name|Anna}}',
      '{{agent.name|"a" "b"}}',
      '{{ agent . name }}',
    ])
      expect(templateFaults(broken, NO_FIELDS)).toEqual([expect.stringContaining('must use {{ only as')]);
    expect(templateFaults('{{agent.name}}'.repeat(MAX_PLACEHOLDERS + 1), NO_FIELDS)).toHaveLength(1);
  });

  it('are filled once: no value is read again, and none is left that a value has not brought', () => {
    const hostile = fc.oneof(
      fc.constantFrom('{{agent.name}}', '{{ticket.number|"x"}}', '$&', "$'", '$1', '{', '}}', '<b>'),
      fc.string({ minLength: 1 }),
    );
    const filled = fc.record({ name: fc.constantFrom(...PLACEHOLDERS), isSpaced: fc.boolean() });
    const words = fc.string().map((text) => text.replaceAll(/[{}]/g, ''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, filled), { maxLength: 8 }),
        words,
        fc.func(hostile),
        (parts, end, valueFor) => {
          const values = new Map(PLACEHOLDERS.map((name) => [name as string, valueFor(name)]));
          const template = parts.map(
            ([before, { name, isSpaced }]) => `${before}{{${isSpaced ? ` ${name} ` : name}}}`,
          );
          const expected = parts.map(([before, { name }]) => `${before}${values.get(name)}`);
          const text = [...template, end].join('');
          expect(templateFaults(text, NO_FIELDS)).toEqual([]);
          expect(fillTemplate(text, values)).toEqual({ text: [...expected, end].join(''), missing: [] });
        },
      ),
    );
  });
});
