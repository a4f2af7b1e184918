import { figureReader } from './figure-reader.ts';
import { compare, divide, multiply, type Rational, rational, sum, toFixed, toShortest } from './rational.ts';

export const ALTMAN_VARIANTS = ['z', 'z-private', 'z-service'] as const;
export type AltmanVariant = (typeof ALTMAN_VARIANTS)[number];
export type AltmanZone = 'distress' | 'grey' | 'safe';

/** Decimals of the score, and of what it is made of. */
export const SCORE_DECIMALS = 3;
export const PART_DECIMALS = 10;

interface Model {
  readonly weights: readonly string[];
  /** A score below is distress, above the other safe; the bounds themselves are grey. */
  readonly distressBelow: string;
  readonly safeAbove: string;
}

/**
 * Weights of X1 to X5. Altman, "Financial Ratios, Discriminant Analysis and the Prediction of Corporate Bankruptcy", Journal
 * of Finance 23 (1968), with 0.999 for X5; Z' (private firms) and Z'' (non-manufacturers, without X5): Altman, "Corporate
 * Financial Distress" (1983) and "Predicting Financial Distress of Companies" (2000).
 */
const MODELS: Readonly<Record<AltmanVariant, Model>> = {
  z: { weights: ['1.2', '1.4', '3.3', '0.6', '0.999'], distressBelow: '1.81', safeAbove: '2.99' },
  'z-private': {
    weights: ['0.717', '0.847', '3.107', '0.420', '0.998'],
    distressBelow: '1.23',
    safeAbove: '2.9',
  },
  'z-service': { weights: ['6.56', '3.26', '6.72', '1.05'], distressBelow: '1.1', safeAbove: '2.6' },
};

export interface AltmanInput {
  readonly variant: AltmanVariant;
  readonly workingCapital: string;
  readonly retainedEarnings: string;
  readonly ebit: string;
  /** Market value of equity for `z`, book value for the others. */
  readonly equityValue: string;
  /** Asked for by `z` and `z-private`; `z-service` does without. */
  readonly sales?: string | undefined;
  readonly totalAssets: string;
  readonly totalLiabilities: string;
}

export interface AltmanComponent {
  readonly name: 'x1' | 'x2' | 'x3' | 'x4' | 'x5';
  readonly ratio: string;
  readonly weight: string;
  readonly value: string;
}

export interface AltmanZ {
  readonly variant: AltmanVariant;
  readonly score: string;
  readonly zone: AltmanZone;
  /** The score with more decimals; the zone comes from the score before any rounding. */
  readonly unrounded: string;
  readonly components: readonly AltmanComponent[];
  readonly zones: { readonly distressBelow: string; readonly safeAbove: string };
}

const NAMES = ['x1', 'x2', 'x3', 'x4', 'x5'] as const;

/** Altman's Z, Z' or Z'', exact until it is written down. Numbers in one unit. @throws credit.impossible-figure */
export function computeAltmanZ(input: AltmanInput): AltmanZ {
  const { variant } = input;
  const model = MODELS[variant];
  const ratios = ratiosOf(input);
  const parts = model.weights.map((weight, index) => {
    const ratio = ratios[index] ?? rational('0');
    return { weight, ratio, value: multiply(rational(weight), ratio) };
  });
  const score = sum(parts.map(({ value }) => value));
  return {
    variant,
    score: toFixed(score, SCORE_DECIMALS),
    zone: zoneOf(score, model),
    unrounded: toShortest(score, PART_DECIMALS),
    components: parts.map(({ weight, ratio, value }, index) => ({
      name: NAMES[index] ?? 'x5',
      ratio: toShortest(ratio, PART_DECIMALS),
      weight,
      value: toShortest(value, PART_DECIMALS),
    })),
    zones: { distressBelow: model.distressBelow, safeAbove: model.safeAbove },
  };
}

/** X1 to X5. @throws credit.impossible-figure */
function ratiosOf(input: AltmanInput): Rational[] {
  const reader = figureReader();
  const assets = reader.read(input.totalAssets, '/totalAssets', 'positive');
  const liabilities = reader.read(input.totalLiabilities, '/totalLiabilities', 'positive');
  const ofAssets = (['workingCapital', 'retainedEarnings', 'ebit'] as const).map((name) =>
    divide(reader.read(input[name], `/${name}`, 'any'), assets),
  );
  const equity = divide(reader.read(input.equityValue, '/equityValue', 'any'), liabilities);
  const { sales = undefined } = input;
  if (sales === undefined && input.variant !== 'z-service')
    reader.complain('/sales', `is missing: ${input.variant} needs it`);
  const turnover = divide(reader.read(sales ?? '0', '/sales', 'not-negative'), assets);
  reader.assertRead();
  return [...ofAssets, equity, turnover];
}

function zoneOf(score: Rational, { distressBelow, safeAbove }: Model): AltmanZone {
  if (compare(score, rational(distressBelow)) < 0) return 'distress';
  return compare(score, rational(safeAbove)) > 0 ? 'safe' : 'grey';
}
