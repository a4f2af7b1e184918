import { ABSENT, where } from '../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../shared/table/failures.ts';
import { insert, put, type Write } from '../../shared/table/writes.ts';
import type { CreditedLine } from './domain/issued/line-rest.ts';
import { refuse } from './errors.ts';
import { InvoiceSequenceRow, IssuedInvoiceRow, IssuedNumberRow } from './table.ts';

export type IssuedStore = ReturnType<typeof issuedStore>;

/** What a credit note takes of an invoice, with all that were before it. */
export interface Credited {
  readonly creditNoteId: string;
  readonly credited: readonly CreditedLine[];
  readonly grossCents: bigint;
}

/** Writes of invoices of our own, to be committed together with their entry. */
export function issuedStore() {
  const changed = (what: string) => () => new ChangedMeanwhileError('invoices', what);

  /** The sequence after one more number, if it still is where it was read. */
  function sequenceWrite(company: string, year: number, seen: number | undefined): Write {
    const when = seen === undefined ? ABSENT : where({ next: seen });
    return put(
      InvoiceSequenceRow,
      { company, year, next: (seen ?? 1) + 1 },
      when,
      changed(`the numbers of ${year}`),
    );
  }

  /** A new invoice under its number. */
  function issueWrites(row: IssuedInvoiceRow): readonly Write[] {
    const { company, number, id } = row;
    const taken = () => refuse('invoices.number-taken', `${number} is the number of another invoice.`);
    const exists = () => new Error(`invoice ${id} exists already`);
    return [insert(IssuedNumberRow, { company, number, id }, taken), insert(IssuedInvoiceRow, row, exists)];
  }

  function cancelledWrite(seen: IssuedInvoiceRow, cancelledBy: string): Write {
    const row = { ...seen, cancelledBy, version: seen.version + 1 };
    return put(IssuedInvoiceRow, row, where({ version: seen.version }), changed(`invoice ${seen.id}`));
  }

  /** An invoice after one more credit note for a part of it: two that want the same rest exclude each other. */
  function creditedWrite(seen: IssuedInvoiceRow, next: Credited): Write {
    const { creditNoteId, credited, grossCents } = next;
    const row = {
      ...seen,
      creditNotes: [...(seen.creditNotes ?? []), creditNoteId],
      credited: [...credited],
      creditedCents: (seen.creditedCents ?? 0n) + grossCents,
      version: seen.version + 1,
    };
    return put(IssuedInvoiceRow, row, where({ version: seen.version }), changed(`invoice ${seen.id}`));
  }

  /** An advance after a final invoice has deducted it, or was cancelled: two that want it exclude each other. */
  function deductedWrite(seen: IssuedInvoiceRow, deductedBy: string | undefined): Write {
    const row = { ...seen, deductedBy, version: seen.version + 1 };
    return put(IssuedInvoiceRow, row, where({ version: seen.version }), changed(`invoice ${seen.id}`));
  }

  return { sequenceWrite, issueWrites, cancelledWrite, creditedWrite, deductedWrite };
}
