import { beforeAll, describe, expect, it } from 'vitest';
import { type AssetsApi, LAPTOP, openAssetsApi } from '../../support/assets-api.ts';

let api: AssetsApi;
let companies = 0;

beforeAll(async () => {
  api = await openAssetsApi();
});

/** Books of a company of its own for each test. */
async function newBooks(settings: Record<string, string | number> = {}) {
  companies += 1;
  const companyId = `acme-${companies}`;
  await api.createCompany(companyId, settings);
  return api.at(companyId);
}

const linesOf = (body: { lines: { account: string; debit?: string; credit?: string }[] }) =>
  body.lines.map(({ account, debit, credit }) => `${account} ${debit ?? `-${credit}`}`);
const itemsOf = (body: { items: { asset: string; month: string; amount: string }[] }) =>
  body.items.map(({ asset, month, amount }) => `${asset} ${month} ${amount}`);

describe('the register', () => {
  it('keeps an asset, with ETag, and tells its plan', async () => {
    const books = await newBooks();
    const created = await books.put('PC-1', LAPTOP);
    expect([created.status, created.headers.etag]).toEqual([201, '"1"']);
    expect(created.body).toMatchObject({
      position: 'II.3',
      costNow: '1800.00',
      bookValue: '1600.00',
      state: 'active',
    });
    expect((await books.put('PC-1', LAPTOP)).status).toBe(200);
    expect((await books.put('PC-1', { ...LAPTOP, cost: '1900.00' })).status).toBe(428);
    const changed = await books.put('PC-1', { ...LAPTOP, cost: '1900.00' }, { 'if-match': '"1"' });
    expect([changed.status, changed.headers.etag]).toEqual([200, '"2"']);
    expect((await books.put('PC-1', LAPTOP, { 'if-match': '"1"' })).status).toBe(412);
    const { body } = await books.plan('PC-1');
    expect(body.years.map((year: { depreciation: string }) => year.depreciation)).toEqual([
      '527.78',
      '633.33',
      '633.33',
      '105.56',
    ]);
    expect((await books.list({ account: '0420' })).body.items).toHaveLength(1);
    expect((await books.list({ state: 'disposed' })).body.items).toHaveLength(0);
    expect((await books.get('PC-2')).body.type).toBe('/problems/assets.unknown-asset');
  });

  it.each([
    [{ account: '9999' }, '/account'],
    [{ account: '1200' }, '/position'],
    [{ method: 'declining', acquiredOn: '2025-03-01' }, '/method'],
    [{ method: 'declining', ratePercent: '30.01' }, '/ratePercent'],
    [{ method: 'immediate', usefulLifeMonths: undefined, cost: '800.01' }, '/cost'],
    [{ method: 'pool', usefulLifeMonths: undefined, cost: '250.00' }, '/cost'],
    [{ method: 'pool', usefulLifeMonths: undefined, cost: '1000.01' }, '/cost'],
    [{ method: 'electric-vehicle', usefulLifeMonths: undefined, acquiredOn: '2025-06-30' }, '/method'],
    [{ usefulLifeMonths: undefined }, '/usefulLifeMonths'],
    [{ method: 'building', usefulLifeMonths: undefined }, '/building'],
    [{ residualValue: '1800.01' }, '/residualValue'],
    [{ cost: '1.001' }, '/cost'],
    [{ cost: '-1' }, '/cost'],
    [{ opening: { asOf: '2026-04-15', accumulated: '1', thisYear: '1' } }, '/opening/asOf'],
    [{ opening: { asOf: '2026-04-30', accumulated: '100', thisYear: '50' } }, '/opening/thisYear'],
  ])('refuses %j', async (more, pointer) => {
    const books = await newBooks();
    const { status, body } = await books.put('X', { ...LAPTOP, ...more });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  it('computes a plan for anybody', async () => {
    const books = await newBooks();
    const { status, body } = await books.calculate({
      acquiredOn: '2026-11-10',
      cost: '1000.00',
      method: 'pool',
      fiscalYearStart: '07-01',
    });
    expect(status).toBe(200);
    expect(body.years.map((year: { depreciation: string }) => year.depreciation)).toEqual(
      Array(5).fill('200.00'),
    );
  });
});

describe('depreciation runs', () => {
  it('book what is due by asset and month, once', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.put('CAR-1', {
      ...LAPTOP,
      name: 'Car',
      account: '0320',
      costCentre: undefined,
      cost: '72000.00',
      usefulLifeMonths: 72,
    });
    expect(itemsOf((await books.run(2026, '2026-03', true)).body)).toEqual([
      'CAR-1 2026-03 1000.00',
      'PC-1 2026-03 50.00',
    ]);
    const { status, body } = await books.run(2026, '2026-04');
    expect([status, body.total, body.entries, body.assets, body.complete]).toEqual([
      200,
      '2100.00',
      4,
      2,
      true,
    ]);
    const of = (asset: string, month: string) =>
      body.items.find((one: { asset: string; month: string }) => one.asset === asset && one.month === month)
        .entryId;
    const entry = (await books.entry(of('PC-1', '2026-04'))).body;
    expect(entry).toMatchObject({ date: '2026-04-30', documentNumber: 'PC-1', text: 'AfA 2026-04 Laptop' });
    expect(linesOf(entry)).toEqual(['4830 50.00', '0420 -50.00']);
    expect(entry.lines[0].costCentre).toBe('IT');
    expect(linesOf((await books.entry(of('CAR-1', '2026-03'))).body)).toEqual([
      '4832 1000.00',
      '0320 -1000.00',
    ]);
    expect((await books.run(2026, '2026-04')).body).toMatchObject({ entries: 0, total: '0.00' });
    expect(itemsOf((await books.run(2026, '2026-05')).body)).toEqual([
      'CAR-1 2026-05 1000.00',
      'PC-1 2026-05 50.00',
    ]);
  });

  it('a correction books the difference, in closed months in the first open one', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.run(2026, '2026-05');
    expect((await books.closePeriod(2026, 4)).status).toBeLessThan(300);
    const { headers } = await books.get('PC-1');
    await books.put('PC-1', { ...LAPTOP, cost: '3600.00' }, { 'if-match': headers.etag as string });
    expect(itemsOf((await books.run(2026, '2026-05')).body)).toEqual(['PC-1 2026-05 150.00']);
    expect((await books.run(2026, '2026-05')).body.entries).toBe(0);
    const again = await books.get('PC-1');
    await books.put('PC-1', LAPTOP, { 'if-match': again.headers.etag as string });
    const { body } = await books.run(2026, '2026-05');
    expect(itemsOf(body)).toEqual(['PC-1 2026-05 -150.00']);
    expect(linesOf((await books.entry(body.items[0].entryId)).body)).toEqual(['4830 -150.00', '0420 150.00']);
  });

  it('all months through closed: the first one after them takes it, and only once', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.buy('0420', '2142.00', '2026-03-10');
    await books.closePeriod(2026, 4);
    expect(itemsOf((await books.run(2026, '2026-04')).body)).toEqual(['PC-1 2026-05 100.00']);
    expect((await books.run(2026, '2026-04')).body.entries).toBe(0);
    expect(itemsOf((await books.run(2026, '2026-05')).body)).toEqual(['PC-1 2026-05 50.00']);
    expect((await books.schedule(2026, '2026-05')).body).toMatchObject({
      difference: '0.00',
      unbooked: '0.00',
    });
  });

  it('an earlier year that is open comes first', async () => {
    const books = await newBooks();
    await books.put('PC-1', { ...LAPTOP, acquiredOn: '2025-11-10' });
    const { status, body } = await books.run(2026, '2026-01');
    expect([status, body.type, body.fiscalYear]).toEqual([409, '/problems/assets.earlier-year-open', 2025]);
    expect((await books.run(2025, '2025-12')).body.total).toBe('100.00');
    expect((await books.run(2026, '2026-01')).body.total).toBe('50.00');
    expect((await books.run(2026, '2027-01')).status).toBe(422);
  });

  it('two at once book everything once; many entries go in batches', async () => {
    const books = await newBooks();
    for (let number = 1; number <= 35; number += 1) await books.put(`A-${number}`, LAPTOP);
    const runs = await Promise.all([books.run(2026, '2026-12'), books.run(2026, '2026-12')]);
    expect(runs.reduce((sum, { body }) => sum + body.entries, 0)).toBe(350);
    const { body } = await books.schedule(2026, '2026-12');
    expect(body.total).toMatchObject({ additions: '63000.00', depreciationOfYear: '17500.00' });
    expect(body.accounts[0]).toMatchObject({
      account: '0420',
      ledgerBalance: '-17500.00',
      difference: '63000.00',
    });
  });

  it('an account that was closed refuses its entries and nothing else', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.put('PC-2', { ...LAPTOP, depreciationAccount: '2320' });
    const { body } = await books.run(2026, '2026-03');
    expect(itemsOf(body)).toEqual(['PC-1 2026-03 50.00']);
    expect(body.refused).toMatchObject([{ asset: 'PC-2', code: 'ledger.closed-account' }]);
    expect(itemsOf((await books.run(2026, '2026-03')).body)).toEqual([]);
  });
});

