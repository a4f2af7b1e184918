import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { type CreditOnBooks, composeOnBooks } from '../../../functions/credit/compose-books.ts';
import { profileBindings } from '../../../functions/credit/handlers/profiles.ts';
import { reconciliationBindings } from '../../../functions/credit/handlers/reconciliations.ts';
import { CreditExposureRow } from '../../../functions/credit/table.ts';
import { followBooks } from '../../../functions/credit/usecases/follow-books.ts';
import { put } from '../../../shared/table/writes.ts';
import { type InvoicesApi, openInvoicesApi } from '../../support/invoices-api.ts';
import { INVOICE_SETTINGS, PLACE } from '../../support/invoicing.ts';
import { times } from '../../support/thorough.ts';

/* Advances that a customer has paid are taken off what counts, until the final invoice takes them off the invoice. */

let api: InvoicesApi;
let credit: CreditOnBooks;
let companies = 0;
const NOW = new Date('2026-06-15T12:00:00.000Z');

beforeAll(async () => {
  api = await openInvoicesApi((table) => {
    credit = composeOnBooks(table);
    return [...profileBindings(credit), ...reconciliationBindings(credit)];
  });
});

const CUSTOMER = {
  kind: 'customer',
  name: 'K',
  account: '10000',
  email: 'k@kunde.example',
  address: PLACE,
};

async function companyThatBills() {
  companies += 1;
  const companyId = `c-${companies}`;
  await api.createCompany(companyId, { name: 'Acme GmbH' });
  const ask = api.at(companyId);
  const ok = async (...wish: Parameters<typeof ask>) => {
    const { status, body } = await ask(...wish);
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  await ok('PUT', '/invoice-settings', {}, { body: INVOICE_SETTINGS });
  await ok('PUT', '/partners/{partnerId}', { partnerId: 'k-1' }, { body: CUSTOMER });
  await ok('PUT', '/credit/{customerId}', { customerId: 'k-1' }, { body: {} });
  const issue = (body: object) => ok('POST', '/invoices', {}, { body: { customerId: 'k-1', ...body } });
  const askFor = (net: string) =>
    issue({ kind: 'advance', date: '2026-03-02', lines: [{ text: 'Anzahlung', unitPrice: net }] });
  const bill = (net: string, deducts: string[]) =>
    issue({
      date: '2026-06-15',
      serviceDate: '2026-06-10',
      lines: [{ text: 'Auftrag 7', unitPrice: net }],
      deducts,
    });
  const pay = async ({ entryId }: { entryId: string }, amount?: string) => {
    const { number } = await ok('GET', '/journal-entries/{entryId}', { entryId });
    const items = [{ item: `2026-${number}-1`, ...(amount === undefined ? {} : { amount }) }];
    return ok('POST', '/clearings', {}, { body: { date: '2026-04-10', bankAccount: '1200', items } });
  };
  const cancel = (invoiceId: string) =>
    ok('POST', '/invoices/{invoiceId}/cancellation', { invoiceId }, { body: { date: '2026-06-15' } });
  const reverse = (entryId: string) =>
    ok('POST', '/journal-entries/{entryId}/reversal', { entryId }, { body: { date: '2026-06-15' } });
  /** Hears of all that was booked, again from the beginning. */
  const exposure = async () => {
    await followBooks(credit, companyId, [{ fiscalYear: 2026, from: 1, to: 99 }], NOW);
    const { exposure: seen } = await ok('GET', '/credit/{customerId}', { customerId: 'k-1' });
    return [seen.openItems, seen.prepayments];
  };
  const reconcile = () => ok('POST', '/credit/{customerId}/reconciliation', { customerId: 'k-1' });
  return { companyId, askFor, bill, pay, cancel, reverse, exposure, reconcile };
}

it('counts from its payment until the final invoice, which is for the rest', async () => {
  const { askFor, bill, pay, cancel, exposure } = await companyThatBills();
  const advance = await askFor('400');
  expect(await exposure()).toEqual(['0.00', '0.00']);
  await pay(advance, '76.00');
  expect(await exposure()).toEqual(['0.00', '76.00']);
  await pay(advance);
  expect(await exposure()).toEqual(['0.00', '476.00']);
  const final = await bill('1000', [advance.id]);
  expect(await exposure()).toEqual(['714.00', '0.00']);
  // Cancelled, the final invoice gives the advance back: another may deduct it.
  await cancel(final.id);
  expect(await exposure()).toEqual(['0.00', '476.00']);
});

it('is money on the account when it is cancelled, and nothing when its payment is taken back', async () => {
  const { askFor, pay, cancel, reverse, exposure } = await companyThatBills();
  const [cancelled, bounced] = [await askFor('400'), await askFor('100')];
  await pay(cancelled);
  const { entryId } = await pay(bounced);
  expect(await exposure()).toEqual(['0.00', '595.00']);
  await reverse(entryId);
  await cancel(cancelled.id);
  expect(await exposure()).toEqual(['0.00', '476.00']);
});

it('is found missing by the nightly comparison', async () => {
  const { companyId, askFor, pay, exposure, reconcile } = await companyThatBills();
  await pay(await askFor('400'));
  await exposure();
  const seen = await credit.reader.loadExposure(companyId, 'k-1');
  if (!seen) throw new Error('no exposure');
  await credit.table.write(
    put(CreditExposureRow, { ...seen, prepaymentsMinor: 1n, version: seen.version + 1 }),
  );
  expect((await reconcile()).differences).toContainEqual(
    expect.objectContaining({ what: 'prepayments', stored: '0.01', found: '476.00' }),
  );
  expect(await exposure()).toEqual(['0.00', '476.00']);
});

const step = fc.constantFrom('ask', 'pay', 'bill', 'cancel-advance', 'cancel-final' as const);

it('is never counted twice, whatever is asked for, paid, billed and cancelled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const { askFor, bill, pay, cancel, exposure } = await companyThatBills();
      // The oracle: what the customer has paid, and what was billed for good, in cents.
      let [paid, billed] = [0, 0];
      const open: { id: string; entryId: string; paid: boolean }[] = [];
      const finals: { id: string; deducted: (typeof open)[number] }[] = [];
      for (const what of steps) {
        const settled = open.find((one) => one.paid);
        const unpaid = open.find((one) => !one.paid);
        const [final] = finals;
        if (what === 'ask') open.push({ ...(await askFor('100')), paid: false });
        if (what === 'pay' && unpaid) {
          await pay(unpaid);
          unpaid.paid = true;
          paid += 11_900;
        }
        if (what === 'bill' && settled) {
          open.splice(open.indexOf(settled), 1);
          finals.push({ id: (await bill('300', [settled.id])).id, deducted: settled });
          billed += 35_700;
        }
        if (what === 'cancel-advance' && settled) {
          await cancel(settled.id);
          open.splice(open.indexOf(settled), 1);
        }
        if (what === 'cancel-final' && final) {
          await cancel(final.id);
          finals.shift();
          open.push(final.deducted);
          billed -= 35_700;
        }
        const [openItems, prepayments] = (await exposure()).map((amount) => Math.round(Number(amount) * 100));
        expect((openItems ?? 0) - (prepayments ?? 0)).toBe(billed - paid);
      }
    }),
    { numRuns: times(2) },
  );
});
