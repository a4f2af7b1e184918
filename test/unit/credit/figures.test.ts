import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AltmanInput, computeAltmanZ } from '../../../functions/credit/domain/figures/altman-z.ts';
import { computeConcentration } from '../../../functions/credit/domain/figures/concentration.ts';
import { computeDso } from '../../../functions/credit/domain/figures/dso.ts';
import { computeExpectedLoss } from '../../../functions/credit/domain/figures/expected-loss.ts';
import { computeProvisionMatrix } from '../../../functions/credit/domain/figures/provision-matrix.ts';

/* Vectors: the project's reference, and where named published ones found besides. */

const firm: AltmanInput = {
  variant: 'z',
  workingCapital: '100',
  retainedEarnings: '400',
  ebit: '50',
  equityValue: '600',
  sales: '1500',
  totalAssets: '1000',
  totalLiabilities: '700',
};
const service = { ...firm, variant: 'z-service', sales: undefined } as const;

function refusal(code: () => unknown): readonly string[] {
  try {
    code();
  } catch (error) {
    const { code: name, details } = error as { code: string; details: { errors: { pointer: string }[] } };
    expect(name).toBe('credit.impossible-figure');
    return details.errors.map(({ pointer }) => pointer);
  }
  throw new Error('was not refused');
}

describe('Altman Z', () => {
  it('of the reference: Z of a listed firm, Z′ of a private one', () => {
    expect(computeAltmanZ(firm)).toMatchObject({ score: '2.858', zone: 'grey', unrounded: '2.8577857143' });
    const own = computeAltmanZ({ ...firm, variant: 'z-private', equityValue: '300' });
    expect(own).toMatchObject({ score: '2.243', zone: 'grey', unrounded: '2.24285' });
    expect(own.components).toContainEqual({
      name: 'x4',
      ratio: '0.4285714286',
      weight: '0.420',
      value: '0.18',
    });
  });

  it('of wizedu.com 366502 (0.34, 0.15, 0, 0.8, 1.6 gives 2.70) and assignmentexpert.com 122120 (2.96)', () => {
    const ratios = { totalAssets: '1', totalLiabilities: '1' };
    const first = { workingCapital: '0.34', retainedEarnings: '0.15', ebit: '0', equityValue: '0.8' };
    expect(Number(computeAltmanZ({ ...firm, ...ratios, ...first, sales: '1.6' }).score)).toBeCloseTo(2.7, 2);
    const other = { workingCapital: '0.2', retainedEarnings: '0', ebit: '0.2', equityValue: '0.1' };
    expect(Number(computeAltmanZ({ ...firm, ...ratios, ...other, sales: '2' }).score)).toBeCloseTo(2.96, 2);
  });

  it('of non-manufacturers has four parts, and takes no notice of sales', () => {
    const score = computeAltmanZ(service);
    expect(score.components.map(({ weight }) => weight)).toEqual(['6.56', '3.26', '6.72', '1.05']);
    expect(score).toMatchObject({ unrounded: '3.196', zone: 'safe' });
    expect(computeAltmanZ({ ...service, sales: '9' })).toEqual(score);
  });

  it.each([
    ['z', '1.809999', 'distress'],
    ['z', '1.81', 'grey'],
    ['z', '2.99', 'grey'],
    ['z', '2.990001', 'safe'],
    ['z-private', '1.23', 'grey'],
    ['z-private', '1.2299999', 'distress'],
    ['z-private', '2.9', 'grey'],
    ['z-private', '2.9000001', 'safe'],
    ['z-service', '1.1', 'grey'],
    ['z-service', '1.09999', 'distress'],
    ['z-service', '2.6', 'grey'],
    ['z-service', '2.60001', 'safe'],
  ] as const)('%s of exactly %s is %s: no rounding moves a zone', (variant, wanted, zone) => {
    // Assets so large that only X4 counts, whose weight is taken out by the liabilities.
    const weight = { z: '0.6', 'z-private': '0.42', 'z-service': '1.05' }[variant];
    const only = { workingCapital: '0', retainedEarnings: '0', ebit: '0', sales: '0', totalAssets: '1' };
    const score = computeAltmanZ({
      variant,
      ...only,
      equityValue: wanted,
      totalLiabilities: weight,
    });
    expect([score.unrounded, score.zone]).toEqual([wanted, zone]);
  });

  it('is refused over nothing, and names every field', () => {
    const none = { ...firm, totalAssets: '0', totalLiabilities: '-1', ebit: 'many', sales: undefined };
    expect(refusal(() => computeAltmanZ(none))).toEqual([
      '/totalAssets',
      '/totalLiabilities',
      '/ebit',
      '/sales',
    ]);
    expect(refusal(() => computeAltmanZ({ ...firm, sales: '-1' }))).toEqual(['/sales']);
  });
});

