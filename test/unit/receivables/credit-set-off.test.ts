import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnpaidTag, taxWhenPaid } from '../../../functions/ledger/books.ts';
import type { EntryLine } from '../../../functions/ledger/rules.ts';
import { applyParts, undoingOf } from '../../../functions/receivables/domain/clearing.ts';
import {
  type CorrectedTax,
  type OpenItem,
  openMinorOf,
  remainingMinorOf,
} from '../../../functions/receivables/domain/open-item.ts';
import { setOffCredit } from '../../../functions/receivables/domain/set-off-credit.ts';
import { dueTaxLines } from '../../../functions/receivables/usecases/due-tax-lines.ts';

/* §20 UStG: what is due of an invoice at 19 and 7 % while it is paid in parts and credit notes take parts of it. */

const RULES = { isUnpaidTag, taxWhenPaid, isPersonal: (account: string) => account === '10000' };
const COMPANY = { id: 'c', chart: 'SKR03', accountLength: 4 } as never;

function item(amountMinor: bigint): OpenItem {
  return {
    ...{
      id: '2026-1-1',
      account: '10000',
      entryId: 'e',
      date: '2026-06-01',
      dueDate: '2026-06-01',
      text: '',
    },
    ...{ amountMinor, clearings: [] },
  };
}

function entryOf(net19: bigint, net7: bigint, sign: bigint) {
  const [tax19, tax7] = [(net19 * 19n) / 100n, (net7 * 7n) / 100n];
  const line = (account: string, minor: bigint, taxCode: string): EntryLine => ({
    account,
    ...(sign < 0n ? { creditMinor: minor } : { debitMinor: minor }),
    taxCode,
  });
  return {
    gross: net19 + tax19 + net7 + tax7,
    taxes: [
      { taxCode: 'unpaid-output-19', netMinor: sign * net19, taxMinor: sign * tax19 },
      { taxCode: 'unpaid-output-7', netMinor: sign * net7, taxMinor: sign * tax7 },
    ] satisfies CorrectedTax[],
    entry: {
      lines: [
        line('8400', net19, 'unpaid-output-19'),
        line('1766', tax19, 'unpaid-output-19'),
        line('8300', net7, 'unpaid-output-7'),
        line('1761', tax7, 'unpaid-output-7'),
      ],
    } as never,
  };
}

const due = (lines: readonly EntryLine[]) =>
  Object.fromEntries(
    ['output-19', 'output-7'].map((tag) => [
      tag,
      lines
        .filter(({ taxCode }) => taxCode === tag)
        .reduce((sum, { debitMinor = 0n, creditMinor = 0n }) => sum + creditMinor - debitMinor, 0n),
    ]),
  );

/** Takes a part of an item: the item after it, and what falls due. */
function take(of: OpenItem, invoice: never, amountMinor: bigint, corrected?: CorrectedTax[]) {
  const part = { itemId: of.id, account: of.account, amountMinor, ...(corrected ? { corrected } : {}) };
  const [after = of] = applyParts(new Map([[of.id, of]]), { id: 'clr', on: '2026-06-02', parts: [part] });
  const order = { company: COMPANY, item: of, invoice, partMinor: amountMinor, corrected, adjusting: [] };
  return { after, lines: dueTaxLines(RULES, order) };
}

