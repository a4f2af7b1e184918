import * as fc from 'fast-check';
import { makeChartView } from '../../functions/ledger/domain/chart-view.ts';
import type { PostingRules } from '../../functions/ledger/domain/check-entry.ts';
import type { EntryLine, NewEntry } from '../../functions/ledger/domain/entry.ts';
import { openHead } from '../../functions/ledger/domain/journal-head.ts';

/** Rules of a company on SKR03 in EUR, its year 2026 open. */
export function rulesOf(changes: Partial<PostingRules> = {}): PostingRules {
  return {
    currency: 'EUR',
    fiscalYearStart: '01-01',
    startDate: '2020-01-01',
    chart: makeChartView({ version: 0, chart: 'SKR03', accountLength: 4, language: 'de', own: [] }),
    head: openHead('acme', 2026, 0),
    ...changes,
  };
}

/** Texts as people write them: umlauts, quotation marks, backslashes, emoji; no controls. */
const anyText = fc
  .string({ unit: 'binary', maxLength: 40 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are refused before they come here
  .map((text) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').toWellFormed());
const someText = anyText.filter((text) => text.length > 0);

function optionally<T>(name: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .option(arbitrary, { nil: undefined })
    .map((value) => (value === undefined ? {} : { [name]: value }));
}

const amount = fc.bigInt({ min: 1n, max: 10n ** 15n });
const extras = fc
  .tuple(
    optionally('text', anyText),
    optionally('taxCode', someText),
    optionally('taxBaseMinor', amount),
    optionally('costCentre', someText),
    optionally('costCentre2', someText),
    optionally('partner', someText),
    optionally('dueDate', fc.constant('2026-04-09')),
    optionally(
      'foreign',
      fc.record({ currency: fc.constant('JPY'), amountMinor: amount, rate: fc.constant('163.5') }),
    ),
  )
  .map((parts) => Object.assign({}, ...parts) as Partial<EntryLine>)
  // A base belongs to a tag.
  .map(({ taxBaseMinor, ...line }) =>
    taxBaseMinor === undefined || line.taxCode === undefined ? line : { ...line, taxBaseMinor },
  );

const account = fc.constantFrom('1200', '1400', '8400', '4930', '10001', '70001');

/** A balanced entry of 2026 with anything an entry may have. */
export const anyEntry: fc.Arbitrary<NewEntry> = fc
  .tuple(
    fc.array(fc.tuple(account, account, amount, extras, extras), { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    anyText,
    fc.boolean(),
    fc
      .tuple(
        optionally('documentNumber', someText),
        optionally('reference', someText),
        optionally('serviceDate', fc.constant('2026-01-31')),
        optionally('taxDate', fc.constant('2026-02-01')),
        optionally('reverses', fc.constant('ent_2025_7')),
        optionally('vouchers', fc.constant([{ id: 'vch_1', sha256: 'ab'.repeat(32) }])),
      )
      .map((parts) => Object.assign({}, ...parts) as Partial<NewEntry>),
  )
  .map(([pairs, month, day, text, general, more]) => ({
    kind: 'regular' as const,
    date: `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    text,
    lines: pairs.flatMap(([debit, credit, minor, left, right]): EntryLine[] => {
      const signed = general ? -minor : minor;
      return [
        { ...left, account: debit, debitMinor: signed },
        { ...right, account: credit, creditMinor: signed },
      ];
    }),
    ...(general ? { generalReversal: true } : {}),
    ...more,
  }));

/** What a commit says of itself in its block. */
export const BLOCK_CONTEXT = {
  commitId: 'cmt_1',
  company: 'acme',
  currency: 'EUR',
  fiscalYear: 2026,
  postedAt: '2026-06-15T12:00:00.000Z',
  postedBy: 'anna',
};