describe('expected loss', () => {
  it.each([
    [
      'the reference',
      { ead: '30000000', pd: '0.04', lgd: '0.40', lgdStdDev: '0.40' },
      '480000.00',
      '3360000.00',
    ],
    ['FRM 506.2', { ead: '50000000', pd: '0.02', lgd: '0.5', lgdStdDev: '0.4' }, '500000.00', '4500000.00'],
    ['PZ 2023091701000130', { ead: '100', pd: '0.04', lgd: '0.5', lgdStdDev: '0.25' }, '2.00', '11.00'],
  ])('of %s', (_, input, expectedLoss, unexpectedLoss) => {
    expect(computeExpectedLoss(input)).toMatchObject({ expectedLoss, unexpectedLoss });
  });

  it('shows what is under the root, and keeps the decimals of the exposure', () => {
    expect(computeExpectedLoss({ ead: '1000.000', pd: '0.04', lgd: '0.4', lgdStdDev: '0.4' })).toEqual({
      expectedLoss: '16.000',
      lossRate: '0.016',
      unexpectedLoss: '112.000',
      variance: '0.012544',
      standardDeviation: '0.112',
    });
    expect(computeExpectedLoss({ ead: '0.5', pd: '0.1', lgd: '0.1' })).toEqual({
      expectedLoss: '0.01',
      lossRate: '0.01',
    });
  });

  it('has the root right to its last digit: the next number below squares to less, the next above to more', () => {
    const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => String(thousandths / 1000));
    fc.assert(
      fc.property(fc.nat(10 ** 9), share, share, share, (ead, pd, lgd, lgdStdDev) => {
        const { unexpectedLoss = '', variance = '' } = computeExpectedLoss({
          ead: String(ead),
          pd,
          lgd,
          lgdStdDev,
        });
        const [whole = '', fraction = ''] = variance.split('.');
        const four = 4n * BigInt(ead) ** 2n * 10_000n * BigInt(whole + fraction); // four times its square, in cents
        const twice = 2n * BigInt(unexpectedLoss.replace('.', ''));
        const square = (value: bigint) => value * value * 10n ** BigInt(fraction.length);
        if (twice > 0n) expect(square(twice - 1n) <= four).toBe(true);
        expect(square(twice + 1n) > four).toBe(true);
      }),
    );
  });

  it('is refused for what is no share, and for negative exposures', () => {
    const wrong = { ead: '-1', pd: '1.01', lgd: '-0.1', lgdStdDev: '4%' };
    expect(refusal(() => computeExpectedLoss(wrong))).toEqual(['/ead', '/pd', '/lgd', '/lgdStdDev']);
  });
});

const ages = ['not due', '1-30', '31-60', '61-90', '91+'];
const matrix = (balances: string[], rates: string[], adjustment?: string) =>
  computeProvisionMatrix({
    buckets: balances.map((balance, index) => ({
      name: ages[index] ?? '',
      balance,
      lossRate: rates[index] ?? '',
    })),
    adjustment,
  });
const flowOf = (reached: string[], balances: string[]) =>
  computeProvisionMatrix({
    flow: reached.map((amount, index) => ({ name: ages[index] ?? '', reached: amount })),
    balances,
  });