describe('a credit note that is set off', () => {
  it('goes as far as its invoice is open, and takes its tax along in proportion', () => {
    const taxes = [{ taxCode: 'unpaid-output-7', netMinor: 10_000n, taxMinor: 700n }];
    expect(setOffCredit(2_600n, -10_700n, taxes)).toEqual({
      amountMinor: 2_600n,
      taxes: [{ taxCode: 'unpaid-output-7', netMinor: 2_430n, taxMinor: 170n }],
    });
    expect(setOffCredit(20_000n, -10_700n, taxes)).toEqual({ amountMinor: 10_700n, taxes });
    expect(setOffCredit(0n, -10_700n, taxes)).toBeUndefined();
    expect(setOffCredit(-500n, -10_700n, taxes)).toBeUndefined();
  });

  it('of the lines at 7 % makes nothing due of an unpaid invoice, and of a half paid one what is paid of the rest', () => {
    const { entry, gross } = entryOf(10_000n, 10_000n, -1n);
    const { taxes } = entryOf(0n, 10_000n, -1n);
    const corrected = taxes.filter(({ netMinor }) => netMinor !== 0n);
    const unpaid = take(item(gross), entry, 10_700n, corrected);
    expect(unpaid.lines).toEqual([]);
    expect(remainingMinorOf(unpaid.after)).toBe(11_900n);
    const paid = take(unpaid.after, entry, 11_900n);
    expect(due(paid.lines)).toEqual({ 'output-19': 1_900n, 'output-7': 0n });
    const half = take(item(gross), entry, 11_300n);
    expect(due(half.lines)).toEqual({ 'output-19': 950n, 'output-7': 350n });
    const credited = take(half.after, entry, 10_700n, corrected);
    expect(due(credited.lines)).toEqual({ 'output-19': 854n, 'output-7': -350n });
    const undoing = undoingOf(
      {
        ...{ id: 'clr', kind: 'assignment', on: '2026-06-02' },
        parts: [{ itemId: '2026-1-1', account: '10000', amountMinor: 10_700n, corrected }],
      },
      'undo',
      '2026-06-03',
    );
    const [again = half.after] = applyParts(new Map([['2026-1-1', credited.after]]), undoing);
    expect([openMinorOf(again), remainingMinorOf(again)]).toEqual([11_300n, gross]);
  });

  it('together with all payments and its own refund makes due what invoice less credit note have, tag by tag', () => {
    const cents = fc.bigInt({ min: 0n, max: 50_000n });
    const step = fc.record({ pays: fc.boolean(), share: fc.bigInt({ min: 1n, max: 100n }) });
    fc.assert(
      fc.property(cents, cents, fc.array(step, { maxLength: 6 }), (net19, net7, steps) => {
        const whole = entryOf(net19 * 100n + 100n, net7 * 100n, -1n);
        let left = item(whole.gross);
        const total = { 'output-19': 0n, 'output-7': 0n } as Record<string, bigint>;
        const expected: Record<string, bigint> = {
          'output-19': -(whole.taxes[0]?.taxMinor ?? 0n),
          'output-7': -(whole.taxes[1]?.taxMinor ?? 0n),
        };
        const add = (lines: readonly EntryLine[]) => {
          for (const [tag, minor] of Object.entries(due(lines))) total[tag] = (total[tag] ?? 0n) + minor;
        };
        const credited = { net19: 0n, net7: 0n };
        for (const { pays, share } of steps) {
          if (openMinorOf(left) === 0n) break;
          if (pays) {
            const amount = (openMinorOf(left) * share) / 100n || 1n;
            const done = take(left, whole.entry, amount);
            left = done.after;
            add(done.lines);
            continue;
          }
          const part19 = (((net19 + 1n) * share) / 200n) * 100n;
          const part7 = ((net7 * share) / 200n) * 100n;
          if (credited.net19 + part19 > (net19 + 1n) * 100n || credited.net7 + part7 > net7 * 100n) continue;
          credited.net19 += part19;
          credited.net7 += part7;
          const note = entryOf(part19, part7, 1n);
          expected['output-19'] = (expected['output-19'] ?? 0n) - (note.taxes[0]?.taxMinor ?? 0n);
          expected['output-7'] = (expected['output-7'] ?? 0n) - (note.taxes[1]?.taxMinor ?? 0n);
          const setOff = setOffCredit(openMinorOf(left), -note.gross, note.taxes);
          if (!setOff) continue;
          const taken = setOff.taxes.map(({ taxCode, netMinor, taxMinor }) => ({
            ...{ taxCode, netMinor: -netMinor, taxMinor: -taxMinor },
          }));
          const done = take(left, whole.entry, setOff.amountMinor, taken);
          left = done.after;
          add(done.lines);
          const born = {
            id: 'clr',
            on: '2026-06-02',
            amountMinor: -setOff.amountMinor,
            corrected: setOff.taxes,
          };
          const rest: OpenItem = { ...item(-note.gross), clearings: [born] };
          if (openMinorOf(rest) !== 0n) add(take(rest, note.entry, openMinorOf(rest)).lines);
        }
        if (openMinorOf(left) !== 0n) add(take(left, whole.entry, openMinorOf(left)).lines);
        expect(total).toEqual(expected);
      }),
    );
  });
});
