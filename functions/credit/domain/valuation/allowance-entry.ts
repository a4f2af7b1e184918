import type { ChartName, EntryLine } from '../../../ledger/rules.ts';
import { toCompanyNumber } from '../../../ledger/rules.ts';
import type { Allowances } from './value-debtors.ts';

interface AllowanceAccounts {
  /** Stands on the credit side of the balance sheet's receivables. */
  readonly allowance: string;
  readonly addition: string;
  readonly release: string;
}

/** DATEV SKR03 and SKR04 (2026): allowances for claims due within a year, additions to them and releases. */
const ACCOUNTS: Readonly<Record<ChartName, Readonly<Record<keyof Allowances, AllowanceAccounts>>>> = {
  SKR03: {
    specificMinor: { allowance: '0998', addition: '2451', release: '2731' },
    generalMinor: { allowance: '0996', addition: '2450', release: '2730' },
  },
  SKR04: {
    specificMinor: { allowance: '1246', addition: '6923', release: '4923' },
    generalMinor: { allowance: '1248', addition: '6920', release: '4920' },
  },
};

const KINDS = ['specificMinor', 'generalMinor'] as const;

/** The accounts of both allowances with as many digits as the company's have. */
export function allowanceAccounts(chart: ChartName, accountLength: number): Record<keyof Allowances, string> {
  const of = (kind: keyof Allowances) => toCompanyNumber(ACCOUNTS[chart][kind].allowance, accountLength);
  return { specificMinor: of('specificMinor'), generalMinor: of('generalMinor') };
}

/**
 * Lines that bring the allowances from what they are to what they shall be: the difference only. A lower value is added;
 * one that is gone is released (Wertaufholung, §253 Abs. 5 Satz 1 HGB). Nothing where nothing differs.
 */
export function allowanceLines(
  chart: ChartName,
  accountLength: number,
  standing: Allowances,
  wanted: Allowances,
): EntryLine[] {
  const number = (account: string) => toCompanyNumber(account, accountLength);
  return KINDS.flatMap((kind): EntryLine[] => {
    const { allowance, addition, release } = ACCOUNTS[chart][kind];
    const difference = wanted[kind] - standing[kind];
    if (difference > 0n)
      return [
        { account: number(addition), debitMinor: difference },
        { account: number(allowance), creditMinor: difference },
      ];
    if (difference < 0n)
      return [
        { account: number(allowance), debitMinor: -difference },
        { account: number(release), creditMinor: -difference },
      ];
    return [];
  });
}
