import { describe, expect, inject, it } from 'vitest';
import { targetDayFrom } from '../../../functions/payments/domain/sepa/target-calendar.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { askAs } from '../../support/installation.ts';
import { SETTINGS, VENDOR } from '../../support/payments-fixtures.ts';
import { statusReport } from '../../support/status-report.ts';
import { ANY_VERSION, createCompany, importFile } from '../../support/stories.ts';

const today = new Date().toISOString().slice(0, 10);

describe('paying a vendor', () => {
  it('proposed, approved by somebody else, sent; what the bank rejects is open again; another run is cancelled', async () => {
    const { id, ask, at } = await createCompany();
    await ask('PUT', at('/members/second'), { roles: ['accountant'] });
    const second = await askAs(inject('endpoints').api, 'second');
    expect((await ask('PUT', at('/payment-settings'), SETTINGS)).status).toBe(200);
    expect((await ask('PUT', at('/partners/v-1'), VENDOR)).status).toBe(201);
    const invoice = {
      date: today,
      amount: '119.00',
      debitAccount: '4930',
      creditAccount: '70000',
      taxCode: '9',
    };
    expect(
      (await ask('POST', at('/postings'), { ...invoice, documentNumber: 'ER-1', text: 'Paper' })).status,
    ).toBe(201);
    const executionDate = targetDayFrom(addDays(today, 1));
    const wish = { kind: 'transfer', executionDate, payUntil: addDays(today, 60) };
    const proposed = await ask('POST', at('/payment-runs'), wish);
    expect([proposed.status, proposed.body.total]).toEqual([201, '116.62']);
    const run = at(`/payment-runs/${proposed.body.id}`);
    expect((await ask('POST', `${run}/approval`)).status).toBe(403);
    const approved = await second('POST', `${run}/approval`);
    expect([approved.status, approved.body.state]).toEqual([200, 'booked']);
    const file = await ask('GET', `${run}/file`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
    expect(file.body).toContain('<CtrlSum>116.62</CtrlSum>');
    const payments = [{ id: approved.body.payments[0].endToEndId, status: 'RJCT', code: 'AC04' }];
    const content = statusReport({ messageId: `PAY-${proposed.body.id.slice(4)}`, payments });
    const report = { name: 'report.xml', content };
    expect(await importFile({ id, ask, at }, 'payment-status', report)).toMatchObject({
      state: 'done',
      done: 1,
    });
    expect((await ask('GET', run)).body.payments[0]).toMatchObject({ state: 'rejected', reason: 'AC04' });
    const wrong = await importFile({ id, ask, at }, 'payment-status', { name: 'x', content: '<x/>' });
    expect(wrong).toMatchObject({ state: 'failed' });
    const again = await ask('POST', at('/payment-runs'), wish);
    expect(again.body.total).toBe('116.62');
    const next = at(`/payment-runs/${again.body.id}`);
    expect((await second('POST', `${next}/approval`)).body.state).toBe('booked');
    expect((await second('POST', `${next}/cancellation`)).body.state).toBe('cancelled');
    const third = await ask('POST', at('/payment-runs'), wish);
    const leaveOut = third.body.payments[0].items.map(({ item }: { item: string }) => item);
    const place = at(`/payment-runs/${third.body.id}`);
    expect((await ask('PATCH', place, { leaveOut }, ANY_VERSION)).body.total).toBe('0.00');
    const { body } = await ask('GET', at(`/reports/open-items?side=payable&asOf=${executionDate}`));
    expect([body.total, body.difference]).toEqual(['119.00', '0.00']);
  });

  it('a mandate is collected with, and revoked', async () => {
    const { ask, at } = await createCompany();
    await ask('PUT', at('/payment-settings'), SETTINGS);
    await ask('PUT', at('/partners/k-1'), { kind: 'customer', name: 'Kunde', account: '10000' });
    const mandate = { partner: 'k-1', iban: 'DE02120300000000202051', signedOn: '2026-01-02' };
    const kept = await ask('PUT', at('/mandates/M-1'), mandate);
    expect([kept.status, kept.body.state]).toEqual([201, 'usable']);
    const revoked = await ask('DELETE', at('/mandates/M-1'), undefined, {
      'if-match': kept.headers.get('etag') ?? '',
    });
    expect(revoked.status).toBe(204);
    expect((await ask('GET', at('/mandates/M-1'))).body.state).toBe('revoked');
  });
});
