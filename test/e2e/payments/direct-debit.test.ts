import { expect, inject, it } from 'vitest';
import { targetDayFrom } from '../../../functions/payments/domain/sepa/target-calendar.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { askAs } from '../../support/installation.ts';
import { SETTINGS } from '../../support/payments-fixtures.ts';
import { type CamtEntry, camtFile, OWN_IBAN } from '../../support/statement-fixtures.ts';
import { askFor, createCompany, fetchLink, importFile } from '../../support/stories.ts';

const today = new Date().toISOString().slice(0, 10);
const collected = targetDayFrom(addDays(today, 15));

it('a customer is told, collected from and seen in the statement; what the bank gives back is open again', async () => {
  const company = await createCompany();
  await askFor(company, 201, 'PUT', '/members/second', { roles: ['accountant'] });
  const second = { ...company, ask: await askAs(inject('endpoints').api, 'second') };
  await askFor(company, 200, 'PUT', '/payment-settings', SETTINGS);
  await askFor(company, 201, 'PUT', `/bank-accounts/${OWN_IBAN}`, { ledgerAccount: '1200' });
  const address = { street: 'Weg', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' };
  const customer = { kind: 'customer', name: 'Kunde GmbH', account: '10000', address, paymentTermsDays: 0 };
  await askFor(company, 201, 'PUT', '/partners/k-1', customer);
  const mandate = { partner: 'k-1', iban: 'DE02120300000000202051', signedOn: addDays(today, -30) };
  await askFor(company, 201, 'PUT', '/mandates/M-1', mandate);
  const sale = { date: today, amount: '119.00', debitAccount: '10000', creditAccount: '8400' };
  await askFor(company, 201, 'POST', '/postings', { ...sale, documentNumber: 'RE-1', text: 'Verkauf' });

  const wish = { kind: 'direct-debit', executionDate: collected, payUntil: collected };
  const proposed = await askFor(company, 201, 'POST', '/payment-runs', wish);
  expect(proposed.payments).toMatchObject([{ amount: '119.00', mandate: { id: 'M-1', sequence: 'FRST' } }]);
  const run = `/payment-runs/${proposed.id}`;
  const notes = await askFor(company, 200, 'GET', `${run}/pre-notifications`);
  expect(notes.items).toMatchObject([{ state: 'to-be-told' }]);
  const letter = await askFor(company, 200, 'GET', `${run}/pre-notifications/1`);
  expect((await fetchLink(letter.download.url)).subarray(0, 5).toString()).toBe('%PDF-');
  const told = await askFor(company, 200, 'POST', `${run}/pre-notifications`, { on: today });
  expect(told.items).toMatchObject([{ state: 'told', notifiedOn: today }]);

  await askFor(company, 403, 'POST', `${run}/approval`);
  const booked = await askFor(second, 200, 'POST', `${run}/approval`);
  expect(booked.state).toBe('booked');
  const file = await askFor(company, 200, 'GET', `${run}/file`);
  expect(file).toContain('pain.008.001.08');
  expect(file).toContain('<CtrlSum>119.00</CtrlSum>');

  const [{ endToEndId }] = booked.payments;
  const upload = async (id: string, entry: CamtEntry) => {
    const content = camtFile({ id, entries: [{ date: collected, ...entry }] });
    const { importId, state } = await importFile(company, 'bank-statement', { name: `${id}.xml`, content });
    expect(state).toBe('done');
    const { items } = await askFor(company, 200, 'GET', `/bank-transactions?importId=${importId}`);
    return items[0];
  };
  const groupId = `PAY-${endToEndId.slice(0, 26)}-1`;
  const credit = { amount: '119.00', code: 'PMNT-IDDT-ESDD', batch: { groupId }, details: [] };
  expect(await upload('S-1', credit)).toMatchObject({ state: 'booked', run: proposed.id });
  const open = () => askFor(company, 200, 'GET', `/reports/open-items?side=receivable&asOf=${collected}`);
  expect((await askFor(company, 200, 'GET', run)).state).toBe('settled');
  expect((await open()).total).toBe('0.00');

  const back = await upload('S-2', {
    amount: '-124.00',
    code: 'PMNT-IDDT-UPDD',
    details: [{ endToEndId, returnReason: 'AC04', instructed: '119.00', charges: '5.00' }],
  });
  expect(back.proposals).toMatchObject([{ returns: { run: proposed.id, payment: 1, fee: '5.00' } }]);
  const returns = { run: proposed.id, payment: 1, rechargeFee: true };
  const place = `/bank-transactions/${encodeURIComponent(back.id)}/booking`;
  expect(await askFor(company, 201, 'POST', place, { returns })).toMatchObject({ state: 'booked' });
  expect(await open()).toMatchObject({ total: '124.00', difference: '0.00' });
  expect((await askFor(company, 200, 'GET', run)).payments).toMatchObject([{ state: 'returned' }]);
});
