import { beforeAll, describe, expect, test } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { entryBindings } from '../../../functions/ledger/handlers/entries.ts';
import type { DunnedItem, DunnedPartner } from '../../../functions/receivables/domain/dunning/dunned-item.ts';
import { dunningBindings } from '../../../functions/receivables/handlers/dunning.ts';
import { dunningDecisionBindings } from '../../../functions/receivables/handlers/dunning-decisions.ts';
import { dunningLetterBindings } from '../../../functions/receivables/handlers/dunning-letters.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { type LedgerApi, openLedgerApi } from '../../support/ledger-api.ts';
import { letterFonts, SENDER } from '../../support/letter-fixture.ts';
import { memoryFiles } from '../../support/memory-files.ts';

let api: LedgerApi;
const files = memoryFiles();
const PARTNERS: DunnedPartner[] = [
  { id: 'ada', kind: 'customer', name: 'Ada Růžička', account: '10001', language: 'de' },
  { id: 'bob', kind: 'customer', name: 'Bob Ltd', account: '10002', language: 'en' },
];
const item = (
  id: string,
  partnerId: string,
  openMinor: bigint,
  more: Partial<DunnedItem> = {},
): DunnedItem => ({
  id,
  account: partnerId === 'ada' ? '10001' : '10002',
  partnerId,
  documentNumber: `RE-${id}`,
  date: '2026-01-05',
  dueDate: '2026-02-04',
  openMinor,
  currency: 'EUR',
  ...more,
});
const OPEN = [
  item('a1', 'ada', 100_000n),
  item('a2', 'ada', 50_000n),
  item('a3', 'ada', 1_000n, { disputed: true }),
  item('b1', 'bob', 20_000n),
  item('b2', 'bob', 20_000n, { dueDate: '2026-12-31' }),
];

beforeAll(async () => {
  const links = {
    toUpload: () => ({ url: '', expiresAt: '' }),
    toDownload: (key: string) => ({ url: `https://files/${key}`, expiresAt: '2026-06-15T12:15:00.000Z' }),
  };
  api = await openLedgerApi((ledger) => [
    ...dunningBindings({
      table: ledger.table,
      companies: companiesReader(ledger.table),
      loadOpenItems: async () => OPEN,
      loadPartners: async () => PARTNERS,
      newId,
    }),
    ...entryBindings({ ledger, newId }),
    ...dunningDecisionBindings({ table: ledger.table, books: ledger, newId }),
    ...dunningLetterBindings({ table: ledger.table, files, links, fonts: letterFonts() }),
  ]);
});

/** A company of its own, which has said who it is. */
async function company(id: string, sender: unknown = SENDER) {
  await api.createCompany(id);
  const at = { params: { companyId: id } };
  const settings = (await api.call('GET', '/companies/{companyId}/dunning-settings', at)).body;
  if (!sender) return;
  const body = { ...settings, sender };
  const put = { ...at, body, headers: { 'if-match': '"0"' } };
  expect((await api.call('PUT', '/companies/{companyId}/dunning-settings', put)).status).toBe(200);
}
const RUNS = '/companies/{companyId}/dunning-runs';
const propose = (companyId: string, asOf: string, headers: Record<string, string> = {}) =>
  api.call('POST', RUNS, { params: { companyId }, body: { asOf }, headers });
const decide = (companyId: string, runId: string, decision: string, principal: string) =>
  api.call('POST', `${RUNS}/{runId}/approval`, {
    params: { companyId, runId },
    body: { decision },
    principal,
  });
const letters = async (companyId: string, runId: string) =>
  (await api.call('GET', `${RUNS}/{runId}/letters`, { params: { companyId, runId } })).body.items;
const letter = (companyId: string, runId: string, number: string) =>
  api.call('GET', `${RUNS}/{runId}/letters/{number}`, { params: { companyId, runId, number } });
const leaveOut = (companyId: string, runId: string, what: unknown[], etag: string) =>
  api.call('PATCH', `${RUNS}/{runId}`, {
    params: { companyId, runId },
    body: { leaveOut: what },
    headers: { 'if-match': etag },
  });

test('settings: usual ones, replaced with If-Match, checked, traced', async () => {
  await company('set', null);
  const path = '/companies/{companyId}/dunning-settings';
  const at = { params: { companyId: 'set' } };
  const { body, headers } = await api.call('GET', path, at);
  expect(headers.etag).toBe('"0"');
  expect(body.levels).toHaveLength(3);
  expect((await api.call('PUT', path, { ...at, body })).status).toBe(428);
  const texts = { de: { subject: 'Offen: {betrag}', opening: 'x', closing: 'y' } };
  const wrong = { ...body, levels: [{ ...body.levels[0], texts, fee: '-1.00' }] };
  const seen = { 'if-match': '"0"' };
  const refused = await api.call('PUT', path, { ...at, body: wrong, headers: seen });
  expect(refused.status).toBe(422);
  expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/levels/0/fee',
    '/levels/0/texts/de/subject',
  ]);
  const wanted = { ...body, smallBalance: '10.00', sender: SENDER };
  expect((await api.call('PUT', path, { ...at, body: wanted, headers: seen })).headers.etag).toBe('"1"');
  expect((await api.call('PUT', path, { ...at, body: wanted, headers: seen })).status).toBe(412);
  expect((await api.call('GET', path, at)).body).toEqual(wanted);
  const changes = { ...at, query: { subject: 'dunning-settings' } };
  const { items } = (await api.call('GET', '/companies/{companyId}/changes', changes)).body;
  expect(items).toMatchObject([{ before: { smallBalance: '5.00' }, after: { smallBalance: '10.00' } }]);
  expect(JSON.stringify(items)).not.toContain('Änne');
});

