import { beforeAll, describe, expect, it } from 'vitest';
import { followBlocks } from '../../../functions/receivables/handlers/follow-blocks.ts';
import {
  type CompanyApi,
  INVOICE,
  openReceivablesApi,
  type ReceivablesApi,
} from '../../support/receivables-api.ts';

let api: ReceivablesApi;
let books: CompanyApi;

beforeAll(async () => {
  api = await openReceivablesApi();
  await api.createCompany('acme');
  books = api.at('acme');
});

const CUSTOMER = {
  kind: 'customer',
  name: 'Muster GmbH',
  account: '10000',
  vatId: 'DE 123456789',
  iban: 'de89 3704 0044 0532 0130 00',
  paymentTermsDays: 14,
  discountDays: 7,
  discountPercent: '2.5',
  address: { street: 'Hauptstraße', houseNumber: '1', postcode: '10115', city: 'Berlin' },
};
const PARTNER = '/companies/{companyId}/partners/{partnerId}';
const ask = (method: string, partnerId: string, headers: Record<string, string> = {}) =>
  api.call(method, PARTNER, { params: { companyId: 'acme', partnerId }, headers });

describe('partners', () => {
  it('are created, answered with their numbers as they are, and changed by whoever has seen them', async () => {
    const created = await books.putPartner('k-1', CUSTOMER);
    expect([created.status, created.headers?.etag]).toEqual([201, '"1"']);
    expect(created.body).toMatchObject({
      vatId: 'DE123456789',
      iban: 'DE89370400440532013000',
      discountPercent: '2.5',
    });
    expect(created.body.address.country).toBe('DE');
    expect((await books.putPartner('k-1', CUSTOMER)).status).toBe(200);
    const blind = await books.putPartner('k-1', { ...CUSTOMER, name: 'Neu GmbH' });
    expect([blind.status, blind.body.type]).toEqual([428, '/problems/platform.if-match-required']);
    const stale = await books.putPartner('k-1', { ...CUSTOMER, name: 'Neu GmbH' }, { 'if-match': '"7"' });
    expect(stale.status).toBe(412);
    const changed = await books.putPartner('k-1', { ...CUSTOMER, name: 'Neu GmbH' }, { 'if-match': '"1"' });
    expect([changed.status, changed.body.name, (await ask('GET', 'k-1')).headers?.etag]).toEqual([
      200,
      'Neu GmbH',
      '"2"',
    ]);
  });

  it('one partner an account', async () => {
    const taken = await books.putPartner('k-2', { ...CUSTOMER, name: 'Andere AG' });
    expect([taken.status, taken.body.errors[0].pointer]).toEqual([409, '/account']);
  });

  it.each([
    [{ account: '70000' }, '/account'],
    [{ account: '123456' }, '/account'],
    [{ iban: 'DE88370400440532013000' }, '/iban'],
    [{ vatId: 'DE12345' }, '/vatId'],
    [{ bic: 'XX' }, '/bic'],
    [{ discountPercent: undefined }, '/discountDays'],
  ])('refuses %o', async (change, pointer) => {
    const { status, body } = await books.putPartner('k-9', { ...CUSTOMER, account: '10009', ...change });
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it('leave no personal data in traces, and are forgotten when nothing is open any more', async () => {
    await books.putPartner('p-1', {
      ...CUSTOMER,
      name: 'Erika Muster',
      account: '10077',
      email: 'erika@example.org',
    });
    const { body: invoice } = await books.postPosting({ ...INVOICE, debitAccount: '10077' });
    const refused = await ask('DELETE', 'p-1', { 'if-match': '"1"' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/receivables.partner-has-items']);
    const item = `2026-${invoice.number}-1`;
    await books.clear({ date: '2026-03-20', bankAccount: '1200', items: [{ item }] });
    expect((await ask('DELETE', 'p-1', { 'if-match': '"1"' })).status).toBe(204);
    expect((await ask('GET', 'p-1')).status).toBe(404);
    const changes = await api.call('GET', '/companies/{companyId}/changes', {
      params: { companyId: 'acme' },
    });
    const traces = JSON.stringify(changes.body.items);
    expect(traces).toContain('partners/p-1');
    expect(traces).not.toMatch(/Erika|erika|DE8937/);
  });

  it('their discount is offered by the item until its day', async () => {
    const { body: invoice } = await books.postPosting({ ...INVOICE, documentNumber: 'RE-7' });
    const { body } = await books.item(`2026-${invoice.number}-1`);
    expect(body.discount).toEqual({ percent: '2.5', until: '2026-03-17', amount: '2.98' });
    expect(body.dueDate).toBe('2026-03-24');
  });
});

describe('the queue of events', () => {
  it('makes items of what was booked, once, however often it is told', async () => {
    await api.createCompany('told');
    const { body: invoice } = await api.at('told').postPosting(INVOICE);
    const payload = { fiscalYear: 2026, from: 1, to: 1 };
    const type = 'ledger.block-committed' as const;
    const message = { id: 'told-1', type, companyId: 'told', payload, attempt: 1 };
    const work = followBlocks(api.receivables);
    expect(await work([message, message])).toHaveLength(2);
    await work([message]);
    const items = await api.receivables.reader.openItemsOf('told', '10000');
    expect(items.map(({ id, version }) => [id, version])).toEqual([[`2026-${invoice.number}-1`, 1]]);
  });
});
