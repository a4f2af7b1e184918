import type { LedgerCompany, LedgerReader } from '../../../ledger/reader.ts';
import type { ReceivablesReader } from '../../../receivables/reader.ts';
import { parseItemId } from '../../../receivables/rules.ts';
import type { AgedItem } from '../../domain/portfolio/aged-debtor.ts';
import type { SalesAccounts } from '../../domain/portfolio/sales.ts';
import { netMinor, type TaxShare, taxShareOf } from '../../domain/valuation/net-of-tax.ts';
import type { Reconciliation } from '../../domain/valuation/reconcile-to-ledger.ts';
import type { SpecificLoss, ValuedDebtor } from '../../domain/valuation/value-debtors.ts';
import type { CreditReader } from '../../reader.ts';
import { salesAccountsOf } from '../fold-sales.ts';
import { type ReadReconciledItemsDeps, readReconciledItems } from './read-reconciled-items.ts';

export interface ReadValuedDebtorsDeps extends ReadReconciledItemsDeps {
  readonly receivables: ReadReconciledItemsDeps['receivables'] & Pick<ReceivablesReader, 'partnersOf'>;
  readonly ledger: Pick<LedgerReader, 'loadChart' | 'blocksAfter'>;
  readonly reader: Pick<CreditReader, 'loadProfiles'>;
}

/** What whoever values says of debtors, by customer. */
export interface SaidOfDebtors {
  readonly specific: ReadonlyMap<string, SpecificLoss>;
  readonly publicBodies: ReadonlySet<string>;
  /** VAT of items whose entry does not tell it; without one they are named. */
  readonly otherwise: TaxShare | undefined;
}

export interface ReadDebtors {
  readonly debtors: readonly ValuedDebtor[];
  /** Items whose VAT is not known: the first few. */
  readonly untold: readonly string[];
  readonly reconciliation: Reconciliation;
}

const NAMED_ITEMS = 10;

/**
 * Every debtor at the end of a day: open items with and without VAT, less collateral and cover as the profiles have them now.
 * The VAT of an item is that of its own entry, so the journals are walked from the oldest open item on.
 */
export async function readValuedDebtors(
  deps: ReadValuedDebtorsDeps,
  company: LedgerCompany,
  asOf: string,
  said: SaidOfDebtors,
  assertTime: () => void,
): Promise<ReadDebtors> {
  const { ageing, reconciliation } = await readReconciledItems(deps, company, asOf, assertTime);
  const items = ageing.items();
  const shares = await taxSharesOf(deps, company, items, assertTime);
  const net = new Map<string, bigint>();
  const untold: string[] = [];
  for (const { id, account, openMinor } of items) {
    const share = shares.get(id) ?? said.otherwise;
    if (share) net.set(account, (net.get(account) ?? 0n) + netMinor(openMinor, share));
    else untold.push(id);
  }
  const aged = ageing.debtors();
  const partners = await deps.receivables.partnersOf(company.id, [...aged.keys()]);
  const idOf = (account: string) => partners.get(account)?.id ?? account;
  const profiles = await deps.reader.loadProfiles(company.id, [...aged.keys()].map(idOf));
  const covers = new Map(
    profiles.map(({ customer, collateralMinor = 0n, insurance }) => [
      customer,
      collateralMinor + (insurance?.coverMinor ?? 0n),
    ]),
  );
  const debtors = [...aged].map(([account, debtor]): ValuedDebtor => {
    const customer = idOf(account);
    const owed = net.get(account) ?? 0n;
    return {
      customer,
      ageing: debtor.ageing,
      netMinor: owed > 0n ? owed : 0n,
      coveredMinor: covers.get(customer) ?? 0n,
      isPublicBody: said.publicBodies.has(customer),
      specific: said.specific.get(customer),
    };
  });
  return { debtors, untold: untold.slice(0, NAMED_ITEMS), reconciliation };
}

/** The VAT of items by their entries: of each year the blocks behind the oldest item, opened only where one is wanted. */
async function taxSharesOf(
  { ledger }: ReadValuedDebtorsDeps,
  company: LedgerCompany,
  items: readonly AgedItem[],
  assertTime: () => void,
): Promise<Map<string, TaxShare>> {
  const accounts: SalesAccounts = await salesAccountsOf({ ledger }, company);
  const byYear = new Map<number, Map<number, string[]>>();
  for (const { id } of items) {
    const place = parseItemId(id);
    if (!place) continue;
    const numbers = byYear.get(place.fiscalYear) ?? new Map<number, string[]>();
    numbers.set(place.number, [...(numbers.get(place.number) ?? []), id]);
    byYear.set(place.fiscalYear, numbers);
  }
  const shares = new Map<string, TaxShare>();
  for (const [fiscalYear, numbers] of byYear) {
    const wanted = [...numbers.keys()].sort((a, b) => a - b);
    const last = wanted.at(-1) ?? 0;
    for await (const block of ledger.blocksAfter(company.id, fiscalYear, (wanted[0] ?? 1) - 1)) {
      assertTime();
      const isWanted = wanted.some((number) => number >= block.firstNumber && number <= block.lastNumber);
      for (const entry of isWanted ? block.entries() : []) {
        const share = numbers.has(entry.number) ? taxShareOf(entry, accounts) : undefined;
        if (share) for (const id of numbers.get(entry.number) ?? []) shares.set(id, share);
      }
      if (block.lastNumber >= last) break;
    }
  }
  return shares;
}
