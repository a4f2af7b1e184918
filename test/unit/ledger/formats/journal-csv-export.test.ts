import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEntry, PostedEntry } from '../../../../functions/ledger/domain/entry.ts';
import { openJournalCsv } from '../../../../functions/ledger/domain/formats/read-journal-csv.ts';
import { writeJournalCsv } from '../../../../functions/ledger/domain/formats/write-journal-csv.ts';
import { chunksOf, collect } from '../../../support/byte-chunks.ts';

async function readBack(entries: readonly NewEntry[], currency: string): Promise<unknown[]> {
  const posted = entries.map(
    (entry, index): PostedEntry => ({
      ...entry,
      id: entry.id ?? `ent_2026_${index + 1}`,
      fiscalYear: 2026,
      number: index + 1,
      postedAt: '2026-06-15T12:00:00.000Z',
      postedBy: 'test',
    }),
  );
  const text = (await collect(writeJournalCsv(currency, posted))).join('');
  const file = await openJournalCsv(chunksOf(new TextEncoder().encode(text), 1_000), { currency });
  return (await collect(file.items)).map((item) => (item.outcome === 'entry' ? item.entry : item.reason));
}

/** Texts as the journal keeps them from this format: without control characters, white space at the ends or emptiness. */
const text = fc
  .string({ unit: fc.constantFrom('a', 'ü', '"', ';', ',', '=', '-', "'", '1', ' ', '.'), maxLength: 12 })
  .map((value) => `x${value}x`);
const optional = <K extends string, V>(key: K, values: fc.Arbitrary<V>) =>
  fc.option(values.map((value) => ({ [key]: value }) as Record<K, V>)).map((value) => value ?? {});
const amount = fc.bigInt({ min: 1n, max: 10n ** 14n });

const entry = fc
  .record({
    head: fc.record({
      kind: fc.constantFrom('regular', 'opening', 'closing'),
      date: fc.constantFrom('2026-01-01', '2026-12-31'),
      text,
    }),
    id: optional('id', fc.stringMatching(/^[A-Z][A-Za-z0-9._:-]{0,9}$/)),
    documentNumber: optional('documentNumber', text),
    serviceDate: optional('serviceDate', fc.constant('2026-02-28')),
    reference: optional('reference', text),
    generalReversal: fc.boolean(),
    lines: fc.array(
      fc.record({
        side: fc.constantFrom('debitMinor', 'creditMinor'),
        amount,
        more: fc
          .tuple(
            optional(
              'text',
              text.map((value) => `line ${value}`),
            ),
            optional('taxCode', fc.constantFrom('9', 'V19', 'reverse-charge-undeducted-19')),
            optional('costCentre', text),
            optional('costCentre2', text),
            optional('partner', text),
            optional(
              'foreign',
              fc.record({
                currency: fc.constantFrom('USD', 'KWD', 'JPY'),
                amountMinor: amount,
                rate: fc.constantFrom('1', '1.0842', '123456789012.5'),
              }),
            ),
          )
          .map((parts) => Object.assign({}, ...parts)),
      }),
      { minLength: 2, maxLength: 4 },
    ),
  })
  .map(({ head, id, documentNumber, serviceDate, reference, generalReversal, lines }): NewEntry => {
    const sign = generalReversal ? -1n : 1n;
    return {
      ...head,
      ...id,
      ...documentNumber,
      ...serviceDate,
      ...reference,
      ...(generalReversal ? { generalReversal } : {}),
      lines: lines.map(({ side, amount: size, more }, index) => ({
        account: `100${index}`,
        [side]: sign * size,
        ...more,
        ...(more.foreign
          ? { foreign: { ...more.foreign, amountMinor: sign * more.foreign.amountMinor } }
          : {}),
      })),
    } as NewEntry;
  });

test('whatever the journal holds, its export reads back to the same entries', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('EUR', 'CHF'),
      async (entries, currency) => {
        const distinct = entries.map((one, index) => (one.id ? { ...one, id: `${one.id}${index}` } : one));
        expect(await readBack(distinct, currency)).toEqual(distinct);
      },
    ),
  );
});

test('amounts with three decimals are not taken for thousands', async () => {
  const lines = [
    { account: '1000', debitMinor: 1234n },
    { account: '2000', creditMinor: 1234n },
  ];
  const sale: NewEntry = { kind: 'regular', date: '2026-01-01', text: 'sale', lines };
  expect(await readBack([sale], 'KWD')).toEqual([sale]);
});
