import { absolute, divideRounded } from '../../../shared/kernel/money.ts';
import type { Side } from './open-item.ts';

/** A line of the invoice's entry, as far as its tax goes. Debit is positive. */
export interface TaxedLine {
  readonly account: string;
  readonly amountMinor: bigint;
  readonly taxCode?: string | undefined;
}

/** The part of an adjustment that falls on one kind and rate of tax; `taxCode` is empty where there is none. */
export interface TaxShare {
  readonly taxCode: string;
  readonly amountMinor: bigint;
}

/**
 * Splits what is taken from an invoice over the taxes that it was booked with, in proportion to their gross amounts
 * (§17 Abs. 1 UStG: the base changes as the consideration does). Net and tax lines of one tag are its gross amount; tax
 * that the recipient owes is in it twice, with both signs. Shares add up to the amount to the cent.
 */
export function splitByTax(amountMinor: bigint, invoiceLines: readonly TaxedLine[]): TaxShare[] {
  const gross = new Map<string, bigint>();
  for (const { taxCode = '', amountMinor: line } of invoiceLines) {
    gross.set(taxCode, (gross.get(taxCode) ?? 0n) - line);
  }
  const total = [...gross.values()].reduce((sum, one) => sum + one, 0n);
  if (total === 0n) return [{ taxCode: '', amountMinor }];
  const denominator = absolute(total);
  const sign = total < 0n ? -1n : 1n;
  let left = amountMinor;
  const parts = [...gross].filter(([, part]) => part !== 0n);
  const shares = parts.map(([taxCode, part], index, all) => {
    const share = index === all.length - 1 ? left : divideRounded(amountMinor * part * sign, denominator);
    left -= share;
    return { taxCode, amountMinor: share };
  });
  return shares.filter((share) => share.amountMinor !== 0n);
}

/** An account that an adjustment may be booked on, by chart, with the tax key that it needs, if any. */
export interface AdjustmentAccount {
  readonly SKR03: string;
  readonly SKR04: string;
  readonly taxKey?: string;
}

const OUTPUT_KEYS = ['3', '2', '5', '4', '11', '13', '12', '46', '47', '1'];
const INPUT_KEYS = ['9', '8', '7', '6', '19', '18', '17', '16', '94', '91', '95', '1'];

function withKeys(SKR03: string, SKR04: string, keys: readonly string[]): AdjustmentAccount[] {
  return [{ SKR03, SKR04 }, ...keys.map((taxKey) => ({ SKR03, SKR04, taxKey }))];
}

function automatic(...pairs: readonly (readonly [string, string])[]): AdjustmentAccount[] {
  return pairs.map(([SKR03, SKR04]) => ({ SKR03, SKR04 }));
}

/** Accounts in the order in which they are tried: first those that compute the tax of one rate themselves. */
const ACCOUNTS: Readonly<
  Record<Side, Readonly<Record<'discount' | 'write-off', readonly AdjustmentAccount[]>>>
> = {
  receivable: {
    discount: [
      ...automatic(['8736', '4736'], ['8731', '4731'], ['8735', '4735'], ['8732', '4732'], ['8743', '4743']),
      ...withKeys('8730', '4730', OUTPUT_KEYS),
    ],
    'write-off': [...automatic(['2406', '6936'], ['2401', '6931']), ...withKeys('2400', '6930', OUTPUT_KEYS)],
  },
  payable: {
    discount: [
      ...automatic(['3736', '5736'], ['3731', '5731'], ['3735', '5735'], ['3732', '5732']),
      ...automatic(['3748', '5748'], ['3746', '5746']),
      ...withKeys('3730', '5730', INPUT_KEYS),
    ],
    'write-off': [...automatic(['3720', '5720'], ['3710', '5710']), ...withKeys('3700', '5700', INPUT_KEYS)],
  },
};

/** Accounts that may take a discount (Skonto) or a write-off of a side; which one fits the tax is tried out. */
export function adjustmentAccounts(side: Side, kind: 'discount' | 'write-off'): readonly AdjustmentAccount[] {
  return ACCOUNTS[side][kind];
}

const CASE = /-case-\d+$/;

/** The tag without DATEV's case: what a posting by key or Automatikkonto comes out with. */
export function tagWithoutCase(taxCode: string): string {
  return taxCode.replace(CASE, '');
}
