import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPaymentsApi, type PaymentsApi, PURCHASE, SETTINGS, VENDOR } from '../../support/payments-api.ts';
import { times } from '../../support/thorough.ts';

let api: PaymentsApi;
let companies = 0;

beforeAll(async () => {
  api = await openPaymentsApi();
});

/** Invoices and credit notes of two vendors, one of whom cannot be paid. */
const anyDocument = fc.record({
  cents: fc.integer({ min: 1, max: 300_000 }),
  isCredit: fc.boolean(),
  account: fc.constantFrom('70000', '70001', '70002'),
  date: fc.constantFrom('2026-05-01', '2026-06-05'),
});

const cents = (amount: string) => Math.round(Number(amount) * 100);

describe('whatever is due', () => {
  it('what the file pays is what the transit account owes, and what is left open is what was not paid', async () => {
    const run = fc.record({
      documents: fc.array(anyDocument, { minLength: 1, maxLength: 8 }),
      collect: fc.constantFrom('item', 'partner'),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ documents, collect }) => {
        companies += 1;
        const companyId = `any-${companies}`;
        await api.createCompany(companyId);
        const ask = api.at(companyId);
        await ask('PUT', '/payment-settings', {}, { body: SETTINGS });
        const { iban: _iban, ...penniless } = VENDOR;
        for (const [partnerId, body] of [
          ['v-1', VENDOR],
          ['v-2', { ...VENDOR, account: '70001', discountPercent: '3' }],
          ['v-3', { ...penniless, account: '70002' }],
        ] as const)
          await ask('PUT', '/partners/{partnerId}', { partnerId }, { body });
        for (const { cents: amount, isCredit, account, date } of documents) {
          const [debitAccount, creditAccount] = isCredit ? [account, '4930'] : ['4930', account];
          const text = (amount / 100).toFixed(2);
          const { status } = await ask(
            'POST',
            '/postings',
            {},
            { body: { ...PURCHASE, debitAccount, creditAccount, date, amount: text } },
          );
          expect(status).toBe(201);
        }
        const open = async () =>
          (await ask('GET', '/reports/open-items', {}, { query: { side: 'payable', asOf: '2026-12-31' } }))
            .body;
        const before = cents((await open()).total);
        const wish = {
          kind: 'transfer',
          executionDate: '2026-06-16',
          payUntil: '2026-12-31',
          nextRunOn: '2026-06-23',
          collect,
        };
        const proposed = (await ask('POST', '/payment-runs', {}, { body: wish })).body;
        const params = { runId: proposed.id };
        const approved = await ask('POST', '/payment-runs/{runId}/approval', params, { principal: 'bert' });
        if (proposed.payments.length === 0) {
          expect(approved.body.type).toBe('/problems/payments.nothing-to-pay');
          return;
        }
        expect(approved.body.payments.map(({ state }: { state: string }) => state)).toEqual(
          proposed.payments.map(() => 'booked'),
        );
        const paid: { amount: string; items: { discount: string }[] }[] = approved.body.payments;
        const total = paid.reduce((sum, { amount }) => sum + cents(amount), 0);
        const discounts = paid
          .flatMap(({ items }) => items)
          .reduce((sum, { discount }) => sum + cents(discount), 0);
        const { body: xml } = await ask('GET', '/payment-runs/{runId}/file', params);
        expect(cents(/<CtrlSum>([\d.]+)<\/CtrlSum>/.exec(xml)?.[1] ?? '')).toBe(total);
        const { body: books } = await ask(
          'GET',
          '/reports/trial-balance',
          {},
          { query: { asOf: '2026-12-31' } },
        );
        const transit = books.accounts.find(({ account }: { account: string }) => account === '1360');
        expect(cents(transit.balance)).toBe(-total);
        const after = await open();
        expect([cents(after.total), after.difference]).toEqual([before - total - discounts, '0.00']);
      }),
      { numRuns: times(2) },
    );
  });
});
