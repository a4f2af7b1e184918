import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MENTIONED, mentionedIn } from '../../../functions/tickets/domain/ticket/mentions.ts';
import type { Ticket } from '../../../functions/tickets/domain/ticket/ticket.ts';
import { addWatchers, MAX_WATCHERS } from '../../../functions/tickets/domain/ticket/watchers.ts';

describe('whom an article calls', () => {
  it.each([
    ['@anna', ['anna']],
    ['@anna.b: see (@carl), @carl. Or @dora-maria!', ['anna.b', 'carl', 'dora-maria']],
    ['Danke, @jürgen.', ['ju\u0308rgen'.normalize('NFC')]],
    ['Frag @ju\u0308rgen', ['jürgen']],
    ["@anna's Rechner, „@bert“ und **@carl**", ['anna', 'bert', 'carl']],
    ['@client@example.org-1 hilft', ['client@example.org-1']],
    ['@anna@', ['anna']],
    ['mail me@dora.test, <max@dora.test> or "max m"@dora.test', []],
    ['https://social.test/@anna and a.b/@bert', []],
    ['> fragte @anna\n@bert', ['bert']],
    ['`@anna` und `npm i @bert/core` @carl', ['carl']],
    ['```js\n@anna()\n```\n@bert\n~~~\n@carl', ['bert']],
    ['@ anna, @-anna, @@anna', []],
    ['Zeile\n@anna\r\n@bert\r\n', ['anna', 'bert']],
  ])('%j', (text, names) => {
    expect(mentionedIn(text)).toEqual(names);
  });

  it('nobody where there are too many, each counted once', () => {
    const names = Array.from({ length: MAX_MENTIONED }, (_, at) => `u${at}`);
    const text = names.map((name) => `@${name}`).join(' ');
    expect(mentionedIn(`${text} ${text}`)).toEqual(names);
    expect(mentionedIn(`${text} @one-more`)).toEqual([]);
  });

  it('ends in a letter or digit, and none stands behind a letter', () => {
    const parts = fc.constantFrom('@', 'a', 'ü', '7', '.', '-', ':', ' ', '\n', '>', '`', '(', '"', '_');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (some) => {
        const text = some.join('');
        for (const name of mentionedIn(text)) expect(name).toMatch(/^[aü7](?:.*[aü7])?$/u);
        expect(mentionedIn(`x${text.replaceAll(/\s|["(_]/g, '')}`)).toEqual([]);
      }),
    );
  });

  it.each(['@a'.repeat(50_000), `@a${'.'.repeat(99_000)}b`, '`'.repeat(100_000), '\'"*_'.repeat(25_000)])(
    'at once, whatever it is made of',
    (text) => {
      const began = performance.now();
      mentionedIn(text);
      expect(performance.now() - began).toBeLessThan(500);
    },
  );
});

it('those who are called watch as far as there is room, each once', () => {
  const watchedBy = (watchers: readonly string[]) => ({ watchers }) as Ticket;
  expect(addWatchers(watchedBy(['anna']), ['anna', 'bert', 'bert'])).toEqual([
    { type: 'watchers-added', watchers: ['bert'] },
  ]);
  const names = Array.from({ length: MAX_WATCHERS - 1 }, (_, at) => `u${at}`);
  expect(addWatchers(watchedBy(names), ['anna', 'bert'])).toEqual([
    { type: 'watchers-added', watchers: ['anna'] },
  ]);
  expect(addWatchers(watchedBy([...names, 'anna']), ['bert'])).toEqual([]);
});
