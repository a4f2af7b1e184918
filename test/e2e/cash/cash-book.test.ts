import { expect, it } from 'vitest';
import { askFor, createCompany, fetchExportFile } from '../../support/stories.ts';

it('a cash book is kept, counted, clears an open item, and is printed', async () => {
  const company = await createCompany();
  const till = { name: 'Kasse', startDate: '2026-06-01', opening: '100.00', differenceAccount: '4900' };
  await askFor(company, 201, 'PUT', '/cash-books/1000', till);
  const receipt = { date: '2026-06-10', direction: 'receipt', amount: '119.00', contraAccount: '8400' };
  const book = '/cash-books/1000';
  const first = await askFor(company, 201, 'POST', `${book}/entries`, { ...receipt, text: 'Tageseinnahme' });
  expect(first.balance).toBe('219.00');
  await askFor(company, 201, 'POST', `${book}/entries`, { ...receipt, text: 'doppelt' });
  await askFor(company, 201, 'POST', `${book}/entries/2/reversal`, { date: '2026-06-10' });
  await askFor(company, 201, 'PUT', '/partners/k-1', { kind: 'customer', name: 'Kunde', account: '10000' });
  const sale = { date: '2026-06-05', amount: '50.00', debitAccount: '10000', creditAccount: '8400' };
  await askFor(company, 201, 'POST', '/postings', { ...sale, documentNumber: 'RE-1', text: 'Verkauf' });
  const { items } = await askFor(company, 200, 'GET', '/reports/open-items?side=receivable&asOf=2026-06-30');
  const [{ id: item }] = items;
  const paid = { date: '2026-06-11', items: [{ item }], documentNumber: 'KA-1' };
  expect(await askFor(company, 201, 'POST', `${book}/payments`, paid)).toMatchObject({
    kind: 'payment',
    balance: '269.00',
  });
  const count = { date: '2026-06-11', total: '268.00', bookDifference: true };
  expect(await askFor(company, 201, 'POST', `${book}/counts`, count)).toMatchObject({ closed: true });
  expect(await askFor(company, 200, 'GET', book)).toMatchObject({ balance: '268.00' });
  for (const path of ['/entries', '/days', '/counts', '/reconciliation'])
    await askFor(company, 200, 'GET', `${book}${path}`);
  expect(await askFor(company, 200, 'GET', `${book}/csv?from=2026-06-01`)).toContain('Tageseinnahme');
  const wish = { kind: 'cash-book', account: '1000', from: '2026-06-01', to: '2026-06-30' };
  expect((await fetchExportFile(company, wish)).subarray(0, 4).toString()).toBe('%PDF');
});
