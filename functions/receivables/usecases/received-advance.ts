import type { Books, PostedEntry } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { shareOfAdvance } from '../domain/advance-shares.ts';
import { itemId, openMinorOf, paidMinorOf, settledOn } from '../domain/open-item.ts';
import type { ReceivablesReader } from '../reader.ts';
import { type AdvanceRules, waitingAdvances } from './advance-lines.ts';
import { findItem } from './find-item.ts';

export interface ReceivedAdvanceDeps {
  readonly books: { readonly reader: Pick<Books['reader'], 'findEntry'> };
  readonly reader: Pick<ReceivablesReader, 'loadOpenItems' | 'findSettledItem'>;
  readonly rules: AdvanceRules;
  readonly follow: (company: LedgerCompany) => Promise<void>;
}

/** The entry that asked for an advance, and on which account. */
export interface AdvancePlace {
  readonly entryId: string;
  readonly account: string;
}

/** How an advance stands that was asked for with one entry; amounts are positive. */
export interface ReceivedAdvance {
  readonly openMinor: bigint;
  /** The day since which nothing is open. */
  readonly settledOn: string | undefined;
  /** What became an advance with tax, by rate (percent times 100): what was paid or set off, not what was written off. */
  readonly groups: readonly { readonly rate: number; readonly netMinor: bigint; readonly taxMinor: bigint }[];
}

/** What was received of an advance; undefined where the entry asks for none on that account. */
export async function receivedAdvance(
  { books, reader, rules, follow }: ReceivedAdvanceDeps,
  company: LedgerCompany,
  place: AdvancePlace,
): Promise<ReceivedAdvance | undefined> {
  await follow(company);
  const entry: PostedEntry | undefined = await books.reader.findEntry(company.id, place.entryId);
  const line = entry?.lines.findIndex(({ account }) => account === place.account) ?? -1;
  if (!entry || line < 0) return undefined;
  const id = itemId(entry.fiscalYear, entry.number, line);
  const item = await findItem(reader, company.id, { account: place.account, id });
  const waiting = waitingAdvances(rules, company, item, entry);
  if (!waiting) return undefined;
  const sign = item.amountMinor < 0n ? -1n : 1n;
  const shares = shareOfAdvance(waiting.lines, paidMinorOf(item), waiting.sizeMinor);
  return {
    openMinor: sign * openMinorOf(item),
    settledOn: settledOn(item),
    groups: shares.map(({ grossMinor, netMinor }, index) => ({
      rate: waiting.lines[index]?.line.paid.rate ?? 0,
      netMinor: -sign * netMinor,
      taxMinor: -sign * (grossMinor - netMinor),
    })),
  };
}
