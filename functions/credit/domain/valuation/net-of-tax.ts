import { divideRounded } from '../../../../shared/kernel/money.ts';
import { kindOfAccount, type PostedEntry, signedAmount } from '../../../ledger/rules.ts';
import { rational } from '../figures/rational.ts';
import type { SalesAccounts } from '../portfolio/sales.ts';

/** How much of an amount with VAT is VAT: `tax` of `gross`, as a fraction of two amounts. */
export interface TaxShare {
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
}

const NO_TAX: TaxShare = { taxMinor: 0n, grossMinor: 1n };

/**
 * What of the items of an entry is VAT: its output tax against what it bills to customers. Nothing where it bills without tax, or
 * moves money only. Undefined where the entry does not tell: balances carried forward, or tax that does not fit.
 */
export function taxShareOf(
  { kind, lines }: Pick<PostedEntry, 'kind' | 'lines'>,
  { accountLength, isOutputTax }: SalesAccounts,
): TaxShare | undefined {
  if (kind !== 'regular') return undefined;
  const sum = (some: typeof lines) => some.reduce((total, line) => total + signedAmount(line), 0n);
  const taxMinor = -sum(lines.filter(({ account }) => isOutputTax(account)));
  if (taxMinor === 0n) return NO_TAX;
  const grossMinor = sum(lines.filter(({ account }) => kindOfAccount(account, accountLength) === 'customer'));
  const fits =
    grossMinor > 0n ? taxMinor > 0n && taxMinor < grossMinor : taxMinor < 0n && taxMinor > grossMinor;
  return fits ? { taxMinor, grossMinor } : undefined;
}

/** VAT of so many percent that is contained in an amount: rate "0.19" is 19 of 119. */
export function containedTax(rate: string): TaxShare {
  const { numerator, denominator } = rational(rate);
  return { taxMinor: numerator, grossMinor: denominator + numerator };
}

/** An amount without its VAT, rounded half away from zero. */
export function netMinor(amountMinor: bigint, { taxMinor, grossMinor }: TaxShare): bigint {
  const [tax, gross] = grossMinor < 0n ? [-taxMinor, -grossMinor] : [taxMinor, grossMinor];
  return amountMinor - divideRounded(amountMinor * tax, gross);
}
