import { beforeAll, expect, test } from 'vitest';
import { sealBlock } from '../../../functions/ledger/domain/block.ts';
import { openHead } from '../../../functions/ledger/domain/journal-head.ts';
import { accountBindings } from '../../../functions/ledger/handlers/accounts.ts';
import { accountStore, type ConfigState } from '../../../functions/ledger/store/accounts.ts';
import { recordChange } from '../../../shared/changes.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import { type LedgerApi, NOW, openLedgerApi, simpleEntry } from '../../support/ledger-api.ts';

let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi((ledger) => accountBindings(ledger, newId));
});

const PATH = '/companies/{companyId}/accounts/{account}';
const get = (companyId: string, account: string) => api.call('GET', PATH, { params: { companyId, account } });
const put = (companyId: string, account: string, body: unknown, headers: Record<string, string> = {}) =>
  api.call('PUT', PATH, { params: { companyId, account }, body, headers });
const list = (companyId: string, query: Record<string, string>) =>
  api.call('GET', '/companies/{companyId}/accounts', { params: { companyId }, query });

test('an account of one’s own: added, used, closed, opened again, with a trace', async () => {
  await api.createCompany('own');
  expect((await get('own', '4711')).status).toBe(404);
  const booked = simpleEntry('2026-01-05', '4711', '1200', 100n);
  expect(await api.post('own', booked)).toMatchObject([
    { status: 'refused', problem: { code: 'ledger.unknown-account' } },
  ]);
  expect((await put('own', '4711', { name: 'Messe' })).body.errors[0].pointer).toBe('/category');
  const fair = { name: 'Messe', category: 'expense' };
  const added = await put('own', '4711', fair);
  expect(added).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { origin: 'own', ...fair } });
  expect((await put('own', '4711', fair)).status).toBe(200);
  expect(await api.post('own', booked)).toMatchObject([{ status: 'posted' }]);

  const closed = { ...fair, closedAfter: '2026-01-04' };
  expect((await put('own', '4711', closed)).status).toBe(428);
  expect((await put('own', '4711', closed, { 'if-match': '"7"' })).status).toBe(412);
  expect((await put('own', '4711', closed, { 'if-match': '"1"' })).headers.etag).toBe('"2"');
  expect(await api.post('own', booked)).toMatchObject([{ problem: { code: 'ledger.closed-account' } }]);
  await put('own', '4711', fair, { 'if-match': '"2"' });
  expect(await api.post('own', booked)).toMatchObject([{ status: 'posted' }]);
  expect((await put('own', '4711', { ...fair, category: 'asset' }, { 'if-match': '*' })).status).toBe(422);

  const changes = await api.call('GET', '/companies/{companyId}/changes', {
    params: { companyId: 'own' },
    query: { subject: 'accounts/4711' },
  });
  expect(changes.body.items).toMatchObject([
    { before: { closedAfter: '2026-01-04' }, after: {} },
    { before: {}, after: { closedAfter: '2026-01-04' } },
    { action: 'ledger.account-changed', principal: 'anna', after: fair },
  ]);
});

test('accounts of the chart and Personenkonten take a name and a closing day, not another category', async () => {
  await api.createCompany('chart');
  const bank = await get('chart', '1200');
  expect(bank).toMatchObject({ headers: { etag: '"0"' }, body: { origin: 'chart', category: 'asset' } });
  expect((await put('chart', '1200', { category: 'expense' })).status).toBe(409);
  expect((await put('chart', '1200', { name: 'Hausbank' })).body).toMatchObject({
    name: 'Hausbank',
    origin: 'chart',
    position: bank.body.position,
  });
  expect((await get('chart', '10001')).body).toMatchObject({ kind: 'customer', origin: 'range' });
  expect((await put('chart', '10001', { name: 'Muster GmbH' })).body).toMatchObject({ name: 'Muster GmbH' });
  const trace = await api.call('GET', '/companies/{companyId}/changes', {
    params: { companyId: 'chart' },
    query: { subject: 'accounts/10001' },
  });
  expect(JSON.stringify(trace.body)).not.toContain('Muster');
  expect((await put('chart', '123', { name: 'short', category: 'asset' })).body.errors[0].pointer).toBe(
    'params/account',
  );
});

