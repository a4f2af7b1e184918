import { beforeAll, describe, expect, inject, it } from 'vitest';
import { askAs } from '../../support/installation.ts';
import { createCompany, readAll, type StoryCompany, sale } from '../../support/stories.ts';

/* Section 9 of the design, item by item: what programs outside rely on. */

const { api } = inject('endpoints');
let company: StoryCompany;

beforeAll(async () => {
  company = await createCompany();
});

async function get(path: string): Promise<{ status: number; type: string; text: string }> {
  const answer = await fetch(`${api}${path}`);
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text: await answer.text(),
  };
}

describe('without a token', () => {
  it('answers whether it is well', async () => {
    const { status, text } = await get('/health');
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ status: 'ok', table: 'ok' })]);
  });

  it('shows its contract to machines and to people', async () => {
    const document = JSON.parse((await get('/openapi.json')).text);
    expect(document.openapi).toMatch(/^3\./);
    expect(document.paths).toHaveProperty('/companies/{companyId}/journal-entries');
    const page = await get('/docs');
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('/companies/{companyId}/journal-entries');
    expect(page.text).not.toMatch(/<(?:script|link|img|iframe)\b|\b(?:src|href)="(?:https?:)?\/\//);
  });

  it('gives tokens for the asking, and answers 401 and 404 as the gateway does', async () => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'any-name' });
    body.set('scope', 'backoffice/read backoffice/write');
    const token = await (await fetch(`${api}/oauth2/token`, { method: 'POST', body })).json();
    expect(token).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 });
    const anonymous = await get(company.at('/journal-entries'));
    expect([anonymous.status, anonymous.text]).toEqual([401, '{"message":"Unauthorized"}']);
    const nowhere = await get('/nowhere');
    expect([nowhere.status, nowhere.text]).toEqual([404, '{"message":"Not Found"}']);
  });
});

describe('companies and members', () => {
  it('lets local-admin create companies, and nobody else', async () => {
    const settings = { name: 'X', currency: 'EUR', chart: 'SKR04', fiscalYearStart: '01-01' };
    const stranger = await askAs(api, 'stranger');
    const refused = await stranger('PUT', '/companies/of-a-stranger', settings);
    expect([refused.status, refused.body.type]).toEqual([403, '/problems/companies.may-not-create']);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  it('hides a company from everybody who is no member, and lets members do what their roles say', async () => {
    const clerk = await askAs(api, 'clerk');
    const path = company.at('/journal-entries');
    expect((await clerk('GET', path)).status).toBe(404);
    const made = await company.ask('PUT', company.at('/members/clerk'), { roles: ['auditor'] });
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ principal: 'clerk', roles: ['auditor'] }),
    ]);
    expect((await clerk('GET', path)).status).toBe(200);
    expect((await clerk('POST', path, sale('2026-03-01', 1))).status).toBe(403);
    await company.ask('PUT', company.at('/members/clerk'), { roles: ['accountant'] });
    expect((await clerk('POST', path, sale('2026-03-01', 1))).status).toBe(201);
  });
});

