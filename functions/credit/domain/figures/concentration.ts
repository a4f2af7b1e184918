import { figureReader } from './figure-reader.ts';
import { compare, divide, multiply, rational, sum, toFixed, toShortest, ZERO } from './rational.ts';

export interface Concentration {
  /** 0 to 10,000; two decimals at most, rounded half up. */
  readonly hhi: string;
  readonly total: string;
  /** In percent, in the order of the exposures. */
  readonly shares: readonly string[];
  /** The largest of them, in percent. */
  readonly largestShare: string;
  /** As many equal debtors would be as concentrated: 10,000 / HHI. */
  readonly effectiveNumber: string;
}

const HUNDRED = rational('100');
const WHOLE = rational('10000');
const HHI_DECIMALS = 2;
const SHARE_DECIMALS = 10;

/**
 * Herfindahl-Hirschman index: the sum of squared percentage shares (as in the Horizontal Merger Guidelines of the US
 * Department of Justice, §5.3 of 2010). Computed from the exposures, not from rounded shares.
 * @throws credit.impossible-figure
 */
export function computeConcentration(exposures: readonly string[]): Concentration {
  const reader = figureReader();
  reader.mustHaveSome(exposures, '/exposures');
  const read = exposures.map((text, index) => reader.readAmount(text, `/exposures/${index}`, 'not-negative'));
  const total = sum(read);
  if (exposures.length > 0 && compare(total, ZERO) === 0)
    reader.complain('/exposures', 'must not be zero all together');
  reader.assertRead();
  const squares = sum(read.map((exposure) => multiply(exposure, exposure)));
  const hhi = divide(multiply(WHOLE, squares), multiply(total, total));
  const largest = read.reduce((a, b) => (compare(a, b) < 0 ? b : a), ZERO);
  const percentOf = (exposure: typeof total) =>
    toShortest(divide(multiply(HUNDRED, exposure), total), SHARE_DECIMALS);
  return {
    hhi: toShortest(hhi, HHI_DECIMALS),
    total: toFixed(total, reader.amountDecimals()),
    shares: read.map(percentOf),
    largestShare: percentOf(largest),
    effectiveNumber: toShortest(divide(WHOLE, hhi), HHI_DECIMALS),
  };
}
