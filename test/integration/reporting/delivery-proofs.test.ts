import { beforeAll, describe, expect, it } from 'vitest';
import { openReportingApi, type ReportingApi } from '../../support/reporting-api.ts';

let api: ReportingApi;
beforeAll(async () => {
  api = await openReportingApi();
  await api.createCompany('abroad');
  const supply = (id: string, partner: string | undefined, net: string) => ({
    id,
    date: '2026-03-10',
    text: 'Supply',
    lines: [
      { account: '10001', debit: net },
      { account: '8125', credit: net, taxCode: 'exempt-41', ...(partner ? { partner } : {}) },
    ],
  });
  await api.book('abroad', supply('s1', 'FR40303265045', '100.00'), supply('s2', undefined, '50.00'), {
    id: 'home',
    date: '2026-03-10',
    text: 'Sale',
    lines: [
      { account: '1200', debit: '10.00' },
      { account: '8200', credit: '10.00' },
    ],
  });
});

const COMPANY = '/companies/{companyId}';
const call = (method: 'GET' | 'PUT' | 'POST', path: string, more: Record<string, unknown> = {}) =>
  api.call(method, `${COMPANY}/${path}`, {
    ...more,
    params: { companyId: 'abroad', ...(more.params as object) },
  });
const PROOF = { kind: 'consignment-note', shippedOn: '2026-03-11', destination: 'FR', voucherIds: [] };
const put = (entryId: string, body: unknown, headers: Record<string, string> = {}) =>
  call('PUT', 'delivery-proofs/{entryId}', { params: { entryId }, body, headers });
const reportOf = async () =>
  (await api.report('abroad', 'delivery-proofs', { year: '2026', period: '03' })).body;

describe('proofs of delivery', () => {
  it('are recorded entry by entry; the report and the return say what is missing', async () => {
    expect(await reportOf()).toMatchObject({
      supplies: 2,
      lacking: 2,
      lackingAmount: '150.00',
      lacks: { 'no-proof': 2, 'no-vat-id': 1, 'vat-id-unchecked': 1 },
    });
    const first = await put('s1', PROOF);
    expect([first.status, first.headers?.etag]).toEqual([201, '"1"']);
    expect((await put('ent_2026_2', { ...PROOF, vatId: 'AT U 12345678' })).body).toMatchObject({
      entryId: 's2',
      vatId: 'ATU12345678',
    });
    const checked = { vatId: 'FR40303265045', checkedAt: '2026-03-01T09:00:00.000Z', result: 'valid' };
    const kept = await call('POST', 'vat-id-checks', { body: { ...checked, qualified: true } });
    expect(kept.status).toBe(201);
    const report = await reportOf();
    expect(report.lacks).toEqual({ 'no-voucher': 2, 'vat-id-unchecked': 1 });
    expect(report.items[1]).toMatchObject({ entryId: 's2', vatId: 'ATU12345678', proof: 'consignment-note' });
    const made = await api.report('abroad', 'vat-return', { year: '2026', period: '03' });
    expect(made.body.deliveryProofs).toMatchObject({ supplies: 2, lacking: 2, lacks: report.lacks });
    const sales = await api.report('abroad', 'ec-sales-list', { year: '2026', period: '03' });
    expect(sales.body.items.map(({ vatId }: { vatId: string }) => vatId)).toEqual([
      'ATU12345678',
      'FR40303265045',
    ]);
  });

  it('are replaced only by who has seen them, and refused where they prove nothing', async () => {
    const blind = await put('s1', { ...PROOF, destination: 'BE' });
    expect(blind.status).toBe(428);
    const seen = await put('s1', { ...PROOF, destination: 'BE' }, { 'if-match': '"1"' });
    expect([seen.status, seen.body.destination]).toEqual([200, 'BE']);
    const codes = async (entryId: string, body: unknown, headers = {}) => {
      const { status, body: problem } = await put(entryId, body, headers);
      return [status, problem.type, problem.errors?.[0]?.pointer];
    };
    expect(await codes('nobody', PROOF)).toEqual([404, '/problems/reporting.unknown-supply', undefined]);
    expect(await codes('home', PROOF)).toEqual([422, '/problems/reporting.no-supply', undefined]);
    const voucher = { ...PROOF, voucherIds: ['missing'] };
    expect(await codes('s1', voucher, { 'if-match': '*' })).toEqual([
      422,
      '/problems/reporting.invalid-proof',
      '/voucherIds/0',
    ]);
    const own = { ...PROOF, vatId: 'DE123456789' };
    expect((await codes('s1', own, { 'if-match': '*' }))[2]).toBe('/vatId');
    expect((await put('s1', { ...PROOF, destination: 'DE' })).status).toBe(400);
  });

  it('checks of VAT ids are kept in their order, each moment once', async () => {
    const body = { vatId: 'ATU12345678', checkedAt: '2026-02-01T09:00:00.000Z', result: 'invalid' };
    const post = (more: object = {}) =>
      call('POST', 'vat-id-checks', { body: { ...body, qualified: false, ...more } });
    expect((await post()).status).toBe(201);
    expect((await post()).status).toBe(409);
    expect((await post({ checkedAt: '2126-01-01T00:00:00.000Z' })).status).toBe(422);
    expect((await post({ vatId: 'AT1234' })).body.type).toBe('/problems/reporting.invalid-vat-id');
    const query = { vatId: 'ATU12345678' };
    const { items } = (await call('GET', 'vat-id-checks', { query })).body;
    expect(items).toMatchObject([{ checkedAt: body.checkedAt, result: 'invalid', by: 'anna' }]);
  });
});
