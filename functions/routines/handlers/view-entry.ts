import { type PostedEntry, toEntryView } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';

/** An entry as the ledger answers it. */
export function viewEntry(entry: PostedEntry, company: LedgerCompany) {
  return toEntryView(entry, company.currency);
}