test('a run needs a sender', async () => {
  await company('nobody', null);
  expect((await propose('nobody', '2026-02-20')).body.type).toBe('/problems/receivables.no-sender');
});

test('a run is proposed, reviewed, approved by somebody else, and its letters can be fetched', async () => {
  await company('acme');
  const key = { 'idempotency-key': 'feb' };
  const proposed = await propose('acme', '2026-02-20', key);
  expect(proposed).toMatchObject({
    status: 201,
    headers: { etag: '"1"' },
    body: {
      state: 'proposed',
      letters: 2,
      leftOutCounts: { disputed: 1, 'not-due': 1 },
      leftOut: [{ itemId: 'a3', reason: 'disputed' }],
    },
  });
  const { id } = proposed.body;
  expect((await propose('acme', '2026-02-20', key)).body.id).toBe(id);
  expect(await letters('acme', id)).toMatchObject([
    {
      number: 1,
      partner: 'Ada Růžička',
      level: 1,
      total: '1500.00',
      fee: '0.00',
      items: [{ itemId: 'a1' }, {}],
    },
    { number: 2, partnerId: 'bob', total: '200.00' },
  ]);
  expect((await letter('acme', id, '1')).body.download).toBeUndefined();

  expect((await decide('acme', id, 'approved', 'anna')).body.type).toBe('/problems/platform.four-eyes');
  expect(await decide('acme', id, 'approved', 'bert')).toMatchObject({
    status: 200,
    body: { state: 'approved', decidedBy: 'bert', proposedBy: 'anna' },
  });
  expect((await decide('acme', id, 'approved', 'bert')).body.type).toBe('/problems/platform.already-decided');

  const fetched = await letter('acme', id, '2');
  expect(fetched.body).toMatchObject({
    text: { language: 'en', subject: 'Payment reminder', total: { value: 'EUR 200.00' } },
    download: { url: `https://files/letters/acme/${id}/2.pdf` },
  });
  expect(files.content.get(`letters/acme/${id}/2.pdf`)).toMatch(/^%PDF-/);
  expect((await letter('acme', id, '3')).status).toBe(404);

  // The items have reached their level: nothing is due at once, the second level two weeks later.
  expect((await propose('acme', '2026-02-21')).body).toMatchObject({
    letters: 0,
    leftOutCounts: { 'too-early': 3, disputed: 1, 'not-due': 1 },
  });
  const second = (await propose('acme', '2026-03-06')).body;
  expect(await letters('acme', second.id)).toMatchObject([
    {
      level: 2,
      fee: '2.50',
      items: [{ level: 2, defaultSince: '2026-02-24', defaultReason: 'reminder' }, {}],
    },
    { level: 2 },
  ]);
});

test('items and partners are left out with a reason, on the version seen, and stay unreminded', async () => {
  await company('patch');
  const { id } = (await propose('patch', '2026-02-20')).body;
  const one = [{ itemId: 'a1', reason: 'zahlt morgen' }];
  expect((await leaveOut('patch', id, one, '"7"')).status).toBe(412);
  const unknown = [
    { itemId: 'a1', reason: 'x' },
    { itemId: 'zz', reason: 'x' },
  ];
  expect((await leaveOut('patch', id, unknown, '"1"')).body).toMatchObject({
    type: '/problems/receivables.not-in-run',
    errors: [{ pointer: '/leaveOut/1' }],
  });
  const patched = await leaveOut(
    'patch',
    id,
    [...one, { partnerId: 'bob', reason: 'Vertrieb klärt' }],
    '"1"',
  );
  expect(patched).toMatchObject({
    status: 200,
    headers: { etag: '"2"' },
    body: {
      letters: 1,
      exclusions: [
        { itemId: 'a1', by: 'anna' },
        { partnerId: 'bob', reason: 'Vertrieb klärt' },
      ],
    },
  });
  expect(await letters('patch', id)).toMatchObject([
    { standing: true, total: '500.00' },
    { standing: false },
  ]);
  expect((await letter('patch', id, '1')).body.text.rows).toHaveLength(1);
  await decide('patch', id, 'approved', 'bert');
  expect((await leaveOut('patch', id, one, '"4"')).body.type).toBe('/problems/receivables.run-decided');
  expect((await letter('patch', id, '2')).body.download).toBeUndefined();
  const next = (await propose('patch', '2026-02-21')).body;
  expect(await letters('patch', next.id)).toMatchObject([
    { items: [{ itemId: 'a1' }] },
    { partnerId: 'bob' },
  ]);
});

