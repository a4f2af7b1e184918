import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK, placeOf, rarestOf } from '../../../functions/tickets/domain/search/postings.ts';
import { readQuery } from '../../../functions/tickets/domain/search/read-query.ts';
import {
  difference,
  searchedWords,
  termsOf,
  WORDS_A_TICKET,
} from '../../../functions/tickets/domain/search/terms.ts';
import { type SearchDeps, searchTickets } from '../../../functions/tickets/usecases/search-tickets.ts';

const ticket = {
  title: 'Drucker im 2. Stock',
  requester: { email: 'anna@example.com', name: 'Anna Größe' },
  state: 'open',
  requesterId: 'req_1',
  links: [],
} as never;
const wordsIn = (terms: readonly string[]) => terms.filter((term) => !term.startsWith('='));

describe('the terms of a ticket', () => {
  it('are its weightiest words, never more than so many, those of title and requester among them', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 20 });
    fc.assert(
      fc.property(texts, (some) => {
        const words = wordsIn(termsOf(ticket, some));
        expect(words.length).toBeLessThanOrEqual(WORDS_A_TICKET);
        expect(words).toEqual(expect.arrayContaining(searchedWords('drucker stock anna grosse example')));
        expect(new Set(words).size).toBe(words.length);
      }),
    );
  });

  it('are no words where the ticket was merged', () => {
    const merged = { ...(ticket as object), links: [{ relation: 'merged-into', ticketId: '2' }] } as never;
    expect(wordsIn(termsOf(merged, ['Toner']))).toEqual([]);
    expect(termsOf(merged, [])).toContain('=state:open');
  });

  it('change by what was added and what is gone', () => {
    const terms = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(terms, terms, (before, after) => {
        const { added, gone } = difference(before, after);
        const moved = [...before.filter((term) => !gone.includes(term)), ...added];
        expect(moved.toSorted()).toEqual(after.toSorted());
      }),
    );
  });
});

describe('what was typed', () => {
  it.each([
    ['Drucker, DRUCKERN druckt nicht', { words: ['druck', 'druckt'], prefixes: [] }],
    ['RE-2026-0815', { words: ['2026', '0815'], prefixes: [] }],
    ['Fehler 0x80070005!', { words: ['fehl', '0x80070005'], prefixes: [] }],
    ['Netz druckertr*', { words: ['netz'], prefixes: ['druckertr'] }],
    ['#1042', { ticketId: '1042', words: ['1042'], prefixes: [] }],
  ])('%s', (typed, read) => {
    expect(readQuery(typed)).toMatchObject(read);
  });

  it.each(['der die das', 'ab*', '***', 'eins zwei drei vier fünf sechs sieben acht neun zehn elf'])(
    '%s is refused with a reason',
    (typed) => {
      expect(readQuery(typed)).toBeTypeOf('string');
    },
  );

  it('finds the words of every text, however they are written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readQuery(text.replaceAll('*', ' ').toUpperCase().slice(0, 40));
        if (typeof read !== 'string') expect(read.prefixes).toEqual([]);
      }),
    );
  });
});

/** An index that a map holds, and how many postings were read of it. */
function indexOf(tickets: ReadonlyMap<number, readonly string[]>) {
  const rows = new Map<string, { term: string; block: number; offsets: Set<number> }>();
  for (const [number, terms] of tickets)
    for (const term of terms) {
      const { block, offset } = placeOf(String(number));
      const key = `${term} ${block}`;
      const row = rows.get(key) ?? { term, block, offsets: new Set<number>() };
      rows.set(key, { ...row, offsets: row.offsets.add(offset) });
    }
  let read = 0;
  const reader: SearchDeps['reader'] = {
    listPostings: async (_, term, from, limit) => {
      const all = [...rows.values()].filter((row) => row.term === term && row.block <= from);
      const postings = all.toSorted((a, b) => b.block - a.block).slice(0, limit);
      read += postings.length;
      return { postings, hasMore: all.length > postings.length };
    },
    loadPostings: async (keys) => {
      const found = keys.flatMap(({ term, block }) => rows.get(`${term} ${block}`) ?? []);
      read += found.length;
      return found.map((row) => ({ companyId: 'acme', ...row }));
    },
  };
  return { reader, read: () => read };
}

async function pages(deps: SearchDeps, groups: string[][], limit: number) {
  const found: number[] = [];
  let below: number | undefined = 10_000_000_000;
  for (let page = 0; below !== undefined; page += 1) {
    expect(page).toBeLessThan(1_000);
    const answer: Awaited<ReturnType<typeof searchTickets>> = await searchTickets(deps, 'acme', {
      groups,
      below,
      limit,
    });
    expect(answer.numbers.length).toBeLessThanOrEqual(limit);
    found.push(...answer.numbers);
    below = answer.next;
  }
  return found;
}

describe('a search', () => {
  const TERMS = ['a', 'b', 'c', 'd'];
  const someTickets = fc.array(fc.tuple(fc.integer({ min: 1, max: BLOCK * 60 }), fc.subarray(TERMS)), {
    maxLength: 60,
  });
  const someGroups = fc.array(fc.subarray(TERMS), { minLength: 1, maxLength: 3 });

  it('finds over all its pages what a look at every ticket finds, newest first, none twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        someTickets,
        someGroups,
        fc.integer({ min: 1, max: 7 }),
        async (some, groups, limit) => {
          const tickets = new Map(some);
          const expected = [...tickets]
            .filter(([, terms]) => groups.every((group) => group.some((term) => terms.includes(term))))
            .map(([number]) => number)
            .toSorted((a, b) => b - a);
          expect(await pages(indexOf(tickets), groups, limit)).toEqual(expected);
        },
      ),
    );
  });

  it('reads of a frequent word what stands beside the rare one', async () => {
    const numbers = Array.from({ length: 200 }, (_, block) => block * BLOCK + 1);
    const tickets = new Map(
      numbers.map((number) => [number, number === 100 * BLOCK + 1 ? ['all', 'rare'] : ['all']]),
    );
    const index = indexOf(tickets);
    expect(await pages(index, [['all'], ['rare']], 50)).toEqual([100 * BLOCK + 1]);
    expect(index.read()).toBeLessThan(10);
  });

  it('ends a page that has read enough, and goes on with the next one', async () => {
    const numbers = Array.from({ length: 900 }, (_, block) => block * BLOCK + 1);
    const index = indexOf(new Map(numbers.map((number, at) => [number, [at % 2 ? 'odd' : 'even']])));
    const groups = [['odd'], ['even']];
    const first = await searchTickets(index, 'acme', { groups, below: 10_000_000_000, limit: 50 });
    expect(first.numbers).toEqual([]);
    expect(first.next).toBeGreaterThan(BLOCK);
    expect(index.read()).toBeLessThan(400);
    expect(await pages(index, groups, 50)).toEqual([]);
  });

  it('is led by the term whose newest postings have the fewest tickets', () => {
    const posting = (block: number, size: number) => ({
      block,
      offsets: new Set(Array.from({ length: size }, (_, at) => at)),
    });
    const frequent = { postings: [posting(9, 200), posting(8, 190)], hasMore: true };
    const rare = { postings: [posting(9, 1), posting(1, 1)], hasMore: true };
    const gone = { postings: [posting(2, 200)], hasMore: false };
    expect(rarestOf([frequent, rare, gone])).toBe(1);
    expect(rarestOf([frequent, gone])).toBe(1);
  });
});
