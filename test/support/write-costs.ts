import { parseEntries } from '../../functions/ledger/handlers/parse-entries.ts';
import { bookEntryMessages } from '../../functions/ledger/usecases/book-messages.ts';
import { foldWhenDue } from '../../functions/ledger/usecases/fold-when-due.ts';
import { formatMinor } from '../../shared/kernel/money.ts';
import type { JournalCsvFixture } from './journal-fixtures.ts';
import { NOW } from './ledger-api.ts';
import { assertFolded, evenEntry, type MeasuredLedger, postPatiently, YEAR } from './measured-ledger.ts';
import type { TableMeter } from './table-meter.ts';

export type MeteredLedger = MeasuredLedger & { readonly meter: TableMeter };

/** Write units an entry from here on, until everything is folded. */
async function unitsPerEntry(on: MeteredLedger, entries: number, book: () => Promise<unknown>) {
  const before = on.meter.writeUnits();
  await book();
  await on.ledger.fold(on.company, YEAR);
  await assertFolded(on, entries);
  return (on.meter.writeUnits() - before) / entries;
}

/** A journal CSV through the uploads worker. */
export function uploadUnits(on: MeteredLedger, fixture: JournalCsvFixture): Promise<number> {
  return unitsPerEntry(on, fixture.entries, () => on.importCsv(fixture));
}

/** An entry as it is sent; on request with an account of its own for the customer. */
function bodyOf(index: number, ownCustomer: boolean) {
  const { kind: _, lines, ...head } = evenEntry(index);
  const text = (minor: bigint | undefined) => (minor === undefined ? undefined : formatMinor(minor, 'EUR'));
  return {
    ...head,
    id: `shop-2026-${String(index).padStart(8, '0')}`,
    lines: lines.map(({ account, debitMinor, creditMinor }) => ({
      account: ownCustomer && debitMinor !== undefined ? String(1_000_000 + index) : account,
      debit: text(debitMinor),
      credit: text(creditMinor),
    })),
  };
}

export interface SentEntries {
  readonly entries: number;
  readonly ownCustomers: boolean;
}

/** Messages with ids of their sender, in full batches of the queue; each batch's event has the tail folded when due. */
export function queueUnits(on: MeteredLedger, { entries, ownCustomers }: SentEntries): Promise<number> {
  const batchSize = 1_000;
  const parse = (company: typeof on.company, bodies: readonly unknown[]) =>
    parseEntries(on.ledger.reader, company, bodies);
  const deps = { ...on.ledger, write: on.table.write, parse };
  return unitsPerEntry(on, entries, async () => {
    for (let from = 0; from < entries; from += batchSize) {
      const messages = Array.from({ length: Math.min(batchSize, entries - from) }, (_, at) => ({
        id: `msg-${from + at}`,
        payload: bodyOf(from + at, ownCustomers),
      }));
      const outcomes = await bookEntryMessages(deps, on.company.id, messages, new Date(NOW));
      if (outcomes.some(({ outcome }) => outcome !== 'done')) throw new Error('A message was not booked.');
      await foldWhenDue(on.ledger, on.company, YEAR);
    }
  });
}

/**
 * Entries one by one over HTTP, each with an id of its sender and an Idempotency-Key (the dearest way); the event of each
 * has the tail folded when due.
 */
export function httpUnits(on: MeteredLedger, { entries, ownCustomers }: SentEntries): Promise<number> {
  return unitsPerEntry(on, entries, async () => {
    for (let index = 0; index < entries; index += 1) {
      const answer = await on.call('POST', '/companies/{companyId}/journal-entries', {
        params: { companyId: on.company.id },
        headers: { 'idempotency-key': `key-${index}` },
        body: bodyOf(index, ownCustomers),
      });
      if (answer.status !== 201) throw new Error(`Entry ${index} got ${JSON.stringify(answer)}.`);
      await foldWhenDue(on.ledger, on.company, YEAR);
    }
  });
}

/** Books entries in large batches and folds them. */
export async function bookEven(on: MeasuredLedger, entries: number): Promise<void> {
  for (let from = 0; from < entries; from += 2_000) {
    const length = Math.min(2_000, entries - from);
    const batch = Array.from({ length }, (_, at) => evenEntry(from + at));
    await postPatiently(on, 'measured', batch);
  }
  await on.ledger.fold(on.company, YEAR);
}
