import { companyOf } from '../ledger/reader.ts';
import type { Receivables } from './compose.ts';
import { isChargeEntry } from './domain/dunning/charges.ts';
import type { LoadOpenItems, LoadPartners } from './usecases/propose-dunning-run.ts';

const MAX_PAGE = 1_000;

/** Where dunning gets open items and partners from: what customers owe as of a day, and whom it is asked from. */
export function dunningSources({
  books,
  openItems,
  reader,
}: Pick<Receivables, 'books' | 'openItems' | 'reader'>): {
  readonly loadOpenItems: LoadOpenItems;
  readonly loadPartners: LoadPartners;
} {
  return {
    loadOpenItems: async (companyId, asOf) => {
      const company = await companyOf(books, companyId);
      const { items, accounts } = await openItems(company, 'receivable', asOf);
      const partners = new Map(accounts.map(({ account, partner }) => [account, partner]));
      return items.map(({ item: { id, account, entryId, documentNumber, date, dueDate }, openMinor }) => ({
        id,
        account,
        partnerId: partners.get(account)?.id,
        documentNumber,
        date,
        dueDate,
        openMinor,
        ...(isChargeEntry(entryId) ? { isCharge: true } : {}),
        currency: company.currency,
      }));
    },
    loadPartners: async (companyId) => {
      const { language } = await companyOf(books, companyId);
      const partners = [];
      let after: Readonly<Record<string, string>> | undefined;
      do {
        const page = await reader.listPartners(companyId, { limit: MAX_PAGE, after });
        partners.push(...page.items);
        after = page.next;
      } while (after);
      return partners.map((partner) => ({
        ...partner,
        language: partner.language ?? language,
      }));
    },
  };
}
