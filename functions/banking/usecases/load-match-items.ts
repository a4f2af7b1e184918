import type { LedgerCompany } from '../../ledger/reader.ts';
import {
  discountMinorOf,
  discountsOf,
  openMinorOf,
  type Receivables,
  remainingMinorOf,
} from '../../receivables/books.ts';
import type { MatchItem } from '../domain/matching/propose-matches.ts';

/** Every open item of a company as matching looks at it, whatever was booked up to now. */
export async function loadMatchItems(
  receivables: Pick<Receivables, 'follow' | 'reader'>,
  company: LedgerCompany,
): Promise<MatchItem[]> {
  await receivables.follow(company);
  const open = await receivables.reader.allOpenItems(company.id);
  const partners = await receivables.reader.partnersOf(
    company.id,
    open.map(({ account }) => account),
  );
  return open.map((item): MatchItem => {
    const { id, account, documentNumber } = item;
    const partner = partners.get(account);
    return {
      id,
      account,
      openMinor: openMinorOf(item),
      currency: company.currency,
      documentNumber,
      partnerName: partner?.name,
      partnerIban: partner?.iban,
      discounts: discountsOf(item).map((terms) => ({
        until: terms.until,
        amountMinor: discountMinorOf(remainingMinorOf(item), terms),
      })),
    };
  });
}
