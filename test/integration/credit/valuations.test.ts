import { beforeAll, expect, it } from 'vitest';
import { composeOnBooks } from '../../../functions/credit/compose-books.ts';
import { composeValuations } from '../../../functions/credit/compose-valuations.ts';
import { profileBindings } from '../../../functions/credit/handlers/profiles.ts';
import { valuationBindings } from '../../../functions/credit/handlers/valuations.ts';
import { OpenItemRow } from '../../../functions/receivables/table.ts';
import { erase } from '../../../shared/table/writes.ts';
import { INVOICE, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

let api: ReceivablesApi;
const COMPANY = '/companies/{companyId}';
const companyId = 'acme';

beforeAll(async () => {
  api = await openReceivablesApi(undefined, ({ table }) => [
    ...profileBindings(composeOnBooks(table)),
    ...valuationBindings(composeValuations(table)),
  ]);
  await api.createCompany(companyId);
  for (const [id, account, body] of [
    ['k-1', '10000', { collateral: '200.00' }],
    ['k-2', '10001', {}],
  ] as const) {
    await api.at(companyId).putPartner(id, { kind: 'customer', name: id, account, paymentTermsDays: 30 });
    const params = { companyId, customerId: id };
    await api.call('PUT', `${COMPANY}/credit/{customerId}`, { params, body });
  }
  await api.at(companyId).postPosting({ ...INVOICE, date: '2026-03-10', amount: '1190.00' });
  const other = { date: '2026-05-20', amount: '2380.00', debitAccount: '10001', documentNumber: 'RE-2' };
  await api.at(companyId).postPosting({ ...INVOICE, ...other });
});

const WISH = {
  asOf: '2026-05-31',
  specific: [{ customerId: 'k-1', share: '0.5', lasting: true, reason: 'insolvency filed' }],
  generalShare: '0.01',
  matrix: { notDue: '0.003', '1-30': '0.016', '31-60': '0.036', '61-90': '0.066', over90: '0.106' },
};
const propose = (wish: object = WISH) =>
  api.call('POST', `${COMPANY}/credit-valuations`, { params: { companyId }, body: wish });
const decide = (valuationId: string, decision: string, principal = 'bert') =>
  api.call('POST', `${COMPANY}/credit-valuations/{valuationId}/decision`, {
    params: { companyId, valuationId },
    body: { decision },
    principal,
  });
const entryOf = async (id: string) => (await api.at(companyId).entry(id)).body;

it('values receivables three ways, and books what somebody else approves: additions, later the difference', async () => {
  const proposed = await propose();
  expect(proposed.status).toBe(201);
  const { valuationId } = proposed.body;
  expect(proposed.body).toMatchObject({
    state: 'proposed',
    net: '3000.00',
    generalBase: '2000.00',
    hgb: { specific: '400.00', general: '20.00', total: '420.00' },
    tax: { specific: '400.00', general: '0.00' },
    ifrs: { matrix: '7.14', specific: '400.00', total: '407.14' },
    debtors: 2,
  });
  const params = { companyId, valuationId };
  const debtors = await api.call('GET', `${COMPANY}/credit-valuations/{valuationId}/debtors`, { params });
  expect(debtors.body.items).toMatchObject([
    { customerId: 'k-1', treatment: 'specific', net: '1000.00', uncovered: '800.00', hgb: '400.00' },
    { customerId: 'k-2', treatment: 'general', net: '2000.00', hgb: '0.00' },
  ]);

  expect((await decide(valuationId, 'approved', 'anna')).body.type).toBe('/problems/platform.four-eyes');
  const booked = await decide(valuationId, 'approved');
  expect(booked.body).toMatchObject({ state: 'booked', before: { total: '0.00' }, decidedBy: 'bert' });
  expect(await entryOf(booked.body.entryId)).toMatchObject({
    date: '2026-05-31',
    lines: [
      { account: '2451', debit: '400.00' },
      { account: '0998', credit: '400.00' },
      { account: '2450', debit: '20.00' },
      { account: '0996', credit: '20.00' },
    ],
  });
  expect((await decide(valuationId, 'approved')).body.type).toBe('/problems/platform.already-decided');

  const again = await propose();
  const same = await decide(again.body.valuationId, 'approved');
  expect(same.body).toMatchObject({ state: 'booked', before: { total: '420.00' } });
  expect(same.body.entryId).toBeUndefined();

  // The claim is paid: what was taken off it is released.
  await api.at(companyId).clear({ date: '2026-06-10', bankAccount: '1200', items: [{ item: '2026-1-1' }] });
  const later = await propose({ ...WISH, asOf: '2026-06-12', specific: [] });
  expect(later.body.hgb).toMatchObject({ specific: '0.00', general: '20.00' });
  const released = await decide(later.body.valuationId, 'approved');
  expect((await entryOf(released.body.entryId)).lines).toEqual([
    { account: '0998', debit: '400.00' },
    { account: '2731', credit: '400.00' },
  ]);

  const older = await propose();
  expect((await decide(older.body.valuationId, 'approved')).body.type).toBe(
    '/problems/credit.valuation-outdated',
  );
  expect((await decide(older.body.valuationId, 'rejected')).body.state).toBe('rejected');
});

it('refuses what it would have to guess, and who owes nothing', async () => {
  const nobody = { ...WISH, specific: [{ ...WISH.specific[0], customerId: 'k-9' }] };
  expect((await propose(nobody)).body.errors).toMatchObject([{ pointer: '/specific/0/customerId' }]);
  expect((await propose({ ...WISH, asOf: '2026-07-01' })).body.errors).toMatchObject([{ pointer: '/asOf' }]);
  expect((await propose({ ...WISH, generalShare: '1,5' })).status).toBe(400);
  await api.createCompany('young');
  await api.at('young').putPartner('k-1', { kind: 'customer', name: 'Alt', account: '10000' });
  await api.post('young', {
    kind: 'opening',
    date: '2026-01-01',
    text: 'Saldovortrag',
    lines: [
      { account: '10000', debitMinor: 11_900n },
      { account: '9008', creditMinor: 11_900n },
    ],
  });
  const wish = { ...WISH, specific: [] };
  const untold = await api.call('POST', `${COMPANY}/credit-valuations`, {
    params: { companyId: 'young' },
    body: wish,
  });
  expect(untold.body).toMatchObject({ status: 422, errors: [{ pointer: '/taxOfUntold' }] });
  const told = await api.call('POST', `${COMPANY}/credit-valuations`, {
    params: { companyId: 'young' },
    body: { ...wish, taxOfUntold: '0.19' },
  });
  expect(told.body).toMatchObject({ net: '100.00', hgb: { general: '1.00' } });
});

it('is approved only while what it values is what the ledger says of its day, account by account', async () => {
  const company = 'apart';
  await api.createCompany(company);
  await api.at(company).putPartner('k-1', { kind: 'customer', name: 'k-1', account: '10000' });
  const params = { companyId: company };
  const ask = async () =>
    (await api.call('POST', `${COMPANY}/credit-valuations`, { params, body: { ...WISH, specific: [] } }))
      .body;
  const answer = async (valuationId: string, decision: string) => {
    const path = `${COMPANY}/credit-valuations/{valuationId}/decision`;
    const said = { params: { ...params, valuationId }, body: { decision }, principal: 'bert' };
    return (await api.call('POST', path, said)).body;
  };
  const book = (debit: string, credit: string, debitMinor: bigint, taxCode?: string) =>
    api.post(company, {
      kind: 'regular',
      date: '2026-04-10',
      text: 'by hand',
      lines: [
        { account: debit, debitMinor },
        { account: credit, creditMinor: debitMinor, ...(taxCode ? { taxCode } : {}) },
      ],
    });
  await api.at(company).postPosting(INVOICE);
  await book('10000', '1593', 11_900n, 'advance-output-19');
  // Booked past the customers' accounts: it is no item, and nobody owes it.
  await book('1400', '1200', 5_000n);

  const apart = await ask();
  const sums = { items: '119.00', advances: '119.00', ledgerBalance: '288.00', difference: '-50.00' };
  expect(apart.reconciliation).toEqual({
    ...sums,
    differingAccounts: 1,
    accounts: [
      { account: '1400', items: '0.00', advances: '0.00', ledgerBalance: '50.00', difference: '-50.00' },
    ],
  });
  const refused = await answer(apart.valuationId, 'approved');
  expect(refused).toMatchObject({ status: 409, type: '/problems/credit.valuation-unreconciled' });
  expect(refused).toMatchObject({ difference: '-50.00', differingAccounts: 1 });
  expect(await answer(apart.valuationId, 'rejected')).toMatchObject({ state: 'rejected' });

  await book('10000', '1400', 5_000n);
  const moved = await ask();
  expect(moved.reconciliation).toMatchObject({ items: '169.00', difference: '0.00', accounts: [] });
  await api.at(company).postPosting({ ...INVOICE, documentNumber: 'RE-2' });
  const late = await answer(moved.valuationId, 'approved');
  expect(late).toMatchObject({ type: '/problems/credit.valuation-unreconciled', difference: '-119.00' });
  // What is booked for a later day changes nothing.
  const again = await ask();
  await api.at(company).postPosting({ ...INVOICE, date: '2026-06-02', documentNumber: 'RE-3' });
  expect(await answer(again.valuationId, 'approved')).toMatchObject({ state: 'booked' });

  // An item that is lost is seen, too.
  await api.table.write(erase(OpenItemRow, { company, account: '10000', id: '2026-1-1' }));
  const lost = await ask();
  expect(lost.reconciliation).toMatchObject({ difference: '-119.00', accounts: [{ account: '10000' }] });
  expect(await answer(lost.valuationId, 'approved')).toMatchObject({ status: 409 });
});
