import { expect, it } from 'vitest';
import { ublInvoice } from '../../support/invoice-xml.ts';
import { askFor, createCompany, fetchLink, importFile } from '../../support/stories.ts';

/* Invoices through uploads, roles and bundles: received ones as XML and PDF, issued ones that another company receives. */

const ADDRESS = { street: 'Weg', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' };
const ISSUER = {
  name: 'Acme GmbH',
  address: { street: 'Lange Straße', houseNumber: '7', postcode: '20095', city: 'Hamburg' },
  contact: { name: 'Anna Ahrens', phone: '+49 40 1234567', email: 'rechnung@acme.example' },
  iban: 'DE89 3704 0044 0532 0130 00',
};
const SELLER_VAT_ID = 'DE136695976';
const BUYER_VAT_ID = 'DE123456788';
const receivedId = ({ importId }: { importId: string }) => importId.replace('imp_', 'rin_');

it('what is issued as PDF is received by the customer’s company with the same totals, and booked', async () => {
  const seller = await createCompany({ name: 'Acme GmbH' });
  await askFor(seller, 200, 'PUT', '/invoice-settings', { vatId: SELLER_VAT_ID, issuer: ISSUER });
  const customer = { kind: 'customer', name: 'Story AG', account: '10000', vatId: BUYER_VAT_ID };
  const reached = { email: 'eingang@story.example', address: ADDRESS };
  await askFor(seller, 201, 'PUT', '/partners/k-1', { ...customer, ...reached });
  const issued = await askFor(seller, 201, 'POST', '/invoices', {
    customerId: 'k-1',
    date: '2026-06-15',
    serviceDate: '2026-06-10',
    lines: [{ text: 'Beratung', quantity: '2', unit: 'HUR', unitPrice: '50.00' }],
  });
  expect(issued).toMatchObject({ number: 'RE-2026-0001', total: '119.00' });
  expect(await askFor(seller, 200, 'GET', `/invoices/${issued.id}/xml?syntax=ubl`)).toContain('oasis');
  expect(await askFor(seller, 200, 'GET', `/invoices/${issued.id}/xml`)).toContain('CrossIndustryInvoice');
  const pdf = await fetchLink((await askFor(seller, 200, 'GET', `/invoices/${issued.id}/pdf`)).url);
  expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
  const corrects = {
    invoiceId: issued.id,
    reason: 'Eine Stunde weniger',
    lines: [{ line: 1, quantity: '1' }],
  };
  const part = { kind: 'credit-note', date: '2026-06-18', corrects };
  expect(await askFor(seller, 201, 'POST', '/invoices', part)).toMatchObject({
    total: '59.50',
    setOff: '59.50',
  });
  const note = await askFor(seller, 201, 'POST', `/invoices/${issued.id}/cancellation`, {});
  expect(note).toMatchObject({ kind: 'credit-note', cancels: issued.id, total: '59.50' });
  expect((await askFor(seller, 200, 'GET', '/invoices')).items).toHaveLength(3);

  const buyer = await createCompany();
  await askFor(buyer, 200, 'PUT', '/invoice-settings', { vatId: BUYER_VAT_ID, expenseAccount: '4980' });
  const vendor = { kind: 'vendor', name: 'Acme GmbH', account: '70000', vatId: SELLER_VAT_ID };
  await askFor(buyer, 201, 'PUT', '/partners/v-1', vendor);
  const came = await importFile(buyer, 'e-invoice', { name: 'RE-2026-0001.pdf', content: pdf });
  expect(came).toMatchObject({ state: 'done', done: 1 });
  const place = `/received-invoices/${receivedId(came)}`;
  expect(await askFor(buyer, 200, 'GET', place)).toMatchObject({
    state: 'received',
    number: 'RE-2026-0001',
    total: '119.00',
    errors: 0,
    proposal: { account: '70000', recognizedBy: 'vat-id', total: '119.00' },
  });
  const links = await askFor(buyer, 200, 'GET', `${place}/original`);
  expect((await fetchLink(links.original.url)).equals(pdf)).toBe(true);
  expect((await fetchLink(links.xml.url)).toString()).toContain('CrossIndustryInvoice');
  expect(await askFor(buyer, 201, 'POST', `${place}/booking`, {})).toMatchObject({ state: 'booked' });
  const open = await askFor(buyer, 200, 'GET', '/reports/open-items?side=payable&asOf=2026-12-31');
  expect(open.total).toBe('119.00');

  const xml = await importFile(buyer, 'e-invoice', { name: 'R-1.xml', content: ublInvoice() });
  const reason = { reason: 'Nicht bestellt' };
  expect(
    await askFor(buyer, 200, 'POST', `/received-invoices/${receivedId(xml)}/rejection`, reason),
  ).toMatchObject({ state: 'rejected', number: 'R-1' });
  expect((await askFor(buyer, 200, 'GET', '/received-invoices?state=rejected')).items).toHaveLength(1);
  const wrong = await importFile(buyer, 'e-invoice', { name: 'no.xml', content: '<no/>' });
  expect(wrong.state).toBe('failed');
});

it('an advance is paid, taken off by the final invoice with its tax, and both are pages of PDF', async () => {
  const seller = await createCompany({ name: 'Acme GmbH' });
  await askFor(seller, 200, 'PUT', '/invoice-settings', { vatId: SELLER_VAT_ID, issuer: ISSUER });
  const customer = { kind: 'customer', name: 'Story AG', account: '10000', vatId: BUYER_VAT_ID };
  await askFor(seller, 201, 'PUT', '/partners/k-1', { ...customer, address: ADDRESS });
  const whose = { customerId: 'k-1', date: '2026-03-02' };
  const advance = await askFor(seller, 201, 'POST', '/invoices', {
    ...whose,
    kind: 'advance',
    lines: [{ text: 'Anzahlung', unitPrice: '400.00' }],
  });
  const final = {
    ...whose,
    language: 'en',
    date: '2026-06-15',
    serviceDate: '2026-06-10',
    deducts: [advance.id],
  };
  const lines = [{ text: 'Anlage', unitPrice: '1000.00' }];
  const open = await askFor(seller, 409, 'POST', '/invoices', { ...final, lines });
  expect(open).toMatchObject({ type: '/problems/invoices.advance-open', open: '476.00' });
  const { number } = await askFor(seller, 200, 'GET', `/journal-entries/${advance.entryId}`);
  const items = [{ item: `2026-${number}-1` }];
  await askFor(seller, 201, 'POST', '/clearings', { date: '2026-04-10', bankAccount: '1200', items });
  const issued = await askFor(seller, 201, 'POST', '/invoices', { ...final, lines });
  expect(issued).toMatchObject({ total: '1190.00', payable: '714.00' });
  const returned = async (period: string) =>
    (await askFor(seller, 200, 'GET', `/reports/vat-return?year=2026&period=${period}`)).figures;
  expect([await returned('04'), await returned('06')]).toMatchObject([{ '81': '400' }, { '81': '600' }]);
  for (const { id } of [advance, issued]) {
    const pdf = await fetchLink((await askFor(seller, 200, 'GET', `/invoices/${id}/pdf`)).url);
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
  }
  const note = await askFor(seller, 201, 'POST', `/invoices/${issued.id}/cancellation`, {});
  expect(note).toMatchObject({ kind: 'credit-note', payable: '714.00' });
  const again = await askFor(seller, 200, 'GET', `/invoices/${advance.id}`);
  expect(again.deductedBy).toBeUndefined();
});
