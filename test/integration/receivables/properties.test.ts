import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';
import { times } from '../../support/thorough.ts';

let api: ReceivablesApi;
let runs = 0;

beforeAll(async () => {
  api = await openReceivablesApi();
});

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`);
const account = fc.constantFrom('10000', '10001', '70000');
const amount = fc.integer({ min: 1, max: 300 }).map((whole) => `${whole}.00`);
const pick = fc.nat();

const step = fc.oneof(
  fc.record({ kind: fc.constant('invoice' as const), day, account, amount }),
  fc.record({ kind: fc.constant('credit-note' as const), day, account, amount }),
  fc.record({ kind: fc.constant('pay' as const), day, pick, amount, discount: fc.boolean() }),
  fc.record({ kind: fc.constant('set-off' as const), day, account }),
  fc.record({ kind: fc.constant('reverse' as const), day, pick }),
  fc.record({ kind: fc.constant('undo' as const), day, pick }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Does what it is told as far as it can be done; refusals leave everything as it was. */
async function act(companyId: string, steps: readonly Step[]) {
  const books = api.at(companyId);
  const entries: string[] = [];
  const clearings: string[] = [];
  const open = async () => [
    ...(await books.openItems({ side: 'receivable' })).body.items,
    ...(await books.openItems({ side: 'payable' })).body.items,
  ];
  for (const one of steps) {
    if (one.kind === 'invoice' || one.kind === 'credit-note') {
      const vendor = one.account.startsWith('7');
      const contra = vendor ? '4930' : '8400';
      const debitsPerson = vendor === (one.kind === 'credit-note');
      const { body } = await books.postPosting({
        date: one.day,
        amount: one.amount,
        debitAccount: debitsPerson ? one.account : contra,
        creditAccount: debitsPerson ? contra : one.account,
        text: one.kind,
        ...(vendor ? { taxCode: '9' } : {}),
      });
      entries.push(body.id);
    } else if (one.kind === 'pay') {
      const items = await open();
      const chosen = items[one.pick % Math.max(1, items.length)];
      if (!chosen) continue;
      const owed = chosen.account.startsWith('7') ? `-${one.amount}` : one.amount;
      const { status, body } = await books.clear({
        date: one.day,
        bankAccount: '1200',
        amount: owed,
        items: [{ item: chosen.id, ...(one.discount ? { discount: '0.50' } : {}) }],
      });
      if (status === 201) {
        clearings.push(body.id);
        entries.push(body.entryId);
      }
    } else if (one.kind === 'set-off') {
      const items = (await open()).filter((item) => item.account === one.account).slice(0, 10);
      if (items.length === 0) continue;
      const { status, body } = await books.clear({
        date: one.day,
        items: items.map(({ id: item }) => ({ item })),
      });
      if (status === 201) clearings.push(body.id);
    } else if (one.kind === 'reverse') {
      const id = entries[one.pick % Math.max(1, entries.length)];
      if (id) await books.reverse(id, { date: one.day });
    } else {
      const id = clearings[one.pick % Math.max(1, clearings.length)];
      if (id) await books.undo(id, { date: one.day });
    }
  }
}

it('after any sequence of invoices, payments, set-offs, reversals and undoings, open items equal the ledger on every day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      runs += 1;
      const companyId = `any-${runs}`;
      await api.createCompany(companyId);
      await act(companyId, steps);
      for (const side of ['receivable', 'payable']) {
        for (const asOf of ['2026-02-28', '2026-03-09', '2026-03-17', '2026-03-31', '2026-12-31']) {
          const { body } = await api.at(companyId).openItems({ side, asOf });
          const differences = body.accounts.filter(
            (one: { difference: string }) => one.difference !== '0.00',
          );
          expect([side, asOf, body.difference, differences]).toEqual([side, asOf, '0.00', []]);
        }
      }
    }),
    { numRuns: times(3) },
  );
}, 120_000);
