import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { TaxRule } from '../tax/tax-rule.ts';

export type ChartName = 'SKR03' | 'SKR04';

export type AccountCategory = 'asset' | 'liability' | 'equity' | 'income' | 'expense';

/** What a tax account collects; `rate` in percent times 100, absent where the account takes several rates. */
export interface TaxFunction {
  readonly collects:
    | 'input'
    | 'output'
    | 'output-eu'
    | 'acquisition-input'
    | 'acquisition-output'
    | 'reverse-charge-input'
    | 'reverse-charge-output'
    | 'import'
    | 'foreign'
    | 'settlement';
  readonly rate?: number;
}

/** One account of a chart. */
export interface ChartAccount {
  /** Four digits, leading zeros kept. */
  readonly number: string;
  readonly nameDe: string;
  readonly nameEn: string;
  readonly category: AccountCategory;
  /**
   * `A.` and the place under Aktiva or `P.` and the place under Passiva of §266 HGB (`A.B.II.1`), the number of
   * §275 Abs. 2 HGB (`1`, `5a`), or of the appropriation of profit in §158 Abs. 1 AktG (`158.4a`).
   * Absent: accounts that never reach a statement.
   */
  readonly position?: string;
  readonly taxFunction?: TaxFunction;
  /** Tax that the account computes by itself (Automatikkonto): it takes no tax key but 40. */
  readonly automatic?: TaxRule;
  /** Last two digits of the last account of the company's own that computes its tax alike: `09` for 8400 to 8409. */
  readonly automaticThrough?: string;
  /** Kennzahl of the VAT return (UStVA) that the account's amounts imply. */
  readonly vatReturnKz?: string;
  readonly validFrom?: CalendarDate;
  readonly validTo?: CalendarDate;
  /** A deduction from its line of the balance sheet: it stays there with the balance of the other side. */
  readonly nets?: true;
  /** Codes of the sources that name this number; the README of this folder explains them. */
  readonly confirmedBy: readonly string[];
}
