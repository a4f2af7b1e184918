import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, EntryLine, PostedEntry, Posting } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { applyParts, assertTakeable, type Clearing } from '../domain/clearing.ts';
import { type CorrectedTax, itemId, openMinorOf } from '../domain/open-item.ts';
import { setOffCredit } from '../domain/set-off-credit.ts';
import type { ReceivablesReader, StoredItem } from '../reader.ts';
import type { ReceivablesStore } from '../store.ts';
import { creditedTaxes, type DueTaxRules, dueTaxLines } from './due-tax-lines.ts';
import { findItem } from './find-item.ts';
import type { AdvancePlace } from './received-advance.ts';

export interface SetOffCreditDeps {
  readonly books: { readonly reader: Pick<Books['reader'], 'findEntry' | 'loadReversal'> };
  readonly reader: Pick<ReceivablesReader, 'loadOpenItems' | 'findSettledItem'>;
  readonly store: Pick<ReceivablesStore, 'itemWrites' | 'clearingWrite' | 'bornWrite'>;
  readonly rules: DueTaxRules;
  readonly newId: NewId;
  readonly follow: (company: LedgerCompany) => Promise<void>;
}

/** The invoice that a credit note is about, as its item stands. */
export interface CreditedItem {
  readonly entry: PostedEntry;
  /** Absent of an invoice that left nothing to be paid. */
  readonly item: StoredItem | undefined;
  /** What is open of it, debit positive. */
  readonly openMinor: bigint;
  /** Its tax waits for the payment (§20 UStG). */
  readonly waits: boolean;
  readonly isReversed: boolean;
}

/** Finds the item of an invoice of our own; undefined where no such entry is. */
export async function findCreditedItem(
  { books, reader, rules, follow }: SetOffCreditDeps,
  company: LedgerCompany,
  { entryId, account }: AdvancePlace,
): Promise<CreditedItem | undefined> {
  await follow(company);
  const entry = await books.reader.findEntry(company.id, entryId);
  if (!entry) return undefined;
  const line = entry.lines.findIndex((one) => one.account === account);
  const id = itemId(entry.fiscalYear, entry.number, line);
  const item = line < 0 ? undefined : await findItem(reader, company.id, { account, id });
  const reversal = await books.reader.loadReversal(company.id, entry.fiscalYear, entry.number);
  return {
    entry,
    item,
    openMinor: item ? openMinorOf(item) : 0n,
    waits: entry.lines.some(({ taxCode }) => rules.isUnpaidTag(taxCode)),
    isReversed: reversal !== undefined,
  };
}

/** Where the entries of a set-off came to stand. */
interface Booked {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
}

export interface PlannedSetOff {
  /** Set off, without a sign. */
  readonly amountMinor: bigint;
  /** To be booked as an entry of its own in the same transaction: tax that falls due because another part is less. */
  readonly taxLines: readonly EntryLine[];
  /** Writes for the transaction that books the credit note, and its tax where there are lines of it. */
  readonly writes: (credit: Booked, tax: Booked | undefined) => readonly Write[];
}

/**
 * Sets a credit note that is about to be booked off against its invoice. Its own tags and amounts are taken, not those of the
 * invoice in proportion: of what waits for payment, so that what was paid before counts for what is left, and of what a later
 * discount or write-off corrects.
 * @param lines of the credit note's entry
 * @throws receivables.too-many-parts; ChangedMeanwhileError of receivables where others cleared the item meanwhile
 */
export function planSetOff(
  { rules, store, newId }: SetOffCreditDeps,
  { company, postedAt, postedBy }: Posting,
  { item, entry, openMinor }: CreditedItem,
  { lines, date }: { readonly lines: readonly EntryLine[]; readonly date: string },
): PlannedSetOff | undefined {
  const account = item?.account;
  const lineIndex = lines.findIndex((line) => line.account === account);
  const own = lines[lineIndex];
  if (!item || account === undefined || !own) return undefined;
  const ownMinor = (own.debitMinor ?? 0n) - (own.creditMinor ?? 0n);
  const setOff = setOffCredit(openMinor, ownMinor, creditedTaxes(rules, company, lines));
  if (!setOff) return undefined;
  const { amountMinor, taxes } = setOff;
  assertTakeable(item, amountMinor, '/corrects/invoiceId', String(openMinor));
  const corrected = taxes.map(negated);
  const taxLines = dueTaxLines(rules, {
    ...{ company, item, invoice: entry, partMinor: amountMinor, corrected },
    adjusting: [],
  });
  const id = newId('clr');
  const on = item.date > date ? item.date : date;
  const part = { itemId: item.id, account, amountMinor, corrected };
  return {
    amountMinor: amountMinor < 0n ? -amountMinor : amountMinor,
    taxLines,
    writes: (credit, tax) => {
      const place = { fiscalYear: credit.fiscalYear, number: credit.number, lineIndex };
      const born = itemId(credit.fiscalYear, credit.number, lineIndex);
      const mine = { itemId: born, account, amountMinor: -amountMinor, corrected: taxes };
      const clearing: Clearing = {
        ...{ id, kind: 'assignment', on, parts: [part, mine] },
        ...(tax ? { entryId: tax.id } : {}),
      };
      const [after] = applyParts(new Map([[item.id, item]]), { id, on, parts: [part] });
      return [
        ...(after ? store.itemWrites(company.id, { before: item, after }) : []),
        store.bornWrite(company.id, place, { id, on, amountMinor: -amountMinor, corrected: taxes }),
        store.clearingWrite(company.id, clearing, postedBy, postedAt),
      ];
    },
  };
}

function negated({ taxCode, netMinor, taxMinor }: CorrectedTax): CorrectedTax {
  return { taxCode, netMinor: -netMinor, taxMinor: -taxMinor };
}
