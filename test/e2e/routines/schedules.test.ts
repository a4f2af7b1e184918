import { expect, inject, it } from 'vitest';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { readZip } from '../../support/read-zip.ts';
import { ANY_VERSION, askFor, createCompany, fetchExportFile, runSchedule } from '../../support/stories.ts';

it('what recurs is booked: by hand up to a day, then by the schedule; every schedule may do its work', async () => {
  const company = await createCompany();
  const fuel = { debitAccount: '4530', creditAccount: '1000', taxCode: '9', text: 'Diesel' };
  await askFor(company, 201, 'PUT', '/posting-templates/fuel', { name: 'Tanken', posting: fuel });
  const filled = { date: '2025-01-10', amount: '119.00' };
  await askFor(company, 201, 'POST', '/posting-templates/fuel/postings', filled);

  const rent = {
    posting: {
      amount: '1190.00',
      debitAccount: '4210',
      creditAccount: '1200',
      text: 'Miete {monthName} {year}',
    },
    start: '2025-01-31',
    end: '2025-04-30',
    everyMonths: 1,
    dayOfMonth: 31,
  };
  await askFor(company, 201, 'PUT', '/recurring-postings/rent', rent);
  const place = '/recurring-postings/rent';
  const run = await askFor(company, 200, 'POST', `${place}/runs`, { through: '2025-02-28' });
  expect(run.booked.map(({ date }: { date: string }) => date)).toEqual(['2025-01-31', '2025-02-28']);
  const insurance = {
    kind: 'deferred-expense',
    account: '4360',
    amount: '120.00',
    from: '2025-01-01',
    to: '2025-12-31',
    date: '2025-01-15',
    method: 'months',
    documentNumber: 'ER-901',
    text: 'Versicherung',
  };
  const accrual = await askFor(company, 201, 'POST', '/accruals', insurance);
  expect([accrual.state, accrual.left, accrual.releases.length]).toEqual(['done', '0.00', 12]);
  const today = new Date().toISOString().slice(0, 10);
  const running = {
    ...insurance,
    from: today,
    date: today,
    to: addDays(today, 80),
    documentNumber: 'ER-902',
  };
  const { id } = await askFor(company, 201, 'POST', '/accruals', running);
  const ended = await askFor(company, 201, 'POST', `/accruals/${id}/cancellation`, { date: today });
  expect([ended.state, ended.left]).toEqual(['cancelled', '0.00']);

  // All of them, so that the role of each is tried: the runner reports what a role lacks.
  for (const name of inject('scheduled').names) await runSchedule(name);
  expect(inject('scheduled').names).toContain('routines-on-schedule');
  expect(await askFor(company, 200, 'GET', place)).toMatchObject({ bookedThrough: '2025-04-30' });
  const march = await askFor(company, 200, 'GET', '/journal-entries/recurring-rent-2025-03-31');
  expect(march).toMatchObject({ text: 'Miete März 2025', postedBy: 'schedule' });
  for (const gone of [place, '/posting-templates/fuel'])
    await askFor(company, 204, 'DELETE', gone, undefined, ANY_VERSION);
  // The seal that was made has a signature that holds, and goes to the auditor.
  const [verified, audit] = await Promise.all([
    fetchExportFile(company, { kind: 'journal-verification' }),
    fetchExportFile(company, { kind: 'gobd', fiscalYear: 2025 }),
  ]);
  expect(JSON.parse(verified.toString())).toMatchObject({ ok: true });
  expect(readZip(audit).get('siegel.csv')?.toString().trimEnd().split('\r\n')).toHaveLength(2);
});
