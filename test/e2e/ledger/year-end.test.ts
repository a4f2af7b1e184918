import { expect, inject, it } from 'vitest';
import { askAs } from '../../support/installation.ts';
import { ANY_VERSION, askFor, createCompany, sale } from '../../support/stories.ts';

it('a year: a draft becomes an entry, a month is closed and opened again by two, and the next year begins', async () => {
  const company = await createCompany();
  await askFor(company, 201, 'PUT', '/members/second', { roles: ['accountant'] });
  const second = { ...company, ask: await askAs(inject('endpoints').api, 'second') };
  const draft = await askFor(company, 201, 'POST', '/drafts', { text: 'Verkauf', date: '2025-01-10' });
  const place = `/drafts/${draft.id}`;
  await askFor(company, 422, 'POST', `${place}/posting`);
  await askFor(company, 200, 'PUT', place, sale('2025-01-10', 100), ANY_VERSION);
  await askFor(company, 201, 'POST', `${place}/posting`);
  const dropped = await askFor(company, 201, 'POST', '/drafts', { text: 'doch nicht' });
  await askFor(company, 204, 'DELETE', `/drafts/${dropped.id}`, undefined, ANY_VERSION);

  const year = '/fiscal-years/2025';
  await askFor(company, 200, 'POST', `${year}/periods/1/closing`, { includingEarlier: true });
  const late = sale('2025-01-20', 10);
  await askFor(company, 422, 'POST', '/journal-entries', late);
  const reason = { reason: 'Rechnung kam später' };
  const asked = await askFor(company, 201, 'POST', `${year}/periods/1/reopenings`, reason);
  const approval = `/reopenings/${asked.id}/approval`;
  await askFor(company, 403, 'POST', approval, { decision: 'approved' });
  expect((await askFor(second, 200, 'POST', approval, { decision: 'approved' })).state).toBe('approved');
  await askFor(company, 201, 'POST', '/journal-entries', late);

  await askFor(company, 200, 'POST', `${year}/closing-entries`);
  await askFor(company, 200, 'POST', '/fiscal-years/2026/opening-entries');
  expect(await askFor(company, 200, 'POST', `${year}/closing`)).toMatchObject({ closed: true });
  const { accounts } = await askFor(company, 200, 'GET', '/reports/trial-balance?asOf=2026-01-01');
  expect(accounts).toContainEqual(expect.objectContaining({ account: '1200', balance: '130.90' }));
  await askFor(company, 204, 'DELETE', '/members/second', undefined, ANY_VERSION);
  await askFor(company, 200, 'PATCH', '', { name: 'Neue Story AG' }, ANY_VERSION);
  expect((await askFor(company, 200, 'GET', '/changes')).items.length).toBeGreaterThan(5);
  expect(await askFor(company, 200, 'GET', '/journal/verification')).toMatchObject({ ok: true });
});
