import { beforeAll, describe, expect, it } from 'vitest';
import { openRoutinesApi, type RoutinesApi } from '../../support/routines-api.ts';

let api: RoutinesApi;
beforeAll(async () => {
  api = await openRoutinesApi();
});

/** Today is 2026-06-15. */
const INSURANCE = {
  kind: 'deferred-expense',
  account: '4360',
  amount: '100.00',
  from: '2026-04-01',
  to: '2026-09-30',
  date: '2026-05-05',
  method: 'months',
  documentNumber: 'ER-901',
  text: 'Versicherung',
};
const PATH = '/accruals/{accrualId}';

async function balanceOf(company: string, account: string): Promise<string | undefined> {
  const { body } = await api.ask(
    company,
    'GET',
    '/reports/trial-balance',
    {},
    { query: { asOf: '2026-12-31' } },
  );
  return body.accounts.find((row: { account: string }) => row.account === account)?.balance;
}

describe('accruals', () => {
  it('are deferred, released when due by any number of runs once, and done', async () => {
    await api.createCompany('acc');
    const made = await api.ask('acc', 'POST', '/accruals', {}, { body: INSURANCE });
    expect(made.status).toBe(201);
    const { id, accrualAccount, left, releases } = made.body;
    expect([accrualAccount, left]).toEqual(['0980', '66.66']);
    expect(releases.slice(0, 3)).toMatchObject([
      { date: '2026-05-05', amount: '16.67', booked: true },
      { date: '2026-05-31', amount: '16.67', booked: true },
      { date: '2026-06-30', amount: '16.67', booked: false },
    ]);
    expect(await balanceOf('acc', '0980')).toBe('66.66');
    await Promise.all([1, 2].map(() => api.runSchedule('acc', '2026-12-31T08:00:00.000Z')));
    const { body } = await api.ask('acc', 'GET', PATH, { accrualId: id });
    expect([body.state, body.left]).toEqual(['done', '0.00']);
    expect(await balanceOf('acc', '0980')).toBe('0.00');
    const late = await api.ask(
      'acc',
      'POST',
      `${PATH}/cancellation`,
      { accrualId: id },
      { body: { date: '2026-12-31' } },
    );
    expect(late.status).toBe(409);
  });

  it('are ended with the rest released; income stands on the other side', async () => {
    await api.createCompany('inc', { chart: 'SKR04' });
    const body = { ...INSURANCE, kind: 'deferred-income', account: '4830', method: 'days' };
    const { id } = (await api.ask('inc', 'POST', '/accruals', {}, { body })).body;
    expect(await balanceOf('inc', '3900')).toMatch(/^-/);
    const early = await api.ask(
      'inc',
      'POST',
      `${PATH}/cancellation`,
      { accrualId: id },
      { body: { date: '2026-05-01' } },
    );
    expect([early.status, early.body.errors[0].pointer]).toEqual([422, '/date']);
    const ended = await api.ask(
      'inc',
      'POST',
      `${PATH}/cancellation`,
      { accrualId: id },
      { body: { date: '2026-06-15' } },
    );
    expect([ended.status, ended.body.state, ended.body.left]).toEqual([201, 'cancelled', '0.00']);
    expect(await balanceOf('inc', '3900')).toBe('0.00');
    expect(await balanceOf('inc', '4830')).toBe('0.00');
  });

  it.each([
    [{ amount: '0.00' }, '/amount'],
    [{ to: '2026-03-31' }, '/to'],
    [{ to: '2040-03-31' }, '/to'],
    [{ account: '8400' }, '/account'],
  ])('refuses %o', async (change, pointer) => {
    await api.createCompany('bad');
    const { status, body } = await api.ask(
      'bad',
      'POST',
      '/accruals',
      {},
      { body: { ...INSURANCE, ...change } },
    );
    expect([status, body.errors?.[0].pointer]).toEqual([422, pointer]);
  });
});