describe('what happens to an asset', () => {
  it('a car is sold at a gain: depreciation through the month, proceeds with VAT, book value', async () => {
    const books = await newBooks();
    await books.put('CAR-1', {
      ...LAPTOP,
      account: '0320',
      cost: '72000.00',
      usefulLifeMonths: 72,
      acquiredOn: '2026-01-10',
    });
    await books.buy('0320', '85680.00', '2026-01-10');
    await books.run(2026, '2026-09');
    const sale = { kind: 'disposal', date: '2026-11-10', proceeds: { gross: '83300.00', account: '1200' } };
    const { status, body } = await books.happen('CAR-1', sale, { 'idempotency-key': 'sale-1' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      event: { proceeds: '70000.00' },
      asset: { state: 'disposed', bookValue: '0.00' },
    });
    const entry = (await books.entry(body.event.entryId)).body;
    expect(linesOf(entry)).toEqual([
      '1200 83300.00',
      '8820 -70000.00',
      '1776 -13300.00',
      '2315 61000.00',
      '0320 -61000.00',
    ]);
    expect(body.asset.booked.slice(-2)).toEqual([
      { month: '2026-10', amount: '1000.00' },
      { month: '2026-11', amount: '1000.00' },
    ]);
    expect((await books.happen('CAR-1', sale, { 'idempotency-key': 'sale-1' })).body.event.id).toBe(
      body.event.id,
    );
    expect((await books.happen('CAR-1', sale)).status).toBe(422);
    const later = { ...sale, date: '2026-12-10' };
    expect((await books.happen('CAR-1', later)).body.type).toBe('/problems/assets.asset-gone');
    expect((await books.run(2026, '2026-12')).body.entries).toBe(0);
    expect((await books.schedule(2026)).body).toMatchObject({
      difference: '0.00',
      unbooked: '0.00',
      total: {
        additions: '72000.00',
        disposals: '72000.00',
        depreciationOfYear: '11000.00',
        depreciationOnDisposals: '11000.00',
        bookValueClosing: '0.00',
      },
    });
  });

  it('at a loss, on the accounts for losses; scrapped, the book value is the loss; SKR04 has its own', async () => {
    const books = await newBooks({ chart: 'SKR04' });
    const machine = {
      ...LAPTOP,
      account: '0440',
      cost: '12000.00',
      usefulLifeMonths: 120,
      acquiredOn: '2026-01-05',
    };
    await books.put('M-1', machine);
    await books.put('M-2', machine);
    const sale = { kind: 'disposal', date: '2026-06-10', proceeds: { gross: '1190.00', account: '1800' } };
    const sold = await books.happen('M-1', sale);
    expect(linesOf((await books.entry(sold.body.event.entryId)).body)).toEqual([
      '1800 1190.00',
      '6885 -1000.00',
      '3806 -190.00',
      '6895 11400.00',
      '0440 -11400.00',
    ]);
    const scrapped = await books.happen('M-2', { kind: 'disposal', date: '2026-06-10' });
    expect(linesOf((await books.entry(scrapped.body.event.entryId)).body)).toEqual([
      '6895 11400.00',
      '0440 -11400.00',
    ]);
  });

  it('a sale that was recorded late takes back what was depreciated after it', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.run(2026, '2026-06');
    const { status, body } = await books.happen('PC-1', { kind: 'disposal', date: '2026-04-10' });
    expect(status).toBe(201);
    expect(body.asset.booked).toEqual([
      { month: '2026-03', amount: '50.00' },
      { month: '2026-04', amount: '50.00' },
    ]);
    expect((await books.run(2026, '2026-12')).body.entries).toBe(0);
    expect((await books.schedule(2026)).body.total).toMatchObject({
      depreciationOfYear: '100.00',
      bookValueClosing: '0.00',
    });
  });

  it('part of it is sold; the rest goes on', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    const part = { kind: 'disposal', date: '2026-03-20', cost: '600.00', proceeds: { net: '100.00' } };
    const { body } = await books.happen('PC-1', part);
    expect(linesOf((await books.entry(body.event.entryId)).body)).toEqual(['2310 583.33', '0420 -583.33']);
    expect(body.asset).toMatchObject({
      costNow: '1200.00',
      accumulatedDepreciation: '33.33',
      state: 'active',
    });
    await books.run(2026, '2026-12');
    const plan = (await books.plan('PC-1')).body;
    expect(plan.years.at(-1).bookValue).toBe('0.00');
  });

  it('subsequent cost changes the plan; impairment and write-up are booked, within their limits', async () => {
    const books = await newBooks();
    const machine = {
      ...LAPTOP,
      account: '0210',
      cost: '12000.00',
      usefulLifeMonths: 60,
      acquiredOn: '2026-01-05',
    };
    await books.put('M-1', machine);
    await books.run(2026, '2026-07');
    const cost = { kind: 'subsequent-cost', date: '2026-08-05', amount: '3000.00' };
    const added = await books.happen('M-1', cost);
    expect(added.body.event.entryId).toBeUndefined();
    expect(itemsOf((await books.run(2026, '2026-08')).body)).toEqual(['M-1 2026-08 600.00']);
    const impaired = await books.happen('M-1', { kind: 'impairment', date: '2026-08-31', amount: '5000.00' });
    expect(linesOf((await books.entry(impaired.body.event.entryId)).body)).toEqual([
      '4840 5000.00',
      '0210 -5000.00',
    ]);
    const up = { kind: 'write-up', date: '2026-12-31', amount: '4616.00' };
    const refused = await books.happen('M-1', up);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/amount']);
    const written = await books.happen('M-1', { ...up, amount: '4615.38' });
    expect(linesOf((await books.entry(written.body.event.entryId)).body)).toEqual([
      '2710 -4615.38',
      '0210 4615.38',
    ]);
    const much = await books.happen('M-1', { kind: 'impairment', date: '2026-12-31', amount: '15000.00' });
    expect(much.body.type).toBe('/problems/assets.invalid-event');
  });

  it('construction is completed: transfer, then a life; positions exchange in the schedule', async () => {
    const books = await newBooks();
    const { usefulLifeMonths: _, ...none } = LAPTOP;
    await books.put('P-1', { ...none, account: '0290', method: 'none', cost: '10000.00' });
    await books.buy('0290', '11900.00', '2026-03-10');
    const { body } = await books.happen('P-1', { kind: 'transfer', date: '2026-05-31', account: '0210' });
    expect(linesOf((await books.entry(body.event.entryId)).body)).toEqual([
      '0210 10000.00',
      '0290 -10000.00',
    ]);
    const terms = {
      kind: 'change-of-terms',
      date: '2026-06-01',
      method: 'straight-line',
      remainingLifeMonths: 100,
    };
    expect((await books.happen('P-1', terms)).status).toBe(201);
    const run = await books.run(2026, '2026-07');
    expect(itemsOf(run.body)).toEqual(['P-1 2026-06 100.00', 'P-1 2026-07 100.00']);
    expect(linesOf((await books.entry(run.body.items[0].entryId)).body)).toEqual([
      '4830 100.00',
      '0210 -100.00',
    ]);
    const { body: schedule } = await books.schedule(2026, '2026-07');
    const brief = schedule.positions.map((row: Record<string, string>) => [
      row.position,
      row.additions,
      row.transfers,
      row.bookValueClosing,
    ]);
    expect(brief).toEqual([
      ['II.2', '0.00', '10000.00', '9800.00'],
      ['II.4', '10000.00', '-10000.00', '0.00'],
    ]);
    expect(schedule.difference).toBe('0.00');
  });

  it('in a closed period nothing is booked and nothing noted', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.buy('0420', '2142.00', '2026-03-10');
    await books.closePeriod(2026, 4);
    const { status, body } = await books.happen('PC-1', {
      kind: 'impairment',
      date: '2026-04-30',
      amount: '100.00',
    });
    expect([status, body.type]).toEqual([422, '/problems/ledger.closed-period']);
    const sale = await books.happen('PC-1', { kind: 'disposal', date: '2026-04-30' });
    expect(sale.body.type).toBe('/problems/assets.no-open-period');
    expect((await books.get('PC-1')).body.events).toEqual([]);
  });
});