test('a run that another one has overtaken cannot be approved; one that is rejected changes nothing', async () => {
  await company('twice');
  const first = (await propose('twice', '2026-02-20')).body.id;
  const second = (await propose('twice', '2026-02-20')).body.id;
  const third = (await propose('twice', '2026-02-20')).body.id;
  expect((await decide('twice', third, 'rejected', 'bert')).body.state).toBe('rejected');
  const answers = await Promise.all([
    decide('twice', first, 'approved', 'bert'),
    decide('twice', second, 'approved', 'bert'),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect(lost?.body.type).toBe('/problems/receivables.run-outdated');
  const listed = await api.call('GET', RUNS, { params: { companyId: 'twice' } });
  expect(listed.body.items.map(({ state }: { state: string }) => state).sort()).toEqual([
    'approved',
    'proposed',
    'rejected',
  ]);
});

test('who may: dunning and approving are two permissions, strangers see nothing', async () => {
  await company('roles');
  for (const [principal, role] of [
    ['cora', 'credit-controller'],
    ['otto', 'auditor'],
  ] as const) {
    const params = { companyId: 'roles', principal };
    await api.call('PUT', '/companies/{companyId}/members/{principal}', { params, body: { roles: [role] } });
  }
  const as = (principal: string) =>
    api.call('POST', RUNS, { params: { companyId: 'roles' }, body: { asOf: '2026-02-20' }, principal });
  expect((await as('otto')).status).toBe(403);
  expect((await as('eve')).status).toBe(404);
  const { id } = (await as('cora')).body;
  expect((await decide('roles', id, 'approved', 'cora')).status).toBe(403);
  expect((await decide('roles', id, 'approved', 'anna')).status).toBe(200);
});

describe('charges that are booked', () => {
  const bookedSettings = { charges: 'booked', lumpSumFromLevel: 1, dueDatesAgreed: true };

  async function booking(id: string, more: Record<string, unknown> = {}) {
    await company(id);
    const at = { params: { companyId: id } };
    const path = '/companies/{companyId}/dunning-settings';
    const settings = (await api.call('GET', path, at)).body;
    const levels = settings.levels.map((level: object) => ({ ...level, claimsInterest: true }));
    const body = { ...settings, ...bookedSettings, ...more, levels };
    const put = await api.call('PUT', path, { ...at, body, headers: { 'if-match': '"1"' } });
    expect(put.status).toBe(200);
    return (await propose(id, '2026-02-20')).body.id as string;
  }
  const entry = (companyId: string, entryId: string) =>
    api.call('GET', '/companies/{companyId}/journal-entries/{entryId}', { params: { companyId, entryId } });
  const undo = (companyId: string, runId: string) =>
    api.call('POST', `${RUNS}/{runId}/undo`, {
      params: { companyId, runId },
      body: {},
      principal: 'bert',
    });

  test('stand on the customer’s account with the approval, and are gone with its undoing', async () => {
    const id = await booking('books');
    const [ada] = await letters('books', id);
    // 1,500.00 at 10.27 % for 16 days, item by item: 4.50 and 2.25; two claims of a business: 40.00 each.
    expect(ada).toMatchObject({ interest: '6.75', lumpSum: '80.00', fee: '0.00', total: '1586.75' });
    expect((await decide('books', id, 'approved', 'bert')).body.state).toBe('approved');
    const booked = (await entry('books', `dunning-${id}-1`)).body;
    expect(booked.lines).toMatchObject([
      { account: '10001', debit: '86.75', dueDate: ada.payBy },
      { account: '2700', credit: '80.00' },
      { account: '2650', credit: '6.75' },
    ]);
    // What is booked is not asked for again: interest of the days since, no lump sum, and the fee is set off.
    const next = (await propose('books', '2026-03-06')).body.id;
    expect((await letters('books', next))[0]).toMatchObject({
      interest: '5.91',
      lumpSum: '0.00',
      fee: '0.00',
    });

    const undone = await undo('books', id);
    expect([undone.status, undone.body.state]).toEqual([200, 'undone']);
    expect((await undo('books', id)).body.state).toBe('undone');
    const reversal = (await entry('books', `dunning-${id}-1-undo`)).body;
    expect(reversal).toMatchObject({ reverses: `dunning-${id}-1`, lines: [{ credit: '86.75' }, {}, {}] });
    expect((await decide('books', next, 'approved', 'bert')).body.type).toBe(
      '/problems/receivables.run-outdated',
    );
    const again = (await propose('books', '2026-02-20')).body.id;
    expect((await letters('books', again))[0]).toMatchObject({ level: 1, total: '1586.75' });
  });

  test('that the journal would refuse stop the approval before anything is decided', async () => {
    const id = await booking('shut', { accounts: { costs: '9999999' } });
    const refused = await decide('shut', id, 'approved', 'bert');
    expect(refused.status).toBe(422);
    const run = await api.call('GET', `${RUNS}/{runId}`, { params: { companyId: 'shut', runId: id } });
    expect(run.body.state).toBe('proposed');
    expect((await undo('shut', id)).body.type).toBe('/problems/receivables.run-not-last');
  });
});
