import { invariant } from '../../../../shared/kernel/errors.ts';
import type { LedgerCompany } from '../../../ledger/reader.ts';
import { kindOfAccount } from '../../../ledger/rules.ts';
import type { DebtorReader } from '../../../receivables/reader/debtors.ts';
import { ageingOf } from '../../domain/portfolio/aged-debtor.ts';
import {
  type ItemSums,
  type Reconciliation,
  receivablesOf,
  reconcileToLedger,
} from '../../domain/valuation/reconcile-to-ledger.ts';

export interface ReadReconciledItemsDeps {
  readonly receivables: Pick<DebtorReader, 'visitItemsOpenOn'>;
  readonly followItems: (company: LedgerCompany) => Promise<void>;
  /** Balance of every account at the end of a day, debit positive. */
  readonly balancesOf: (company: LedgerCompany, asOf: string) => Promise<ReadonlyMap<string, bigint>>;
}

export interface ReconciledItems {
  readonly ageing: ReturnType<typeof ageingOf>;
  readonly reconciliation: Reconciliation;
}

/** Items and ledger are read one after the other: what is booked or cleared between them makes them differ once. */
const ATTEMPTS = 2;

/** The open items of customers at the end of a day, without advances that were asked for, beside the ledger's balances. */
export async function readReconciledItems(
  deps: ReadReconciledItemsDeps,
  company: LedgerCompany,
  asOf: string,
  assertTime: () => void,
): Promise<ReconciledItems> {
  for (let attempt = 1; ; attempt += 1) {
    const read = await readOnce(deps, company, asOf, assertTime);
    if (read.reconciliation.differing === 0 || attempt === ATTEMPTS) return read;
  }
}

async function readOnce(
  deps: ReadReconciledItemsDeps,
  company: LedgerCompany,
  asOf: string,
  assertTime: () => void,
): Promise<ReconciledItems> {
  const { chart, accountLength } = company;
  invariant(chart !== 'none', 'a chart whose collective account is known');
  await deps.followItems(company);
  const [ageing, advances] = [ageingOf(asOf), ageingOf(asOf)];
  await deps.receivables.visitItemsOpenOn(company.id, asOf, (item) => {
    if (kindOfAccount(item.account, accountLength) === 'customer')
      (item.advance ? advances : ageing).add(item);
  });
  assertTime();
  const balances = await deps.balancesOf(company, asOf);
  assertTime();
  const ledger = receivablesOf(balances, chart, accountLength);
  return { ageing, reconciliation: reconcileToLedger(sumsOf(ageing, advances), ledger) };
}

function sumsOf(
  ageing: ReconciledItems['ageing'],
  advances: ReconciledItems['ageing'],
): Map<string, ItemSums> {
  const sums = new Map<string, ItemSums>();
  const add = (account: string, itemsMinor: bigint, advancesMinor: bigint) => {
    const sum = sums.get(account);
    sums.set(account, {
      itemsMinor: (sum?.itemsMinor ?? 0n) + itemsMinor,
      advancesMinor: (sum?.advancesMinor ?? 0n) + advancesMinor,
    });
  };
  for (const { account, openMinor } of ageing.items()) add(account, openMinor, 0n);
  for (const { account, openMinor } of advances.items()) add(account, 0n, openMinor);
  return sums;
}