describe('entries', () => {
  let books: StoryCompany;
  beforeAll(async () => {
    books = await createCompany();
  });

  it('books an entry once under its id', async () => {
    const { ask, at } = books;
    const entry = sale('2026-03-10', 100, { id: 'RE-1', documentNumber: '2026/1' });
    const booked = await ask('POST', at('/journal-entries'), entry);
    expect([booked.status, booked.body]).toEqual([
      201,
      expect.objectContaining({ id: 'RE-1', number: 1, date: '2026-03-10', lines: entry.lines }),
    ]);
    const again = await ask('POST', at('/journal-entries'), entry);
    expect([again.status, again.body, again.headers.get('idempotency-hit')]).toEqual([
      200,
      booked.body,
      'true',
    ]);
    const other = await ask('POST', at('/journal-entries'), { ...entry, text: 'anders' });
    expect([other.status, other.body.type]).toEqual([409, '/problems/ledger.id-reused']);
    expect((await ask('GET', at('/journal-entries/RE-1'))).body).toEqual(booked.body);
  });

  it('books under an Idempotency-Key once, too', async () => {
    const { ask, at } = books;
    const key = { 'idempotency-key': 'order-17' };
    const first = await ask('POST', at('/journal-entries'), sale('2026-03-11', 10), key);
    const second = await ask('POST', at('/journal-entries'), sale('2026-03-11', 10), key);
    expect([first.status, first.body.number]).toEqual([201, 2]);
    expect([second.status, second.body, second.headers.get('idempotency-hit')]).toEqual([
      201,
      first.body,
      'true',
    ]);
  });

  it.each([
    ['debit above credit', { lines: [{ account: '1200', debit: '2.00' }, { account: '8400', credit: '1.00' }] }, 422, 'ledger.unbalanced', /1\.00/],
    ['a day that does not exist', { date: '2026-02-30' }, 422, 'ledger.invalid-entry', /2026-02-30/],
    ['an account of no chart', { lines: [{ account: '1199', debit: '1.00' }, { account: '8400', credit: '1.00' }] }, 422, 'ledger.unknown-account', /1199/],
    ['a field nobody knows', { colour: 'red' }, 400, 'platform.malformed-request', /colour/],
  ] as const)('refuses %s, precisely', async (_what, change, status, code, detail) => {
    const { ask, at } = books;
    const answer = await ask('POST', at('/journal-entries'), { ...sale('2026-03-10', 1), ...change });
    expect([answer.status, answer.body.type]).toEqual([status, `/problems/${code}`]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.stringify(answer.body)).toMatch(detail);
    expect(answer.body).toMatchObject({ title: expect.any(String), instance: expect.any(String), status });
  }); // biome-ignore format: one case a line

  it('answers a batch entry by entry, in order', async () => {
    const { ask, at } = books;
    const wrong = { ...sale('2026-03-12', 1), id: 'RE-4', lines: [{ account: '1200', debit: '1.00' }] };
    const entries = [
      sale('2026-03-12', 20, { id: 'RE-3' }),
      wrong,
      sale('2026-03-10', 100, { id: 'RE-1', documentNumber: '2026/1' }),
    ];
    const { status, body } = await ask('POST', at('/journal-entries/batch'), { entries });
    expect(status).toBe(200);
    expect(body.results).toEqual([
      expect.objectContaining({ id: 'RE-3', status: 'posted', number: 3 }),
      {
        id: 'RE-4',
        status: 'refused',
        problem: expect.objectContaining({ status: 422, detail: expect.any(String) }),
      },
      expect.objectContaining({ id: 'RE-1', status: 'duplicate', number: 1 }),
    ]);
  });

  it('reverses an entry, once', async () => {
    const { ask, at } = books;
    const reversal = await ask('POST', at('/journal-entries/RE-3/reversal'));
    expect([reversal.status, reversal.body]).toEqual([
      201,
      expect.objectContaining({ number: 4, reverses: 'RE-3', date: '2026-03-12' }),
    ]);
    expect(reversal.body.lines[0]).toMatchObject({ account: '1200', credit: '23.80' });
    expect((await ask('GET', at('/journal-entries/RE-3'))).body.reversedBy).toBe(reversal.body.id);
    const twice = await ask('POST', at('/journal-entries/RE-3/reversal'));
    expect([twice.status, twice.body.type]).toEqual([409, '/problems/ledger.already-reversed']);
  });

  it('lists the journal in pages and by date', async () => {
    const { ask, at } = books;
    const path = at('/journal-entries');
    const first = await ask('GET', `${path}?limit=3`);
    expect(first.body.items.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3]);
    const rest = await ask('GET', `${path}?limit=3&cursor=${encodeURIComponent(first.body.next)}`);
    expect(rest.body).toEqual({ items: [expect.objectContaining({ number: 4 })] });
    const day = await ask('GET', `${path}?from=2026-03-11&to=2026-03-11`);
    expect(day.body.items.map(({ number }: { number: number }) => number)).toEqual([2]);
    expect((await readAll(ask, path)).length).toBe(4);
  });

  it('tells the statement of an account and the trial balance of a day', async () => {
    const { ask, at } = books;
    const statement = await ask('GET', at('/accounts/1200/statement?from=2026-03-11&to=2026-03-31'));
    expect(statement.body).toMatchObject({
      account: '1200',
      openingBalance: '119.00',
      closingBalance: '130.90',
      items: [
        { number: 2, debit: '11.90', balance: '130.90' },
        { number: 3, debit: '23.80', balance: '154.70' },
        { number: 4, credit: '23.80', balance: '130.90' },
      ],
    });
    const report = (await ask('GET', at('/reports/trial-balance?asOf=2026-03-10'))).body;
    expect(report).toMatchObject({ asOf: '2026-03-10', currency: 'EUR' });
    expect(report.accounts).toEqual([
      expect.objectContaining({ account: '1200', debit: '119.00', credit: '0.00', balance: '119.00' }),
      expect.objectContaining({ account: '1776', debit: '0.00', credit: '19.00', balance: '-19.00' }),
      expect.objectContaining({ account: '8400', debit: '0.00', credit: '100.00', balance: '-100.00' }),
    ]);
    expect(report.totals).toEqual({ debit: '119.00', credit: '119.00' });
  });

  it('verifies its journal', async () => {
    const { ask, at } = books;
    const { status, body } = await ask('GET', at('/journal/verification'));
    expect([status, body]).toEqual([200, expect.objectContaining({ ok: true, entries: 4 })]);
    expect(body.blocks).toBeGreaterThan(0);
    expect(body).not.toHaveProperty('firstDifference');
  });
});