const provisions = ({ buckets }: ReturnType<typeof matrix>) =>
  buckets.map(({ provision }) => Number(provision));

describe('the provision matrix', () => {
  it('of the reference (IFRS 9, illustrative example 12)', () => {
    const balances = ['15000', '7500', '4000', '2500', '1000'];
    const result = matrix(balances, ['0.003', '0.016', '0.036', '0.066', '0.106']);
    expect(provisions(result)).toEqual([45, 120, 144, 165, 106]);
    expect(result).toMatchObject({ total: '580.00', totalBalance: '30000.00', averageRate: '0.0193333333' });
  });

  it('of finlearnhub.com: 105,000 / 136,000 / 177,500 / 108,000, sum 526,500', () => {
    const balances = ['7000000', '4000000', '2500000', '1000000'];
    const result = matrix(balances, ['0.015', '0.034', '0.071', '0.108']);
    expect(provisions(result)).toEqual([105_000, 136_000, 177_500, 108_000]);
    expect(result.total).toBe('526500.00');
  });

  it('from the flow of ifrscommunity.com: 2, 4, 8.7, 25 and 100 % give 27,567', () => {
    const result = flowOf(
      ['100000', '50000', '23000', '8000', '2000'],
      ['300000', '140000', '60000', '23000', '5000'],
    );
    expect(result.buckets.map(({ lossRate }) => lossRate)).toEqual([
      '0.02',
      '0.04',
      '0.0869565217',
      '0.25',
      '1',
    ]);
    expect(provisions(result)).toEqual([6000, 5600, 5217.39, 5750, 5000]);
    expect(result.total).toBe('27567.39');
  });

  it('does without a balance of what is lost, and does not round rates on the way', () => {
    const result = flowOf(['3', '1'], ['9000000000.00']);
    expect(result).toMatchObject({ buckets: [{ lossRate: '0.3333333333', provision: '3000000000.00' }] });
    expect(flowOf(['100', '0'], ['50']).total).toBe('0.00');
  });

  it('takes what is expected of the future as a factor, and refuses one beyond everything', () => {
    expect(matrix(['1000'], ['0.5'], '1.5')).toMatchObject({
      total: '750.00',
      buckets: [{ lossRate: '0.75' }],
    });
    expect(refusal(() => matrix(['1000'], ['0.5'], '2.1'))).toEqual(['/adjustment']);
  });

  it('is refused where nothing reached a bucket, more than reached the one before, or lists do not fit', () => {
    expect(refusal(() => matrix([], []))).toEqual(['/buckets']);
    expect(refusal(() => matrix(['-1'], ['1.5']))).toEqual(['/buckets/0/balance', '/buckets/0/lossRate']);
    expect(refusal(() => flowOf(['0', '0'], ['1']))).toEqual(['/flow/0/reached']);
    expect(refusal(() => flowOf(['100', '0', '0'], ['1', '1']))).toEqual(['/flow/1/reached']);
    expect(refusal(() => flowOf(['100', '200', '50'], ['1', '1']))).toEqual(['/flow/1/reached']);
    expect(refusal(() => flowOf(['100', '50'], ['1', '1', '1']))).toEqual(['/balances']);
    expect(refusal(() => flowOf(['100'], []))).toEqual(['/flow']);
  });

  it('adds up: the total is the sum of the provisions, whatever the rates', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, fc.nat(1_000_000)), { minLength: 1, maxLength: 20 }), (rows) => {
        const text = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
        const { buckets, total } = computeProvisionMatrix({
          buckets: rows.map(([minor, rate]) => ({
            name: 'any',
            balance: text(minor),
            lossRate: (rate / 1_000_000).toFixed(6),
          })),
        });
        const inCents = (amount: string) => BigInt(amount.replace('.', ''));
        expect(inCents(total)).toBe(buckets.reduce((sum, { provision }) => sum + inCents(provision), 0n));
      }),
    );
  });
});

