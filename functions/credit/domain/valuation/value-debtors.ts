import { divideRounded, formatMinor } from '../../../../shared/kernel/money.ts';
import { AGEING_BUCKETS, type AgeingBucket } from '../../../receivables/rules.ts';
import { computeProvisionMatrix } from '../figures/provision-matrix.ts';
import { rational } from '../figures/rational.ts';
import type { AgeingAmounts } from '../portfolio/portfolio-row.ts';

/** What is said of a single debtor whose claims are in doubt. */
export interface SpecificLoss {
  /** Share of what is not covered that is taken to be lost, 0 to 1. */
  readonly share: string;
  /** Expected to last (voraussichtlich dauernd): only then does the tax balance sheet follow. */
  readonly lasting: boolean;
}

/** A debtor on the closing day. Amounts in minor units. */
export interface ValuedDebtor {
  readonly customer: string;
  /** Open items with VAT, by days overdue. */
  readonly ageing: AgeingAmounts;
  /** What is owed without VAT, credits taken off; not negative. */
  readonly netMinor: bigint;
  /** Collateral and what an insurer covers. */
  readonly coveredMinor: bigint;
  readonly isPublicBody: boolean;
  readonly specific?: SpecificLoss | undefined;
}

export interface ValuationTerms {
  /** Share of the rest that experience says will be lost. */
  readonly generalShare: string;
  /** The same for the tax balance sheet; "0" where the tax office does not follow. */
  readonly taxGeneralShare: string;
  /** Loss rates by bucket (IFRS 9), and what is expected of the future as a factor on all of them. */
  readonly matrix: Readonly<Record<AgeingBucket, string>>;
  readonly adjustment: string;
}

/** Which value a debtor's claims were given by; everyone stands in one place. */
export type Treatment = 'specific' | 'general' | 'public' | 'covered' | 'nothing-owed';

export interface DebtorValue {
  readonly customer: string;
  readonly treatment: Treatment;
  readonly netMinor: bigint;
  /** Net without what is covered. */
  readonly uncoveredMinor: bigint;
  /** Specific allowances; the general one is of all others together. */
  readonly hgbMinor: bigint;
  readonly taxMinor: bigint;
}

export interface Allowances {
  readonly specificMinor: bigint;
  readonly generalMinor: bigint;
}

export interface Valuation {
  readonly netMinor: bigint;
  /** What the general allowance is taken of. */
  readonly generalBaseMinor: bigint;
  readonly hgb: Allowances;
  readonly tax: Allowances;
  readonly ifrs: {
    readonly buckets: readonly {
      readonly name: AgeingBucket;
      readonly balanceMinor: bigint;
      readonly provisionMinor: bigint;
    }[];
    readonly matrixMinor: bigint;
    readonly specificMinor: bigint;
  };
  readonly debtors: readonly DebtorValue[];
}

function shareOf(minor: bigint, share: string): bigint {
  const { numerator, denominator } = rational(share);
  return divideRounded(minor * numerator, denominator);
}

function treatmentOf({ netMinor, specific, isPublicBody }: ValuedDebtor, uncoveredMinor: bigint): Treatment {
  if (netMinor === 0n) return 'nothing-owed';
  if (specific) return 'specific';
  if (uncoveredMinor === 0n) return 'covered';
  return isPublicBody ? 'public' : 'general';
}

function valueOne(debtor: ValuedDebtor): DebtorValue {
  const { customer, netMinor, coveredMinor, specific } = debtor;
  const uncoveredMinor = netMinor > coveredMinor ? netMinor - coveredMinor : 0n;
  const treatment = treatmentOf(debtor, uncoveredMinor);
  const hgbMinor = treatment === 'specific' && specific ? shareOf(uncoveredMinor, specific.share) : 0n;
  return {
    customer,
    treatment,
    netMinor,
    uncoveredMinor,
    hgbMinor,
    taxMinor: specific?.lasting ? hgbMinor : 0n,
  };
}

/**
 * HGB, tax and IFRS values of receivables from one reading of one day. HGB (§253 Abs. 4, lower value of current assets):
 * Einzelwertberichtigung a debtor, on what is owed without VAT and not covered; Pauschalwertberichtigung on the rest, without
 * what is covered and what public bodies owe. Tax (§6 Abs. 1 Nr. 2 Satz 2 EStG): of specific allowances those that are
 * expected to last, and a general one by a share of its own. IFRS 9 (5.5.15, B5.5.35): the provision matrix on balances with
 * VAT of all debtors without a specific allowance, and the specific ones as they are. Each amount is rounded once.
 * @throws credit.impossible-figure where a rate of the matrix is no share
 */
export function valueDebtors(debtors: readonly ValuedDebtor[], terms: ValuationTerms): Valuation {
  const values = debtors.map(valueOne);
  const sum = (some: readonly DebtorValue[], of: (one: DebtorValue) => bigint) =>
    some.reduce((total, one) => total + of(one), 0n);
  const general = values.filter(({ treatment }) => treatment === 'general');
  const generalBaseMinor = sum(general, ({ uncoveredMinor }) => uncoveredMinor);
  const specificMinor = sum(values, ({ hgbMinor }) => hgbMinor);
  return {
    netMinor: sum(values, ({ netMinor }) => netMinor),
    generalBaseMinor,
    hgb: { specificMinor, generalMinor: shareOf(generalBaseMinor, terms.generalShare) },
    tax: {
      specificMinor: sum(values, ({ taxMinor }) => taxMinor),
      generalMinor: shareOf(generalBaseMinor, terms.taxGeneralShare),
    },
    ifrs: { ...matrixOf(debtors, terms), specificMinor },
    debtors: values,
  };
}

function matrixOf(debtors: readonly ValuedDebtor[], { matrix, adjustment }: ValuationTerms) {
  const collective = debtors.filter(({ specific }) => !specific);
  const balances = AGEING_BUCKETS.map((name) => ({
    name,
    balanceMinor: collective.reduce((sum, { ageing }) => sum + ageing[name], 0n),
  }));
  // Two decimals throughout: minor units are written as such, and read back.
  const { buckets } = computeProvisionMatrix({
    buckets: balances.map(({ name, balanceMinor }) => ({
      name,
      balance: formatMinor(balanceMinor, 'EUR'),
      lossRate: matrix[name],
    })),
    adjustment,
  });
  const shown = balances.map((balance, at) => ({
    ...balance,
    provisionMinor: BigInt((buckets[at]?.provision ?? '0').replace('.', '')),
  }));
  return { buckets: shown, matrixMinor: shown.reduce((sum, { provisionMinor }) => sum + provisionMinor, 0n) };
}
