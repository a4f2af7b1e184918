import * as fc from 'fast-check';
import { fiscalYearOf } from '../../functions/ledger/domain/fiscal-year.ts';
import type { ModelEntry } from './journal-model.ts';
import { toAmount, toMinor } from './journal-model.ts';

/** One thing that somebody does to the books. Indexes count modulo what there is. */
export type Step =
  | { readonly do: 'book'; readonly entry: Wish; readonly key: boolean }
  | { readonly do: 'batch'; readonly entries: readonly Wish[] }
  | { readonly do: 'queue'; readonly entries: readonly Wish[] }
  | { readonly do: 'repeat'; readonly which: number; readonly otherAmount: boolean }
  | { readonly do: 'reverse'; readonly which: number; readonly general: boolean }
  | { readonly do: 'close' }
  | { readonly do: 'reopen' }
  /** A fold that may die before its write of that number. */
  | { readonly do: 'fold'; readonly which: number; readonly dies: number | undefined };

/** An entry that somebody wants to book; `flaw` makes it one that must be refused. */
export interface Wish {
  readonly day: number;
  readonly debit: string;
  readonly credit: string;
  readonly amountMinor: bigint;
  readonly named: boolean;
  readonly flaw?: 'unbalanced' | 'unknown-account' | 'zero' | 'no-such-day' | undefined;
}

const ACCOUNTS = ['1200', '1400', '1776', '8400', '4930', '10001', '70001'];

const wish: fc.Arbitrary<Wish> = fc.record({
  day: fc.integer({ min: 0, max: 500 }),
  debit: fc.constantFrom(...ACCOUNTS),
  credit: fc.constantFrom(...ACCOUNTS),
  amountMinor: fc.bigInt({ min: 1n, max: 99_999_999n }),
  named: fc.boolean(),
  flaw: fc.option(fc.constantFrom('unbalanced', 'unknown-account', 'zero', 'no-such-day'), {
    freq: 4,
    nil: undefined,
  }),
});

const index = fc.nat(99);
const dies = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 4, nil: undefined });
const wishes = fc.array(wish, { minLength: 1, maxLength: 5 });

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('book'), entry: wish, key: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('batch'), entries: wishes }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('queue'), entries: wishes }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat'), which: index, otherAmount: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse'), which: index, general: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fold'), which: index, dies }) },
) as fc.Arbitrary<Step>;

const FIRST_DAY = Date.UTC(2025, 0, 15);

export function dateOf(day: number): string {
  return new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);
}

/** The body that asks for an entry. */
export function bodyOf({ day, debit, credit, amountMinor, flaw }: Wish, id: string | undefined) {
  const amount = flaw === 'zero' ? '0.00' : toAmount(amountMinor);
  const other = flaw === 'unbalanced' ? toAmount(amountMinor + 1n) : amount;
  return {
    ...(id === undefined ? {} : { id }),
    date: flaw === 'no-such-day' ? '2026-02-30' : dateOf(day),
    text: `Entry of ${amount}`,
    documentNumber: `D${day % 7}`,
    lines: [
      { account: flaw === 'unknown-account' ? '9999' : debit, debit: amount },
      { account: credit, credit: other },
    ],
  };
}

interface EntryBody {
  readonly date: string;
  readonly lines: readonly { readonly account: string; readonly debit?: string; readonly credit?: string }[];
}

/** What the model keeps of an entry that was answered. */
export function toModel(
  entry: EntryBody,
  place: { readonly id: string; readonly number: number },
  start: string,
): ModelEntry {
  const lines = entry.lines.map(({ account, debit, credit }) => {
    return [account, debit === undefined ? -toMinor(credit ?? '0') : toMinor(debit)] as const;
  });
  const { date } = entry;
  return { id: place.id, number: place.number, fiscalYear: fiscalYearOf(date, start), date, lines };
}
