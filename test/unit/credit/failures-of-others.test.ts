import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/**
 * What is known to fail in the credit management of others (ERPNext, Odoo and their extensions), and the tests that show
 * that it cannot happen here. This one keeps the list true: each of those tests is there, under its name.
 */
const FAILURES: readonly (readonly [failure: string, file: string, test: string])[] = [
  [
    'a limit bypassed by close, order, reopen',
    'credit/cases',
    'is no way around the limit by closing, ordering and asking again, nor in slices around a tier',
  ],
  [
    'two orders at once both pass because the check is a plain sum',
    'credit/checks',
    'get what the limit holds, and the others are told why',
  ],
  [
    'several currencies summed wrongly',
    'credit/checks',
    'in another currency is referred and never summed up with the others',
  ],
  [
    'several companies summed wrongly',
    'credit/checks',
    'in one company knows nothing of a customer of the same number in another',
  ],
  [
    'prepayments not netted',
    'credit/books',
    'are those of the books after any sequence of events, late, twice and in any order',
  ],
  [
    'advances that were paid not netted',
    'credit/advances',
    'counts from its payment until the final invoice, which is for the rest',
  ],
  [
    'limit 0 read as "no check"',
    'credit/checks',
    'tells none from zero, and asks a person where there is no limit',
  ],
  [
    'manual override leaves no trace',
    'credit/cases',
    'says what has come since, waits until that is confirmed, and leaves a trace of it',
  ],
  [
    'a limit set below current use without a word',
    'credit/limits',
    'below present use needs a second word, and says what follows',
  ],
];

it.each(FAILURES)('%s: %s', (_, file, test) => {
  const source = readFileSync(new URL(`../../integration/${file}.test.ts`, import.meta.url), 'utf8');
  expect(source).toContain(`it('${test}'`);
});
