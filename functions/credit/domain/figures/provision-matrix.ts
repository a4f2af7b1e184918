import { type FigureReader, figureReader } from './figure-reader.ts';
import { compare, divide, multiply, ONE, type Rational, sum, toFixed, toShortest } from './rational.ts';

interface GivenRates {
  readonly buckets: readonly { readonly name: string; readonly balance: string; readonly lossRate: string }[];
}

interface Flow {
  /** What reached each bucket, youngest first; the last element is what was finally lost. */
  readonly flow: readonly { readonly name: string; readonly reached: string }[];
  /** Of each bucket but the loss; where one more is given, it is what counts as lost already. */
  readonly balances: readonly string[];
}

/** `adjustment`: what is expected of the future, as a factor on every rate (IFRS 9 B5.5.35); 1 unless given. */
export type ProvisionMatrixInput = (GivenRates | Flow) & { readonly adjustment?: string | undefined };

export interface ProvisionBucket {
  readonly name: string;
  readonly balance: string;
  /** Share that is expected to be lost, 0 to 1, adjusted; shown with ten decimals, never computed with so few. */
  readonly lossRate: string;
  readonly provision: string;
}

export interface ProvisionMatrix {
  readonly buckets: readonly ProvisionBucket[];
  readonly total: string;
  readonly totalBalance: string;
  /** What is provided of all balances; without where these are zero. */
  readonly averageRate?: string;
}

const SHOWN_DECIMALS = 10;

interface Bucket {
  readonly name: string;
  readonly balance: Rational;
  readonly text: string;
  readonly lossRate: Rational;
}

/**
 * Provision matrix of the simplified approach (IFRS 9 5.5.15, B5.5.35): balance by age times loss rate. From a flow the
 * rate of a bucket is what was finally lost, divided by what reached the bucket. Rates stay exact; each provision is rounded
 * half up to the decimals of the most precise balance, two at least, and the total is the sum of these.
 * @throws credit.impossible-figure
 */
export function computeProvisionMatrix(input: ProvisionMatrixInput): ProvisionMatrix {
  const reader = figureReader();
  const given = 'flow' in input ? bucketsOfFlow(reader, input) : bucketsOfRates(reader, input);
  const { adjustment = '1' } = input;
  const factor = reader.read(adjustment, '/adjustment', 'not-negative');
  reader.assertRead();
  const buckets = given.map((bucket) => ({ ...bucket, lossRate: multiply(bucket.lossRate, factor) }));
  const beyond = buckets.find(({ lossRate }) => compare(lossRate, ONE) > 0);
  if (beyond) reader.complain('/adjustment', `makes more than all of "${beyond.name}" be lost`);
  reader.assertRead();
  const decimals = reader.amountDecimals();
  const provisions = buckets.map(({ balance, lossRate }) => toFixed(multiply(balance, lossRate), decimals));
  const total = sum(provisions.map((provision) => reader.read(provision, '', 'any')));
  const totalBalance = sum(buckets.map(({ balance }) => balance));
  return {
    buckets: buckets.map(({ name, text, lossRate }, index) => ({
      name,
      balance: text,
      lossRate: toShortest(lossRate, SHOWN_DECIMALS),
      provision: provisions[index] ?? '0',
    })),
    total: toFixed(total, decimals),
    totalBalance: toFixed(totalBalance, decimals),
    ...(totalBalance.numerator === 0n
      ? {}
      : { averageRate: toShortest(divide(total, totalBalance), SHOWN_DECIMALS) }),
  };
}

function bucketsOfRates(reader: FigureReader, { buckets }: GivenRates): Bucket[] {
  reader.mustHaveSome(buckets, '/buckets');
  return buckets.map(({ name, balance, lossRate }, index) => ({
    name,
    balance: reader.readAmount(balance, `/buckets/${index}/balance`, 'not-negative'),
    text: balance,
    lossRate: reader.read(lossRate, `/buckets/${index}/lossRate`, 'share'),
  }));
}

function bucketsOfFlow(reader: FigureReader, { flow, balances }: Flow): Bucket[] {
  if (flow.length < 2) reader.complain('/flow', 'must have a bucket, and the loss as its last element');
  const last = flow.length - 1;
  if (balances.length !== last && balances.length !== flow.length)
    reader.complain('/balances', `must be ${last}, one for each element of the flow but the loss`);
  const reached = flow.map((element, index) => {
    const isDivisor = index < balances.length;
    return reader.read(element.reached, `/flow/${index}/reached`, isDivisor ? 'positive' : 'not-negative');
  });
  for (const [index, value] of reached.entries()) {
    const before = reached[index - 1];
    if (before && compare(value, before) > 0)
      reader.complain(`/flow/${index}/reached`, 'must not be more than what reached the bucket before');
  }
  const loss = reached[last] ?? ONE;
  return balances.map((balance, index) => ({
    name: flow[index]?.name ?? '',
    balance: reader.readAmount(balance, `/balances/${index}`, 'not-negative'),
    text: balance,
    lossRate: divide(loss, reached[index] ?? ONE),
  }));
}
