import { beforeAll, describe, expect, it } from 'vitest';
import { openRoutinesApi, type RoutinesApi } from '../../support/routines-api.ts';

let api: RoutinesApi;
beforeAll(async () => {
  api = await openRoutinesApi();
});

const RENT = {
  posting: {
    amount: '1190.00',
    debitAccount: '4210',
    creditAccount: '1200',
    text: 'Miete {monthName} {year}',
    documentNumber: 'MIETE-{year}-{month}',
  },
  start: '2026-01-31',
  everyMonths: 1,
  dayOfMonth: 31,
};
const PATH = '/recurring-postings/{recurringPostingId}';
const rent = { recurringPostingId: 'rent' };
const entryOf = (company: string, entryId: string) =>
  api.ask(company, 'GET', '/journal-entries/{entryId}', { entryId });

describe('templates', () => {
  const FUEL = { templateId: 'fuel' };
  const TEMPLATE = '/posting-templates/{templateId}';
  const body = {
    name: 'Tanken',
    posting: { debitAccount: '4530', creditAccount: '1000', taxCode: '9', text: 'Diesel' },
  };
  beforeAll(() => api.createCompany('tpl'));

  it('are kept with an ETag and book what the request adds', async () => {
    expect((await api.ask('tpl', 'PUT', TEMPLATE, FUEL, { body })).status).toBe(201);
    expect((await api.ask('tpl', 'PUT', TEMPLATE, FUEL, { body })).status).toBe(428);
    const headers = { 'if-match': '"1"' };
    const renamed = await api.ask('tpl', 'PUT', TEMPLATE, FUEL, {
      body: { ...body, name: 'Sprit' },
      headers,
    });
    expect([renamed.status, renamed.headers.etag]).toEqual([200, '"2"']);

    const request = { id: 'fuel-1', date: '2026-03-10', amount: '119.00', text: 'Super' };
    const post = (more: object = {}) =>
      api.ask('tpl', 'POST', `${TEMPLATE}/postings`, FUEL, { body: { ...request, ...more } });
    const booked = await post();
    expect(booked.status).toBe(201);
    expect(booked.body).toMatchObject({ id: 'fuel-1', text: 'Super', date: '2026-03-10' });
    expect(booked.body.lines.map((line: { account: string }) => line.account).toSorted()).toEqual([
      '1000',
      '1576',
      '4530',
    ]);
    expect((await post()).status).toBe(200);
    expect((await post({ amount: '1.00' })).body.type).toBe('/problems/ledger.id-reused');
    const open = await post({ id: 'fuel-2', amount: undefined });
    expect([open.status, open.body.type, open.body.errors[0].pointer]).toEqual([
      422,
      '/problems/routines.incomplete-posting',
      '/amount',
    ]);
    const wrong = await post({ id: 'fuel-3', creditAccount: '12' });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/creditAccount']);
    const list = await api.ask('tpl', 'GET', '/posting-templates');
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual(['fuel']);
    expect((await api.ask('tpl', 'DELETE', TEMPLATE, FUEL, { headers: { 'if-match': '"2"' } })).status).toBe(
      204,
    );
    expect((await post({ id: 'fuel-4' })).status).toBe(404);
  });
});

describe('recurring postings', () => {
  it('are booked when due, once, and what was missed is caught up', async () => {
    await api.createCompany('rent');
    expect((await api.ask('rent', 'PUT', PATH, rent, { body: RENT })).status).toBe(201);
    const runs = [1, 2, 3].map(() => api.runSchedule('rent', '2026-03-31T05:00:00.000Z'));
    await Promise.all(runs);
    const days = await api.ask('rent', 'GET', `${PATH}/occurrences`, rent, {
      query: { through: '2026-04-30' },
    });
    expect(days.body.items).toMatchObject([
      { date: '2026-01-31', booked: true },
      { date: '2026-02-28', booked: true },
      { date: '2026-03-31', booked: true },
      { date: '2026-04-30', booked: false, text: 'Miete April 2026', documentNumber: 'MIETE-2026-04' },
    ]);
    const { body: march } = await entryOf('rent', 'recurring-rent-2026-03-31');
    expect(march).toMatchObject({ text: 'Miete März 2026', postedBy: 'schedule', number: 3 });
    const head = await api.ledger.reader.loadHead('rent', 2026);
    expect(head?.nextNumber).toBe(4);
    const by = await api.ask('rent', 'POST', `${PATH}/runs`, rent, { body: { through: '2026-04-30' } });
    expect(by.body.booked).toEqual([{ date: '2026-04-30', entryId: 'recurring-rent-2026-04-30' }]);
    const again = await api.ask('rent', 'POST', `${PATH}/runs`, rent, { body: { through: '2026-04-30' } });
    expect(again.body.booked).toEqual([]);
  });

  it('show why they could not be booked, keep the day of the first refusal, and are tried again', async () => {
    await api.createCompany('shut', { startDate: '2026-02-01' });
    await api.ask('shut', 'PUT', PATH, rent, { body: RENT });
    await api.runSchedule('shut', '2026-02-01T05:00:00.000Z');
    await api.runSchedule('shut', '2026-03-05T06:00:00.000Z');
    const { body, headers } = await api.ask('shut', 'GET', PATH, rent);
    expect(body.problem).toMatchObject({
      code: 'ledger.before-start',
      date: '2026-01-31',
      since: '2026-02-01T05:00:00.000Z',
    });
    expect(body.bookedThrough).toBeUndefined();
    // Whoever is responsible lets it begin later: what was due is caught up and the problem is gone.
    const changed = await api.ask('shut', 'PUT', PATH, rent, {
      body: { ...RENT, start: '2026-02-01' },
      headers: { 'if-match': headers.etag ?? '' },
    });
    expect(changed.status).toBe(200);
    await api.runSchedule('shut', '2026-03-05T07:00:00.000Z');
    const after = await api.ask('shut', 'GET', PATH, rent);
    expect([after.body.bookedThrough, after.body.problem]).toEqual(['2026-02-28', undefined]);
  });

  it('paused ones wait', async () => {
    await api.createCompany('wait');
    await api.ask('wait', 'PUT', PATH, rent, { body: { ...RENT, state: 'paused' } });
    await api.runSchedule('wait', '2026-03-05T07:00:00.000Z');
    expect((await api.ask('wait', 'GET', PATH, rent)).body.bookedThrough).toBeUndefined();
    const run = await api.ask('wait', 'POST', `${PATH}/runs`, rent, { body: { through: '2026-03-31' } });
    expect(run.status).toBe(409);
  });

  it.each([
    [{ end: '2025-12-31' }, '/end'],
    [{ posting: { ...RENT.posting, text: '{day}' } }, '/posting/text'],
    [{ posting: { ...RENT.posting, amount: '-1.00' } }, '/posting/amount'],
    [{ posting: { ...RENT.posting, debitAccount: '1' } }, '/posting/debitAccount'],
  ])('refuses %o', async (change, pointer) => {
    await api.createCompany('bad');
    const { status, body } = await api.ask('bad', 'PUT', PATH, rent, { body: { ...RENT, ...change } });
    expect([status, body.errors?.[0].pointer]).toEqual([422, pointer]);
  });
});