test('the list is filtered and paged', async () => {
  await api.createCompany('list');
  await put('list', '70001', { name: 'Stahl AG' });
  expect((await list('list', { kind: 'vendor' })).body.items).toMatchObject([
    { account: '70001', name: 'Stahl AG' },
  ]);
  expect((await list('list', { query: 'stahl' })).body.items).toHaveLength(1);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list('list', { limit: '40', category: 'income', ...(cursor ? { cursor } : {}) });
    for (const { account, category } of page.body.items) {
      expect(category).toBe('income');
      seen.push(account);
    }
    cursor = page.body.next;
  } while (cursor);
  expect(seen).toEqual([...new Set(seen)].sort());
  expect(seen).toContain('8400');
});

test('posting and closing an account race: nothing is booked after the closing was answered', async () => {
  await api.createCompany('race');
  await put('race', '4711', { name: 'Messe', category: 'expense' });
  // The first postings open journals: a change of accounts must not miss a journal that it has not seen.
  for (const year of [2024, 2025, 2026]) {
    const day = `${year}-03-01`;
    const etag = (await get('race', '4711')).headers.etag ?? '';
    let isClosed = false;
    const post = async () => {
      const late = isClosed;
      const [result] = await api.post('race', simpleEntry(day, '4711', '1200', 100n));
      return { late, status: result?.status };
    };
    const close = async () => {
      const body = { name: 'Messe', category: 'expense', closedAfter: `${year}-02-28` };
      const { status } = await put('race', '4711', body, { 'if-match': etag });
      expect(status).toBe(200);
      isClosed = true;
    };
    const first = [post(), close(), post(), post()];
    await first[1];
    const outcomes = await Promise.all([first[0], first[2], first[3], post(), post()]);
    for (const outcome of outcomes) if (outcome?.late) expect(outcome.status).toBe('refused');
    const opened = await put(
      'race',
      '4711',
      { name: 'Messe', category: 'expense' },
      { 'if-match': (await get('race', '4711')).headers.etag ?? '' },
    );
    expect(opened.status).toBe(200);
    const head = await api.ledger.reader.loadHead('race', year);
    if (head) expect(head.configVersion).toBe(await api.ledger.reader.loadConfigVersion('race'));
  }
});

test('a change of accounts that has not seen a new journal is outrun by it, and the other way round', async () => {
  await api.createCompany('opening');
  const store = accountStore(api.table);
  const next = {
    company: 'opening',
    number: '4711',
    name: 'Messe',
    category: 'expense',
    version: 1,
  } as const;
  const change = async (config: ConfigState, changeId: string) => {
    const record = { companyId: 'opening', changeId, at: NOW, principal: 'anna' };
    const trace = recordChange({ ...record, action: 'ledger.account-changed', subject: 'accounts/4711' });
    await store.saveAccount({ company: 'opening', config, seen: undefined, next, trace });
  };
  const beforeJournal = await store.loadConfig('opening');
  await api.post('opening', simpleEntry('2026-01-05', '1200', '8400', 100n));
  await expect(change(beforeJournal, 'chg_1')).rejects.toThrow(ContentionError);
  expect(await api.ledger.reader.loadConfigVersion('opening')).toBe(0);

  const company = await api.ledger.loadCompany('opening');
  if (!company) throw new Error('no company');
  const head = openHead('opening', 2025, 0);
  const place = { commitId: 'cmt_1', company: 'opening', currency: 'EUR', fiscalYear: 2025 };
  const context = { ...place, postedAt: NOW, postedBy: 'test' };
  const block = sealBlock(context, head.lastHash, 1, ['{}']);
  await change(await store.loadConfig('opening'), 'chg_2');
  const plan = { taken: 0, results: [], block, opens: false, ids: [] };
  const dates = { min: '2025-01-01', max: '2025-01-01' };
  const order = { company, head, opensYear: true, plan, dates, postedAt: NOW, together: [] };
  await expect(api.ledger.store.commit(order)).rejects.toThrow(ContentionError);
  expect(await api.ledger.reader.loadHead('opening', 2025)).toBeUndefined();
  expect((await api.ledger.reader.loadHead('opening', 2026))?.configVersion).toBe(1);
});
