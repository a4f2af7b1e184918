import { expect, it } from 'vitest';
import { askFor, createCompany } from '../../support/stories.ts';

it('anyone of a company computes figures of credit risk; every published vector comes out', async () => {
  const company = await createCompany();
  const calculate = (name: string, body: unknown, status = 200) =>
    askFor(company, status, 'POST', `/calculations/${name}`, body);
  const firm = { workingCapital: '100', retainedEarnings: '400', ebit: '50', totalAssets: '1000' };
  const owed = { ...firm, totalLiabilities: '700' };
  const listed = await calculate('altman-z', { ...owed, variant: 'z', equityValue: '600', sales: '1500' });
  expect([Number(listed.score).toFixed(2), listed.zone]).toEqual(['2.86', 'grey']);
  const own = { ...owed, equityValue: '300' };
  const own1 = await calculate('altman-z', { ...own, variant: 'z-private', sales: '1500' });
  expect([own1.score, own1.zone]).toEqual(['2.243', 'grey']);
  const own2 = await calculate('altman-z', { ...own, variant: 'z-service' });
  expect([own2.unrounded, own2.zone, own2.components.length]).toEqual(['2.746', 'safe', 4]);

  const loss = { ead: '30000000', pd: '0.04', lgd: '0.40' };
  expect(await calculate('expected-loss', { ...loss, lgdStdDev: '0.40' })).toMatchObject({
    expectedLoss: '480000.00',
    unexpectedLoss: '3360000.00',
  });
  expect(await calculate('expected-loss', loss)).toEqual({ expectedLoss: '480000.00', lossRate: '0.016' });

  const rates = [
    ['15000', '0.003'],
    ['7500', '0.016'],
    ['4000', '0.036'],
    ['2500', '0.066'],
    ['1000', '0.106'],
  ];
  const buckets = rates.map(([balance, lossRate], index) => ({ name: `bucket ${index}`, balance, lossRate }));
  const matrix = await calculate('provision-matrix', { buckets });
  expect(matrix.buckets.map(({ provision }: { provision: string }) => Number(provision))).toEqual([
    45, 120, 144, 165, 106,
  ]);
  expect(matrix.total).toBe('580.00');
  const flow = ['100000', '50000', '23000', '8000', '2000'].map((reached, at) => ({
    name: `${at}`,
    reached,
  }));
  const balances = ['300000', '140000', '60000', '23000', '5000'];
  expect(await calculate('provision-matrix', { flow, balances })).toMatchObject({ total: '27567.39' });

  const sales = ['100000', '80000', '70000'].map((amount) => ({ amount, days: '30' }));
  expect(await calculate('dso', { receivables: '212000', sales })).toMatchObject({ days: '73.71' });
  const few = await calculate('dso', { receivables: '212000', sales: sales.slice(0, 2) }, 422);
  expect(few).toMatchObject({ type: '/problems/credit.impossible-figure', errors: [{ pointer: '/sales' }] });

  expect(await calculate('concentration', { exposures: ['30', '30', '20', '20'] })).toMatchObject({
    hhi: '2600',
  });
  const six = { exposures: ['32', '25', '19', '9', '8', '7'] };
  expect(await calculate('concentration', six)).toMatchObject({ hhi: '2204' });
  expect((await calculate('concentration', { exposures: [] }, 422)).errors[0].pointer).toBe('/exposures');
  expect((await calculate('concentration', { exposures: [30] }, 400)).errors[0].pointer).toBe('/exposures/0');
});
