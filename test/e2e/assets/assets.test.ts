import { expect, it } from 'vitest';
import { askFor, createCompany } from '../../support/stories.ts';

it('assets are bought, depreciated, sold, taken back, and stand in the schedule', async () => {
  const company = await createCompany();
  const bought = { date: '2026-03-10', text: 'Geräte', documentNumber: 'ER-1' };
  await askFor(company, 201, 'POST', '/journal-entries', {
    ...bought,
    lines: [
      { account: '0420', debit: '4200.00' },
      { account: '1200', credit: '4200.00' },
    ],
  });
  const laptop = {
    name: 'Laptop',
    account: '0420',
    acquiredOn: '2026-03-10',
    cost: '1800.00',
    method: 'straight-line',
    usefulLifeMonths: 36,
  };
  const rack = { ...laptop, id: 'RACK', name: 'Rack', cost: '2400.00', usefulLifeMonths: 24 };
  await askFor(company, 201, 'PUT', '/assets/PC-1', laptop);
  await askFor(company, 200, 'POST', '/assets/batch', { assets: [rack] });
  const plan = await askFor(company, 200, 'GET', '/assets/PC-1/plan');
  expect(plan.years[0]).toMatchObject({ depreciation: '500.00' });
  const run = { fiscalYear: 2026, through: '2026-06' };
  const preview = await askFor(company, 200, 'POST', '/depreciation-runs', { ...run, preview: true });
  expect(await askFor(company, 200, 'POST', '/depreciation-runs', run)).toMatchObject({
    complete: true,
    total: preview.total,
    refused: [],
  });
  expect(preview.total).toBe('600.00');
  const sold = { kind: 'disposal', date: '2026-07-15', proceeds: { gross: '1785.00', account: '1200' } };
  const { event, asset } = await askFor(company, 201, 'POST', '/assets/PC-1/events', sold);
  expect(asset.state).toBe('disposed');
  const place = `/assets/PC-1/events/${event.id}/undo`;
  await askFor(company, 200, 'POST', place);
  expect(await askFor(company, 200, 'GET', '/assets/PC-1')).toMatchObject({ state: 'active' });
  const damage = { kind: 'impairment', date: '2026-07-20', amount: '100.00' };
  await askFor(company, 201, 'POST', '/assets/RACK/events', damage);
  await askFor(company, 200, 'POST', '/depreciation-runs', { ...run, through: '2026-12' });
  expect((await askFor(company, 200, 'GET', '/assets')).items).toHaveLength(2);
  const schedule = await askFor(company, 200, 'GET', '/reports/asset-schedule?fiscalYear=2026');
  expect(schedule).toMatchObject({ assets: 2, difference: '0.00', total: { costClosing: '4200.00' } });
  expect(await askFor(company, 200, 'GET', '/reports/asset-schedule/csv?fiscalYear=2026')).toContain(
    '4200,00',
  );
});
