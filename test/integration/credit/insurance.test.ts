import { beforeAll, expect, it } from 'vitest';
import { type CreditOnBooks, composeOnBooks } from '../../../functions/credit/compose-books.ts';
import { insuranceBindings } from '../../../functions/credit/handlers/insurance.ts';
import { profileBindings } from '../../../functions/credit/handlers/profiles.ts';
import { CreditEventRow } from '../../../functions/credit/table.ts';
import { followBooks } from '../../../functions/credit/usecases/follow-books.ts';
import { runClocks } from '../../../functions/credit/usecases/insurance/run-clocks.ts';
import { INVOICE, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';
import { scanTable } from '../../support/table-image.ts';

let api: ReceivablesApi;
let credit: CreditOnBooks;
const COMPANY = 'insured';

beforeAll(async () => {
  api = await openReceivablesApi(undefined, ({ table }) => {
    credit = composeOnBooks(table);
    return [...profileBindings(credit), ...insuranceBindings(credit)];
  });
});

const call = async (method: string, path: string, params: Record<string, string>, more: object = {}) =>
  api.call(method, `/companies/{companyId}${path}`, { params: { companyId: COMPANY, ...params }, ...more });
/** As it is stored: requests are asked on 15 June. */
const profile = async () => (await credit.reader.loadProfile(COMPANY, 'k-1'))?.insurance;
const clocks = async (state: string) =>
  (await call('GET', '/insurance-clock', {}, { query: { state } })).body.items;
async function night(day: string) {
  const company = await credit.books.loadCompany(COMPANY);
  if (!company) throw new Error('no company');
  await runClocks(credit, company, new Date(`${day}T01:30:00.000Z`));
}

it('warns, suspends what was not reported, and covers again when it is paid', async () => {
  await api.createCompany(COMPANY);
  const terms = {
    insurer: 'Test AG',
    number: '1',
    validFrom: '2026-01-01',
    longestCreditDays: 60,
    reportAfterDays: 45,
    selfCheckLimit: '5000.00',
  };
  const params = { policyId: 'wkv' };
  expect((await call('PUT', '/insurance-policies/{policyId}', params, { body: terms })).status).toBe(201);
  await api
    .at(COMPANY)
    .putPartner('k-1', { kind: 'customer', name: 'Kunde', account: '10000', paymentTermsDays: 30 });
  const body = { insurance: { cover: '5000.00', policy: 'wkv' } };
  await call('PUT', '/credit/{customerId}', { customerId: 'k-1' }, { body });
  expect(await profile()).toEqual({ coverMinor: 500_000n, policy: 'wkv', state: 'covered' });

  // Due on 9 April; to be reported by 24 May.
  for (const documentNumber of ['RE-1', 'RE-2'])
    await api.at(COMPANY).postPosting({ ...INVOICE, documentNumber });
  await night('2026-05-13');
  expect(await profile()).toMatchObject({ state: 'covered', until: '2026-05-24' });
  expect(await clocks('warning')).toEqual([]);
  await night('2026-05-14');
  await night('2026-05-15');
  expect(await clocks('warning')).toMatchObject([
    {
      customerId: 'k-1',
      reportDueOn: '2026-05-24',
      isSelfChecked: true,
      because: [{ code: 'report-due', itemId: '2026-1-1' }],
    },
  ]);
  const reports = async (query: object) => (await call('GET', '/insurance-reports', {}, { query })).body;
  const { items } = await reports({});
  expect(items).toMatchObject([
    {
      customerId: 'k-1',
      name: 'Kunde',
      policyNumber: '1',
      documentNumber: 'RE-1',
      open: INVOICE.amount,
      reportBy: '2026-05-24',
    },
    { documentNumber: 'RE-2' },
  ]);
  // It is asked on 15 June: the clock of the night of 15 May still says that there is time.
  expect(items.map(({ state }: { state: string }) => state)).toEqual(['missed', 'missed']);
  const file = await reports({ format: 'csv', policyId: 'wkv' });
  expect(file.split('\r\n')).toHaveLength(4);
  expect(file).toContain(';k-1;Kunde;RE-1;2026-03-10;2026-04-09;EUR;');
  expect(await reports({ policyId: 'other' })).toEqual({ items: [] });

  const warnings = (await scanTable(api.testTable))
    .filter(({ entity, type }) => entity?.S === CreditEventRow.name && type?.S === 'insurance-warning')
    .map((item) => CreditEventRow.read(item));
  expect(warnings).toMatchObject([
    { payload: { customerId: 'k-1', policyId: 'wkv', reportDueOn: '2026-05-24' } },
  ]);

  const report = { customerId: 'k-1', items: ['2026-1-1'], on: '2026-03-10' };
  const reported = await call('POST', '/insurance-reports', {}, { body: report });
  expect(reported.body.items).toEqual([
    { itemId: '2026-1-1', on: '2026-03-10', dueOn: '2026-05-24', isLate: false },
  ]);
  await night('2026-05-25');
  expect(await profile()).toMatchObject({ state: 'suspended' });
  expect(await clocks('suspended')).toMatchObject([
    { because: [{ code: 'report-missed', itemId: '2026-2-1', on: '2026-05-24' }] },
  ]);

  await api.at(COMPANY).clear({ date: '2026-05-26', bankAccount: '1200', items: [{ item: '2026-2-1' }] });
  await followBooks(credit, COMPANY, [{ accounts: ['10000'] }], new Date('2026-05-26T12:00:00.000Z'));
  expect(await profile()).toEqual({ coverMinor: 500_000n, policy: 'wkv', state: 'covered' });

  // Without its policy the cover has no clock any more.
  await call(
    'PUT',
    '/credit/{customerId}',
    { customerId: 'k-1' },
    { body: { insurance: { cover: '5000.00' } }, headers: { 'if-match': '*' } },
  );
  expect(await profile()).toEqual({ coverMinor: 500_000n });
  expect(await clocks('covered')).toEqual([]);
});

it('refuses what cannot be reported', async () => {
  const ask = async (body: object) => (await call('POST', '/insurance-reports', {}, { body })).body;
  expect(await ask({ customerId: 'k-1', items: ['2026-1-1'] })).toMatchObject({
    type: '/problems/credit.no-insurance',
  });
  await call(
    'PUT',
    '/credit/{customerId}',
    { customerId: 'k-1' },
    { body: { insurance: { cover: '1.00', policy: 'wkv' } }, headers: { 'if-match': '*' } },
  );
  expect(await ask({ customerId: 'k-1', items: ['2026-9-1'] })).toMatchObject({
    status: 422,
    errors: [{ pointer: '/items/0' }],
  });
  expect(await ask({ customerId: 'k-1', items: ['2026-1-1'], on: '2030-01-01' })).toMatchObject({
    errors: [{ pointer: '/on' }],
  });
});