describe('an event is taken back', () => {
  it('the last one: its entry is booked back, depreciation follows', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.buy('0420', '2142.00', '2026-03-10');
    await books.run(2026, '2026-06');
    const first = await books.happen('PC-1', { kind: 'impairment', date: '2026-03-31', amount: '100.00' });
    const { body } = await books.happen('PC-1', {
      kind: 'disposal',
      date: '2026-04-10',
      proceeds: { gross: '119.00', account: '1200' },
    });
    const early = await books.undo('PC-1', first.body.event.id);
    expect([early.status, early.body.type]).toEqual([409, '/problems/assets.not-the-last-event']);
    expect((await books.undo('PC-1', body.event.id, { date: '2027-01-01' })).status).toBe(422);
    const undone = await books.undo('PC-1', body.event.id, { date: '2026-05-02' });
    expect([undone.status, undone.body.state, undone.body.events.length]).toEqual([200, 'active', 1]);
    await books.run(2026, '2026-06');
    expect((await books.undo('PC-1', first.body.event.id)).status).toBe(200);
    await books.run(2026, '2026-06');
    expect((await books.get('PC-1', '2026-06-30')).body.bookValue).toBe('1600.00');
    expect((await books.schedule(2026, '2026-06')).body).toMatchObject({
      difference: '0.00',
      unbooked: '0.00',
      accounts: [{ account: '0420', bookValue: '1600.00' }],
    });
    expect((await books.undo('PC-1', first.body.event.id)).status).toBe(409);
  });

  it('after a transfer the register is corrected under the new account', async () => {
    const books = await newBooks();
    await books.put('PC-1', LAPTOP);
    await books.happen('PC-1', {
      kind: 'transfer',
      date: '2026-04-30',
      account: '0410',
      depreciationAccount: '4831',
    });
    const seen = await books.get('PC-1');
    expect(seen.body).toMatchObject({ account: '0410', depreciationAccount: '4831' });
    const wish = { ...LAPTOP, account: '0410', name: 'Laptop, moved' };
    const { status, body } = await books.put('PC-1', wish, { 'if-match': seen.headers.etag as string });
    expect([status, body.account, body.name]).toEqual([200, '0410', 'Laptop, moved']);
    const more = { ...wish, cost: '2000.00' };
    const settled = await books.put('PC-1', more, { 'if-match': '*' });
    expect([settled.status, settled.body.errors[0].pointer]).toEqual([422, '/cost']);
  });
});