const months = (...amounts: string[]) => amounts.map((amount) => ({ amount, days: '30' }));

describe('DSO by count-back', () => {
  it('of the reference, with every step', () => {
    expect(computeDso({ receivables: '212000', sales: months('100000', '80000', '70000') })).toEqual({
      days: '73.71',
      periods: [
        { amount: '100000', days: '30', taken: '100000.00', countedDays: '30' },
        { amount: '80000', days: '30', taken: '80000.00', countedDays: '30' },
        { amount: '70000', days: '30', taken: '32000.00', countedDays: '13.7142857143' },
      ],
    });
  });

  it('counts a month without sales with all its days, takes days as numbers too, and stops when nothing is left', () => {
    const sales = [
      { amount: '50', days: 31 },
      { amount: '0', days: 28 },
      { amount: '100', days: 30 },
    ];
    expect(computeDso({ receivables: '100', sales }).days).toBe('74.00');
    expect(computeDso({ receivables: '50', sales })).toMatchObject({ days: '31.00', periods: [{}] });
    expect(computeDso({ receivables: '0', sales })).toEqual({ days: '0.00', periods: [] });
  });

  it('is refused where the sales do not reach back far enough', () => {
    const short = () => computeDso({ receivables: '180000.01', sales: months('100000', '80000') });
    expect(refusal(short)).toEqual(['/sales']);
    expect(short).toThrow('0.01 of the receivables are older');
    expect(refusal(() => computeDso({ receivables: '0', sales: [] }))).toEqual(['/sales']);
    const wrong = [{ amount: '-1', days: '0' }];
    expect(refusal(() => computeDso({ receivables: '-1', sales: wrong }))).toEqual([
      '/receivables',
      '/sales/0/amount',
      '/sales/0/days',
    ]);
  });
});

describe('concentration', () => {
  it.each([
    [['30', '30', '20', '20'], '2600'],
    [['32', '25', '19', '9', '8', '7'], '2204'],
    [['30', '20', '15', '15', '10', '10'], '1950'],
    [['1', '1', '1'], '3333.33'],
    [['7.5'], '10000'],
    [['5', '0'], '10000'],
  ])('of %j is %s', (exposures, hhi) => {
    expect(computeConcentration(exposures).hhi).toBe(hhi);
  });

  it('shows shares and the number of equal debtors', () => {
    expect(computeConcentration(['1', '2', '3'])).toEqual({
      hhi: '3888.89',
      total: '6.00',
      shares: ['16.6666666667', '33.3333333333', '50'],
      largestShare: '50',
      effectiveNumber: '2.57',
    });
  });

  it('is refused without exposures, with none but zeros, or a negative one', () => {
    expect(refusal(() => computeConcentration([]))).toEqual(['/exposures']);
    expect(refusal(() => computeConcentration(['0', '0.00']))).toEqual(['/exposures']);
    expect(refusal(() => computeConcentration(['1', '-1']))).toEqual(['/exposures/1']);
  });

  it('does not depend on unit or order, and lies between 10,000 / n and 10,000', () => {
    const exposures = fc.array(fc.nat(10 ** 9), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        exposures.filter((all) => all.some((one) => one > 0)),
        (all) => {
          const hhi = (of: number[], unit = '') => computeConcentration(of.map((one) => `${one}${unit}`)).hhi;
          expect(hhi(all.toReversed(), '.000')).toBe(hhi(all.map((one) => one * 10)));
          expect(Number(hhi(all))).toBeLessThanOrEqual(10_000);
          expect(Number(hhi(all))).toBeGreaterThanOrEqual(10_000 / all.length - 0.01);
        },
      ),
    );
  });
});

it.each([
  '',
  '1,5',
  '1e3',
  '+1',
  ' 1',
  '.5',
  '5.',
  '01',
  '--1',
  'NaN',
  '1'.repeat(19),
  `0.${'1'.repeat(13)}`,
  '１',
])('no number: %j', (text) => expect(refusal(() => computeConcentration([text]))).toEqual(['/exposures/0']));
