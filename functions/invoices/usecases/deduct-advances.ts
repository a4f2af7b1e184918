import type { FieldError } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { AdvancePlace, ReceivedAdvance } from '../../receivables/books.ts';
import { deductionOf } from '../domain/issued/deduct.ts';
import type { Deduction } from '../domain/issued/order.ts';
import { germanDay } from '../domain/issued/words/german.ts';
import { centsOfMinor } from '../domain/minor.ts';
import { refuse } from '../errors.ts';
import type { IssuedReader } from '../issued-reader.ts';
import type { IssuedInvoiceRow } from '../table.ts';

export interface DeductAdvancesDeps {
  readonly reader: Pick<IssuedReader, 'loadIssued'>;
  readonly advanceOf: (company: LedgerCompany, place: AdvancePlace) => Promise<ReceivedAdvance | undefined>;
}

/** Advances of one customer that a final invoice of a day is to deduct. */
export interface DeductWish {
  readonly company: LedgerCompany;
  readonly ids: readonly string[];
  readonly customerId: string;
  readonly date: string;
}

/** An advance as it was read, and what was received of it. */
export interface DeductedAdvance {
  readonly row: IssuedInvoiceRow;
  readonly deduction: Deduction;
}

/**
 * The advances of a final invoice with what was received of each (§14 Abs. 5 S. 2 UStG). Each is an advance of the same
 * customer, neither cancelled nor deducted before, and settled by the day of the invoice.
 * @throws invoices.invalid-order, invoices.already-cancelled, invoices.advance-deducted, invoices.advance-open with
 *   pointers `/deducts/0`
 */
export function loadAdvances(deps: DeductAdvancesDeps, wish: DeductWish): Promise<DeductedAdvance[]> {
  return Promise.all(wish.ids.map((id, index) => loadAdvance(deps, wish, id, `/deducts/${index}`)));
}

async function loadAdvance(
  { reader, advanceOf }: DeductAdvancesDeps,
  { company, customerId, date, ids }: DeductWish,
  id: string,
  pointer: string,
): Promise<DeductedAdvance> {
  const at = (detail: string): { errors: FieldError[] } => ({ errors: [{ pointer, detail }] });
  const invalid = (detail: string) => refuse('invoices.invalid-order', detail, at(detail));
  if (ids.indexOf(id) !== Number(pointer.slice('/deducts/'.length))) throw invalid(`${id} is there twice.`);
  const row = await reader.loadIssued(company.id, id);
  if (row?.kind !== 'advance') throw invalid(`There is no advance invoice ${id}.`);
  if (row.customerId !== customerId) throw invalid(`${row.number} went to another customer.`);
  if (row.cancelledBy !== undefined) {
    const detail = `${row.number} is cancelled: nothing of it is left to deduct.`;
    throw refuse('invoices.already-cancelled', detail, at(detail));
  }
  if (row.deductedBy !== undefined) {
    const detail = `${row.number} is deducted by ${row.deductedBy} already.`;
    throw refuse('invoices.advance-deducted', detail, {
      ...at(detail),
      extra: { deductedBy: row.deductedBy },
    });
  }
  const received = await advanceOf(company, { entryId: row.entryId, account: row.account });
  if (!received) throw invalid(`The entry of ${row.number} asks for no advance.`);
  const { openMinor, settledOn } = received;
  if (openMinor !== 0n || settledOn === undefined) {
    const open = formatMinor(openMinor, company.currency);
    const detail = `Of ${row.number} ${open} ${company.currency} is open: wait for it, cancel the advance, or write the rest off.`;
    throw refuse('invoices.advance-open', detail, { ...at(detail), extra: { open } });
  }
  if (settledOn > date) {
    const detail = `${row.number} was settled on ${germanDay(settledOn)}, after the day of this invoice.`;
    throw refuse('invoices.advance-open', detail, at(detail));
  }
  const groups = received.groups.map(({ rate, netMinor, taxMinor }) => ({
    rate,
    netCents: centsOfMinor(netMinor, company.currency) ?? 0n,
    taxCents: centsOfMinor(taxMinor, company.currency) ?? 0n,
  }));
  const deduction = deductionOf(row, groups);
  if (deduction.groups.length > 0) return { row, deduction };
  throw invalid(`Nothing was received of ${row.number}: leave it out.`);
}
