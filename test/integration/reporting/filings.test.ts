import { beforeAll, describe, expect, it } from 'vitest';
import { openReportingApi, type ReportingApi, taxedSale } from '../../support/reporting-api.ts';

let api: ReportingApi;
beforeAll(async () => {
  api = await openReportingApi();
});

const COMPANY = '/companies/{companyId}';
const post = (companyId: string, path: string, body: unknown, more: Record<string, unknown> = {}) =>
  api.call('POST', `${COMPANY}/${path}`, { params: { companyId }, body, ...more });

describe('filed returns', () => {
  it('are kept; another one corrects the first and says by how much; the same again is refused', async () => {
    await api.createCompany('filer');
    await api.book('filer', taxedSale('2026-03-10', 1000));
    const march = { year: 2026, period: '03' };
    const headers = { 'idempotency-key': 'march-first' };
    const first = await post('filer', 'vat-returns', march, { headers });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      ...march,
      sequence: 1,
      corrected: false,
      figures: { '81': '1000', '83': '190.00' },
      differences: {},
      asOfNumbers: { '2026': 1 },
      filedBy: 'anna',
    });
    expect((await post('filer', 'vat-returns', march, { headers })).body).toEqual(first.body);
    const again = await post('filer', 'vat-returns', march);
    expect([again.status, again.body.type]).toEqual([409, '/problems/reporting.return-unchanged']);
    await api.book('filer', taxedSale('2026-04-02', 100, { serviceDate: '2026-03-30' }));
    const second = await post('filer', 'vat-returns', march);
    expect(second.body).toMatchObject({
      sequence: 2,
      corrected: true,
      figures: { '81': '1100', '83': '209.00' },
      differences: { '81': '100', '83': '19.00' },
    });
    const list = await api.call('GET', `${COMPANY}/vat-returns`, { params: { companyId: 'filer' } });
    expect(list.body.items.map(({ sequence }: { sequence: number }) => sequence)).toEqual([2, 1]);
  });

  it('of the year take off what the months declared, and count their special prepayment', async () => {
    await api.createCompany('annual');
    await api.book('annual', taxedSale('2026-03-10', 1000), taxedSale('2026-12-10', 1000), {
      date: '2026-02-10',
      text: '1/11',
      lines: [
        { account: '1781', debit: '30.00' },
        { account: '1200', credit: '30.00' },
      ],
    });
    for (const period of ['03', '12']) await post('annual', 'vat-returns', { year: 2026, period });
    await api.book('annual', taxedSale('2026-07-10', 100));
    const { body } = await api.report('annual', 'vat-return', { year: '2026', period: 'year' });
    expect(body.prepayments).toMatchObject({
      periods: [
        { period: '03', amount: '190.00' },
        { period: '12', amount: '190.00' },
      ],
      total: '380.00',
      doubled: [],
    });
    expect(body.prepayments.missing).toHaveLength(10);
    const figures = { '177': '2100', remaining: '399.00', prepayments: '380.00', settlement: '19.00' };
    expect(body.figures).toEqual(figures);
    const year = await post('annual', 'vat-returns', { year: 2026, period: 'year' });
    expect([year.status, year.body.figures]).toEqual([201, figures]);
  });

  it('of one period at the same moment: one is kept', async () => {
    await api.createCompany('racer');
    await api.book('racer', taxedSale('2026-03-10', 1000));
    const answers = await Promise.all(
      [1, 2, 3].map(() => post('racer', 'vat-returns', { year: 2026, period: '03' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('are for those who may file', async () => {
    const member = { params: { companyId: 'filer', principal: 'eve' }, body: { roles: ['auditor'] } };
    await api.call('PUT', `${COMPANY}/members/{principal}`, member);
    const refused = await post('filer', 'vat-returns', { year: 2026, period: '04' }, { principal: 'eve' });
    expect(refused.status).toBe(403);
    const read = { params: { companyId: 'filer' }, principal: 'eve' };
    expect((await api.call('GET', `${COMPANY}/vat-returns`, read)).status).toBe(200);
  });
});

describe('the list of sales in the Community (Zusammenfassende Meldung)', () => {
  it('adds up by VAT id and kind, and names what has none', async () => {
    await api.createCompany('zm');
    const abroad = (account: string, net: string, lines: { sale?: object; customer?: object } = {}) => ({
      date: '2026-03-10',
      text: 'x',
      lines: [
        { account: '10001', debit: net, ...lines.customer },
        { account, credit: net, ...lines.sale },
      ],
    });
    await api.book(
      'zm',
      abroad('8125', '100.60', { sale: { partner: 'FR 40303265045' } }),
      abroad('8125', '100.60', { customer: { partner: 'FR40303265045' } }),
      abroad('8336', '50.00', { sale: { partner: 'FR40303265045' } }),
      abroad('8130', '70.00', { sale: { partner: 'ATU12345678' } }),
      abroad('8200', '5.00', { sale: { partner: 'ATU12345678' } }),
      abroad('8125', '9.00', { sale: { partner: 'DE123456789' } }),
    );
    const { body } = await api.report('zm', 'ec-sales-list', { year: '2026', period: '41' });
    expect(body.items).toEqual([
      { vatId: 'ATU12345678', kind: 'D', amount: '70', exact: '70.00', lines: 1 },
      { vatId: 'FR40303265045', kind: 'L', amount: '201', exact: '201.20', lines: 2 },
      { vatId: 'FR40303265045', kind: 'S', amount: '50', exact: '50.00', lines: 1 },
    ]);
    expect(body.withoutVatId).toEqual([
      { entryId: 'ent_2026_6', fiscalYear: 2026, number: 6, kind: 'L', amount: '9.00' },
    ]);
    expect(body.withoutVatIdInAll).toBe(1);
  });
});

describe('calculations', () => {
  it('the special prepayment is an eleventh, and the return of December deducts it', async () => {
    await api.createCompany('eleven');
    await api.book(
      'eleven',
      taxedSale('2025-03-10', 100_000),
      {
        date: '2026-02-10',
        text: '1/11',
        lines: [
          { account: '1781', debit: '1727.00' },
          { account: '1200', credit: '1727.00' },
        ],
      },
      taxedSale('2026-12-10', 10_000),
    );
    const asked = await post('eleven', 'calculations/special-prepayment', { year: 2026 });
    expect(asked.body).toEqual({
      year: 2026,
      prepayments: '19000.00',
      specialPrepayment: '1727.00',
      dueDate: '2026-02-10',
    });
    const december = await api.report('eleven', 'vat-return', { year: '2026', period: '12' });
    expect(december.body.figures).toEqual({ '39': '1727.00', '81': '10000', '83': '173.00' });
    const whole = await api.report('eleven', 'vat-return', { year: '2026', period: 'year' });
    expect(whole.body.figures).toMatchObject({ '177': '10000', remaining: '1900.00' });
    const bad = await post('eleven', 'calculations/special-prepayment', { year: 2026, prepayments: '1,5' });
    expect([bad.status, bad.body.errors[0].pointer]).toEqual([422, '/prepayments']);
  });

  it.each([
    [{ year: 2026, period: '03' }, '2026-04-10'],
    [{ year: 2026, period: '03', extension: true }, '2026-05-11'],
    [{ year: 2025, period: '12' }, '2026-01-12'],
    [{ year: 2026, period: '41' }, '2026-04-10'],
    [{ year: 2025, period: 'year' }, '2026-07-31'],
  ])('%j is due on %s', async (body, dueDate) => {
    expect((await post('eleven', 'calculations/vat-return-due-date', body)).body).toEqual({ dueDate });
  });
});
