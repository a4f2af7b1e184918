import { expect, inject, it } from 'vitest';
import { askAs } from '../../support/installation.ts';
import { ANY_VERSION, askFor, createCompany, fetchLink } from '../../support/stories.ts';

const SENDER = {
  name: 'Story AG',
  address: ['Hafenstraße 12', '20457 Hamburg'],
  iban: 'DE02120300000000202051',
  footer: ['Story AG · Hamburg'],
};

it('a customer is dunned with charges that are booked; the letter is a PDF; undone, all is as before', async () => {
  const company = await createCompany();
  await askFor(company, 201, 'PUT', '/members/second', { roles: ['accountant'] });
  const ask = await askAs(inject('endpoints').api, 'second');
  const second = { ...company, ask };
  const open = (asOf: string) =>
    askFor(company, 200, 'GET', `/reports/open-items?side=receivable&asOf=${asOf}`);

  const usual = await askFor(company, 200, 'GET', '/dunning-settings');
  const settings = {
    ...usual,
    sender: SENDER,
    charges: 'booked',
    dueDatesAgreed: true,
    lumpSumFromLevel: 1,
    levels: usual.levels.map((level: object) => ({ ...level, claimsInterest: true })),
  };
  await askFor(company, 200, 'PUT', '/dunning-settings', settings, { 'if-match': '"0"' });
  const address = { street: 'Weg', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' };
  const customer = { kind: 'customer', name: 'Ada Růžička', account: '10001', address };
  await askFor(company, 201, 'PUT', '/partners/ada', customer);
  const sale = { date: '2026-01-05', amount: '1190.00', debitAccount: '10001', creditAccount: '8400' };
  const invoice = { ...sale, dueDate: '2026-02-04', documentNumber: 'RE-1', text: 'Verkauf' };
  await askFor(company, 201, 'POST', '/postings', invoice);

  const run = await askFor(company, 201, 'POST', '/dunning-runs', { asOf: '2026-02-20' });
  expect(run).toMatchObject({ state: 'proposed', letters: 1 });
  const place = `/dunning-runs/${run.id}`;
  const [proposed] = (await askFor(company, 200, 'GET', `${place}/letters`)).items;
  // 1,190.00 at 10.27 % for 16 days, and the lump sum of §288 (5) BGB.
  expect(proposed).toMatchObject({ interest: '5.36', lumpSum: '40.00', total: '1235.36' });
  await askFor(company, 403, 'POST', `${place}/approval`, { decision: 'approved' });
  expect(await askFor(second, 200, 'POST', `${place}/approval`, { decision: 'approved' })).toMatchObject({
    state: 'approved',
    decidedBy: 'second',
  });
  const letter = await askFor(company, 200, 'GET', `${place}/letters/1`);
  expect((await fetchLink(letter.download.url)).subarray(0, 5).toString()).toBe('%PDF-');
  const dunned = await open('2026-02-20');
  expect([dunned.total, dunned.difference, dunned.items.length]).toEqual(['1235.36', '0.00', 2]);

  expect((await askFor(second, 200, 'POST', `${place}/undo`, {})).state).toBe('undone');
  const undone = await open('2026-02-20');
  expect([undone.total, undone.difference, undone.items.length]).toEqual(['1190.00', '0.00', 1]);
  const again = await askFor(company, 201, 'POST', '/dunning-runs', { asOf: '2026-02-20' });
  expect(again.letters).toBe(1);
  const leaveOut = [{ partnerId: 'ada', reason: 'zahlt morgen' }];
  const next = `/dunning-runs/${again.id}`;
  expect((await askFor(company, 200, 'PATCH', next, { leaveOut }, ANY_VERSION)).letters).toBe(0);

  const claim = { principal: '10000.00', from: '2023-01-01', to: '2023-07-01', debtor: 'consumer' };
  const interest = { ...claim, dayCount: 'act/365' };
  expect(await askFor(company, 200, 'POST', '/calculations/default-interest', interest)).toMatchObject({
    interest: '330.50',
  });
  const rate = { rate: '2.00', source: 'Bundesanzeiger' };
  await askFor(company, 201, 'PUT', '/base-rates/2027-01-01', rate);
  expect((await askFor(company, 200, 'GET', '/base-rates/2027-01-01')).origin).toBe('company');
});
