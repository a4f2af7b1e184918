import { sha256Hex } from '../../../../shared/kernel/keyed-hash.ts';
import {
  type ChartName,
  COLLECTIVE_ACCOUNTS,
  kindOfAccount,
  toCompanyNumber,
} from '../../../ledger/rules.ts';

/** What is open on a customer's account at the end of a day, in minor units; what is owed is positive. */
export interface ItemSums {
  /** What is valued. */
  readonly itemsMinor: bigint;
  /** Advances that were asked for: in the ledger, and no claim yet (docs/decisions/0181). */
  readonly advancesMinor: bigint;
}

export interface ComparedAccount extends ItemSums {
  readonly account: string;
  readonly ledgerMinor: bigint;
}

export interface Reconciliation extends ItemSums {
  readonly ledgerMinor: bigint;
  /** How many accounts differ, and the first of them. */
  readonly differing: number;
  readonly accounts: readonly ComparedAccount[];
  /** Of all balances: whether they have moved is seen without keeping them. */
  readonly ledgerDigest: string;
}

const NAMED_ACCOUNTS = 100;
const NONE: ItemSums = { itemsMinor: 0n, advancesMinor: 0n };

/** What items and advances together have more than the ledger. */
export function differenceMinor({
  itemsMinor,
  advancesMinor,
  ledgerMinor,
}: Omit<ComparedAccount, 'account'>): bigint {
  return itemsMinor + advancesMinor - ledgerMinor;
}

/**
 * The balances that stand behind trade receivables: every customer's account, and the collective account of the chart for what
 * was booked on it directly, which is no item and nobody's.
 */
export function receivablesOf(
  balances: ReadonlyMap<string, bigint>,
  chart: ChartName,
  accountLength: number,
): Map<string, bigint> {
  const collective = toCompanyNumber(COLLECTIVE_ACCOUNTS[chart].customers, accountLength);
  const isOne = (account: string) =>
    account === collective || kindOfAccount(account, accountLength) === 'customer';
  return new Map([...balances].filter(([account, minor]) => minor !== 0n && isOne(account)));
}

/** SHA-256 of balances other than zero, whatever their order. */
export function digestOf(balances: ReadonlyMap<string, bigint>): string {
  const lines = [...balances]
    .filter(([, minor]) => minor !== 0n)
    .map(([account, minor]) => `${account}:${minor}`);
  return sha256Hex(lines.sort().join('\n'));
}

/** Sets what is open beside the ledger, account by account: each has to agree, so that no two errors cancel out. */
export function reconcileToLedger(
  open: ReadonlyMap<string, ItemSums>,
  ledger: ReadonlyMap<string, bigint>,
): Reconciliation {
  const compared = [...new Set([...open.keys(), ...ledger.keys()])].sort().map(
    (account): ComparedAccount => ({
      account,
      ...(open.get(account) ?? NONE),
      ledgerMinor: ledger.get(account) ?? 0n,
    }),
  );
  const differing = compared.filter((one) => differenceMinor(one) !== 0n);
  const sum = (of: 'itemsMinor' | 'advancesMinor' | 'ledgerMinor') =>
    compared.reduce((total, one) => total + one[of], 0n);
  return {
    itemsMinor: sum('itemsMinor'),
    advancesMinor: sum('advancesMinor'),
    ledgerMinor: sum('ledgerMinor'),
    differing: differing.length,
    accounts: differing.slice(0, NAMED_ACCOUNTS),
    ledgerDigest: digestOf(ledger),
  };
}
