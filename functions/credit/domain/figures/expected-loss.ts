import { figureReader } from './figure-reader.ts';
import { add, multiply, ONE, squareRoot, subtract, toFixed, toShortest } from './rational.ts';

export interface ExpectedLossInput {
  /** Exposure at default. */
  readonly ead: string;
  /** Probability of default, 0 to 1. */
  readonly pd: string;
  /** Loss given default, 0 to 1. */
  readonly lgd: string;
  /** Standard deviation of the loss given default, 0 to 1; with it comes the unexpected loss. */
  readonly lgdStdDev?: string | undefined;
}

export interface ExpectedLoss {
  readonly expectedLoss: string;
  /** PD times LGD. */
  readonly lossRate: string;
  readonly unexpectedLoss?: string;
  /** What is under the root: PD · σ² + LGD² · PD · (1 − PD), exact. */
  readonly variance?: string;
  /** Its root with 12 decimals. */
  readonly standardDeviation?: string;
}

const RATE_DECIMALS = 48; // four factors of 12 decimals each: nothing is cut off
const ROOT_DECIMALS = 12;

/**
 * EL = PD · LGD · EAD, and the standard deviation of the loss (unexpected loss) where losses at default vary independently
 * of default: UL = EAD · √(PD · σ² + LGD² · PD · (1 − PD)) (Ong, "Internal Credit Risk Models", 1999, chapter 5). EL is exact
 * until it is rounded half up to the decimals of `ead`, two at least; UL is the root of the exact EAD² · variance, right to
 * the last decimal. @throws credit.impossible-figure
 */
export function computeExpectedLoss(input: ExpectedLossInput): ExpectedLoss {
  const reader = figureReader();
  const ead = reader.readAmount(input.ead, '/ead', 'not-negative');
  const pd = reader.read(input.pd, '/pd', 'share');
  const lgd = reader.read(input.lgd, '/lgd', 'share');
  const { lgdStdDev } = input;
  const deviation = lgdStdDev === undefined ? undefined : reader.read(lgdStdDev, '/lgdStdDev', 'share');
  reader.assertRead();
  const decimals = reader.amountDecimals();
  const rate = multiply(pd, lgd);
  const expected = {
    expectedLoss: toFixed(multiply(ead, rate), decimals),
    lossRate: toShortest(rate, RATE_DECIMALS),
  };
  if (!deviation) return expected;
  const ofLoss = multiply(pd, multiply(deviation, deviation));
  const ofDefault = multiply(multiply(lgd, lgd), multiply(pd, subtract(ONE, pd)));
  const variance = add(ofLoss, ofDefault);
  const squared = multiply(multiply(ead, ead), variance);
  return {
    ...expected,
    unexpectedLoss: toFixed(squareRoot(squared, decimals), decimals),
    variance: toShortest(variance, RATE_DECIMALS),
    standardDeviation: toShortest(squareRoot(variance, ROOT_DECIMALS), ROOT_DECIMALS),
  };
}
