import type { ChartAccount } from '../charts/chart-account.ts';
import type { NewEntry } from '../entry.ts';
import type { TaxTag } from './read-tax-tag.ts';
import type { TaxKind } from './tax-rule.ts';

/** What one line of an entry means for the VAT return. */
export interface VatLine {
  /** Which line of the entry, from 0. */
  readonly index: number;
  readonly account: string;
  /**
   * `base`: net amount of a supply or purchase; `owed` and `deductible`: tax on a tax account; `prepaid`: special
   * advance payment; `transfer`: a tax account being emptied, which declares nothing.
   */
  readonly role: 'base' | 'owed' | 'deductible' | 'prepaid' | 'transfer';
  readonly kind: TaxKind | 'import' | 'settlement';
  /** DATEV's Sachverhalt of a reverse charge, where anything tells it. */
  readonly reverseChargeCase?: string;
  /** Which side of the tax office's account a tax line stands on; absent on other lines. */
  readonly side?: 'owed' | 'deductible';
  /** Kennzahl that the amount is declared on. Absent: none, the amount is only reconciled. */
  readonly kz?: string;
  /** For tax owed: Kennzahl of the base from which the form computes it. */
  readonly computedFromKz?: string;
  /** Debit minus credit. */
  readonly debitMinor: bigint;
  readonly partner?: string;
  /** A claim that cannot be collected reduces the base (§17 Abs. 2 Nr. 1 UStG): the form wants to know it besides (Kz 50). */
  readonly uncollectible?: true;
  /** Supplies (§3 Abs. 1b UStG) and services (§3 Abs. 9a UStG) without consideration: the annual return tells them apart. */
  readonly withoutConsideration?: 'supply' | 'service';
}

/** A line of an entry with what its account and its tag say. */
export interface KnownLine {
  readonly index: number;
  readonly line: NewEntry['lines'][number];
  readonly chartAccount: ChartAccount | undefined;
  readonly carriesTax: boolean;
  readonly tag: TaxTag | undefined;
}

function amountOf({ line }: KnownLine): bigint {
  return (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n);
}

/** What every reading of a line begins with. */
export function describe(known: KnownLine) {
  const { partner } = known.line;
  return {
    index: known.index,
    account: known.line.account,
    debitMinor: amountOf(known),
    ...(partner === undefined ? {} : { partner }),
  };
}

export type Described = ReturnType<typeof describe>;

/** Kind and case of a rule, as they stand on a line of the return. */
export function caseOf({ kind, reverseChargeCase, vatReturnKz }: TaxTag) {
  // Of the Kennzahlen of §13b only 46 stands for one case that has a period of its own.
  const told =
    reverseChargeCase ?? (kind.startsWith('reverse-charge') && vatReturnKz === '46' ? '7' : undefined);
  return { kind, reverseChargeCase: told === undefined ? {} : { reverseChargeCase: told } };
}