describe('takeover of a running year', () => {
  it('takes many assets at once, each by itself, and again without harm', async () => {
    const books = await newBooks({ startDate: '2026-07-01' });
    const old = { ...LAPTOP, acquiredOn: '2025-03-01' };
    const opening = { asOf: '2026-06-30', accumulated: '800.00', thisYear: '300.00' };
    const assets = [
      { id: 'PC-1', ...old, opening },
      { id: 'PC-2', ...old },
      { id: 'PC-3', ...LAPTOP, acquiredOn: '2026-08-01' },
    ];
    const statuses = async () =>
      (await books.putAll(assets)).body.results.map(
        ({ id, status }: Record<string, string>) => `${id} ${status}`,
      );
    expect(await statuses()).toEqual(['PC-1 added', 'PC-2 refused', 'PC-3 added']);
    expect(await statuses()).toEqual(['PC-1 unchanged', 'PC-2 refused', 'PC-3 unchanged']);
    const other = await books.putAll([{ ...assets[0], cost: '1900.00' }]);
    expect(other.body.results[0].problem.type).toBe('/problems/platform.if-match-required');
    const early = { kind: 'subsequent-cost', date: '2026-06-30', amount: '10.00' };
    expect((await books.happen('PC-1', early)).status).toBe(422);
  });

  it('opening values are not booked, and stand beside the ledger', async () => {
    const books = await newBooks({ startDate: '2026-07-01' });
    const old = { ...LAPTOP, acquiredOn: '2025-03-01' };
    const refused = await books.put('PC-1', old);
    expect(refused.body.errors[0].pointer).toBe('/opening');
    await books.put('PC-1', {
      ...old,
      opening: { asOf: '2026-06-30', accumulated: '800.00', thisYear: '300.00' },
    });
    await api.post(`acme-${companies}`, {
      kind: 'regular',
      date: '2026-07-01',
      text: 'Takeover',
      lines: [
        { account: '0420', debitMinor: 990_00n },
        { account: '9000', creditMinor: 990_00n },
      ],
    });
    expect((await books.schedule(2026, '2026-07')).body).toMatchObject({
      accounts: [
        {
          account: '0420',
          cost: '1800.00',
          bookValue: '1000.00',
          ledgerBalance: '990.00',
          difference: '10.00',
          unbooked: '50.00',
        },
      ],
    });
    expect(itemsOf((await books.run(2026, '2026-07')).body)).toEqual(['PC-1 2026-07 50.00']);
    const { body } = await books.schedule(2026, '2026-07');
    expect(body.positions[0]).toMatchObject({
      costOpening: '1800.00',
      additions: '0.00',
      depreciationOpening: '500.00',
      depreciationOfYear: '350.00',
      depreciationClosing: '850.00',
      bookValueClosing: '950.00',
      bookValuePrior: '1300.00',
    });
    const { body: csv, headers } = await books.csv(2026);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv).toContain(
      'II.3;Andere Anlagen, Betriebs- und Geschäftsausstattung;1800,00;0,00;0,00;0,00;1800,00;500,00;350,00',
    );
  });
});
