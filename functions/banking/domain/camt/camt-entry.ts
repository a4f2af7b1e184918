import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { readAmount, readDay, reference, refuseField } from '../field-values.ts';
import type { EntryDetail, EntryStatus, Money, StatementEntry, StatementHead } from '../statement.ts';
import { readFacts } from './camt-facts.ts';
import { at, child, textAt, type XmlElement } from './xml-tree.ts';

const STATUSES: ReadonlySet<string> = new Set(['BOOK', 'PDNG', 'INFO', 'FUTR']);

/** `Amt` with `CdtDbtInd`: the sign is that of this account, also where the entry is a reversal (`RvslInd`). */
export function readMoney(element: XmlElement): Money {
  const amount = child(element, 'Amt');
  if (!amount) throw refuseField(element.place, `${element.name}/Amt`, 'is missing');
  const currency = amount.attributes.Ccy ?? '';
  const minor = readAmount(amount.text.trim(), currency, amount.place, 'Amt');
  const indicator = textAt(element, 'CdtDbtInd');
  if (indicator === 'CRDT') return { amountMinor: minor, currency };
  if (indicator === 'DBIT') return { amountMinor: -minor, currency };
  throw refuseField(element.place, `${element.name}/CdtDbtInd`, `is "${indicator ?? ''}", not CRDT or DBIT`);
}

/** A day in `Dt` or `DtTm`. */
export function readDayOf(element: XmlElement | undefined): CalendarDate | undefined {
  const day = child(element, 'Dt') ?? child(element, 'DtTm');
  return day && element && readDay(day.text.trim(), day.place, `${element.name}/${day.name}`);
}

/**
 * A detail and its amount: `Amt` since .03, else `AmtDtls/TxAmt`. Signed by its own indicator where it has one (since
 * .03), else like its entry.
 */
export function readDetail(element: XmlElement, entrySign: bigint): EntryDetail {
  const facts = readFacts(element);
  const amount = child(element, 'Amt') ?? at(element, 'AmtDtls/TxAmt/Amt');
  if (!amount) return facts;
  const currency = amount.attributes.Ccy ?? '';
  const minor = readAmount(amount.text.trim(), currency, amount.place, 'TxDtls/Amt');
  const indicator = textAt(element, 'CdtDbtInd');
  const sign = indicator === 'CRDT' ? 1n : indicator === 'DBIT' ? -1n : entrySign;
  return { ...facts, amount: { amountMinor: minor * sign, currency } };
}

function readStatus(entry: XmlElement): EntryStatus {
  // A code up to .06, `Cd` below since .07.
  const status = textAt(entry, 'Sts/Cd', 'Sts/Prtry', 'Sts');
  if (status !== undefined && STATUSES.has(status)) return status as EntryStatus;
  throw refuseField(
    entry.place,
    'Ntry/Sts',
    `is "${(status ?? '').slice(0, 20)}", not BOOK, PDNG, INFO or FUTR`,
  );
}

function readBookingDate(
  entry: XmlElement,
  valueDate: CalendarDate | undefined,
  head: StatementHead,
): Pick<StatementEntry, 'bookingDate' | 'bookingDateFrom'> {
  const booked = readDayOf(child(entry, 'BookgDt'));
  if (booked) return { bookingDate: booked, bookingDateFrom: 'entry' };
  if (valueDate) return { bookingDate: valueDate, bookingDateFrom: 'value-date' };
  const ofStatement = head.to ?? head.createdOn;
  if (ofStatement) return { bookingDate: ofStatement, bookingDateFrom: 'statement' };
  throw refuseField(entry.place, 'Ntry/BookgDt', 'is missing, and no other day stands in for it');
}

/** One `Ntry` without its details. @param entry the element, `TxDtls` and `Btch` taken out */
export function readEntry(
  head: StatementHead,
  entry: XmlElement,
  details: readonly EntryDetail[],
  more: { readonly number: number; readonly batch: XmlElement | undefined },
): StatementEntry {
  const valueDate = readDayOf(child(entry, 'ValDt'));
  const { bookingDate, bookingDateFrom } = readBookingDate(entry, valueDate, head);
  const facts = readFacts(entry);
  const count = Number(textAt(more.batch, 'NbOfTxs'));
  return {
    ...readMoney(entry),
    place: entry.place,
    number: more.number,
    entryReference: textAt(entry, 'NtryRef'),
    bookingDate,
    bookingDateFrom,
    valueDate,
    status: readStatus(entry),
    isReversal: textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1',
    facts: {
      ...facts,
      bankReference: reference(textAt(entry, 'AcctSvcrRef')),
      paymentInformationId: facts.paymentInformationId ?? reference(textAt(more.batch, 'PmtInfId')),
    },
    details,
    batchCount: Number.isSafeInteger(count) && count > 0 ? count : undefined,
  };
}
