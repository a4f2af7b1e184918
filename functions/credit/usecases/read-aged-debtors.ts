import { invariant } from '../../../shared/kernel/errors.ts';
import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import { kindOfAccount } from '../../ledger/rules.ts';
import type { DebtorReader } from '../../receivables/reader/debtors.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { type AgedDebtor, ageingOf } from '../domain/portfolio/aged-debtor.ts';

export interface ReadAgedDebtorsDeps {
  readonly receivables: Pick<ReceivablesReader, 'loadThrough' | 'partnersOf'> &
    Pick<DebtorReader, 'visitItemsOpenOn'>;
  readonly ledger: Pick<LedgerReader, 'listFiscalYears' | 'loadHead'>;
}

/** Items as of a day, and up to which journal numbers they follow the books. */
export interface ItemsBasis {
  readonly kind: 'items';
  readonly asOfNumbers: Readonly<Record<string, number>>;
  /** Entries of the journal that are no items yet. */
  readonly pendingEntries: number;
}

/**
 * What every debtor owed at the end of a day, from the open items: exact for any day, whether or not the debtor has a
 * credit profile. It makes no items itself, because it may write nothing: it says how far they have come.
 */
export async function readAgedDebtors(
  { receivables, ledger }: ReadAgedDebtorsDeps,
  company: LedgerCompany,
  asOf: string,
  assertTime: () => void,
): Promise<{ readonly debtors: readonly AgedDebtor[]; readonly basis: ItemsBasis }> {
  const through = await receivables.loadThrough(company.id);
  const ageing = ageingOf(asOf);
  let seen = 0;
  await receivables.visitItemsOpenOn(company.id, asOf, (item) => {
    seen += 1;
    if (seen % 1_000 === 0) assertTime();
    if (item.advance) return;
    if (kindOfAccount(item.account, company.accountLength) === 'customer') ageing.add(item);
  });
  const found = ageing.debtors();
  assertTime();
  const partners = await receivables.partnersOf(company.id, [...found.keys()]);
  const debtors = [...found].map(
    ([account, debtor]): AgedDebtor => ({ customer: partners.get(account)?.id ?? account, ...debtor }),
  );
  const years = await ledger.listFiscalYears(company.id);
  const numbers: Record<string, number> = {};
  let pendingEntries = 0;
  for (const { fiscalYear } of years) {
    const head = await ledger.loadHead(company.id, fiscalYear);
    invariant(head, `${company.id} has a fiscal year ${fiscalYear} without a journal`);
    const followed = through.get(fiscalYear) ?? 0;
    numbers[String(fiscalYear)] = followed;
    pendingEntries += Math.max(0, head.nextNumber - 1 - followed);
  }
  return { debtors, basis: { kind: 'items', asOfNumbers: numbers, pendingEntries } };
}
