import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Place } from '../../../shared/kernel/xml-handler.ts';

/** The kinds of message that are read. */
export type StatementFormat = 'camt.052' | 'camt.053' | 'camt.054' | 'MT940' | 'MT942';

/** Booked, pending (Vormerkposten), for information, or dated ahead: ISO 20022 external code set EntryStatus. */
export type EntryStatus = 'BOOK' | 'PDNG' | 'INFO' | 'FUTR';

export interface Money {
  /** Signed: negative leaves the account. */
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** A balance of the statement. Types are those of camt: OPBD, PRCD, CLBD, ITBD, OPAV, CLAV, FWAV, … */
export interface Balance extends Money {
  readonly type: string;
  readonly date: CalendarDate | undefined;
}

export interface Party {
  readonly name?: string | undefined;
  readonly iban?: string | undefined;
  /** Account number that is no IBAN. */
  readonly account?: string | undefined;
  readonly bic?: string | undefined;
  /** Identification of the party, such as a creditor identifier. */
  readonly id?: string | undefined;
}

/** ISO 20022 bank transaction code and the bank's own (in Germany `NTRF+166`: SWIFT code and Geschäftsvorfallcode). */
export interface BankTransactionCode {
  readonly domain?: string | undefined;
  readonly family?: string | undefined;
  readonly subFamily?: string | undefined;
  readonly proprietary?: string | undefined;
  readonly issuer?: string | undefined;
}

/** What an entry or one of its details says of the payment behind it. Absent is what the bank did not say. */
export interface PaymentFacts {
  readonly endToEndId?: string | undefined;
  readonly mandateId?: string | undefined;
  readonly creditorId?: string | undefined;
  readonly transactionId?: string | undefined;
  readonly uetr?: string | undefined;
  readonly instructionId?: string | undefined;
  readonly paymentInformationId?: string | undefined;
  readonly bankReference?: string | undefined;
  readonly customerReference?: string | undefined;
  /** Unstructured remittance information, its lines joined; else the references of the structured one. */
  readonly remittance?: string | undefined;
  /** Creditor references (ISO 11649 `RF…` and others) of the structured remittance information. */
  readonly creditorReferences?: readonly string[] | undefined;
  readonly additionalRemittance?: string | undefined;
  readonly additionalInfo?: string | undefined;
  readonly debtor?: Party | undefined;
  readonly creditor?: Party | undefined;
  readonly ultimateDebtor?: Party | undefined;
  readonly ultimateCreditor?: Party | undefined;
  readonly code?: BankTransactionCode | undefined;
  readonly purpose?: string | undefined;
  /** `"1.50 EUR"`, each with its kind where the bank says one. */
  readonly charges?: readonly string[] | undefined;
  readonly originalAmount?: string | undefined;
  readonly exchangeRate?: string | undefined;
  readonly returnReason?: string | undefined;
  readonly otherReferences?: readonly string[] | undefined;
}

/** One detail (`TxDtls`) of an entry; the amount where the bank gives one, signed by its own indicator. */
export interface EntryDetail extends PaymentFacts {
  readonly amount?: Money | undefined;
}

/** One entry of a statement as the bank sent it. */
export interface StatementEntry extends Money {
  readonly place: Place;
  /** Number of the entry in its statement, from 1. */
  readonly number: number;
  readonly entryReference: string | undefined;
  readonly bookingDate: CalendarDate;
  /** Where the bank gave no booking date, what stands in for it. */
  readonly bookingDateFrom: 'entry' | 'value-date' | 'statement';
  readonly valueDate: CalendarDate | undefined;
  readonly status: EntryStatus;
  /** The entry takes back an earlier one; the amount's sign is that of this entry. */
  readonly isReversal: boolean;
  readonly facts: PaymentFacts;
  readonly details: readonly EntryDetail[];
  /** Transactions that the bank counts in the batch (`Btch/NbOfTxs`). */
  readonly batchCount: number | undefined;
}

/** Number and sums that the statement itself states of its entries. */
export interface StatedTotals {
  readonly count?: number | undefined;
  readonly creditCount?: number | undefined;
  readonly creditMinor?: bigint | undefined;
  readonly debitCount?: number | undefined;
  /** Magnitude. */
  readonly debitMinor?: bigint | undefined;
}

/** Everything of a statement but its entries. */
export interface StatementHead {
  readonly format: StatementFormat;
  /** `.08` of camt.053.001.08; empty for MT. */
  readonly version: string;
  readonly place: Place;
  /** Number of the statement in the file, from 1. */
  readonly number: number;
  readonly statementId: string;
  readonly sequenceNumber: string | undefined;
  /** IBAN, or whatever else the bank calls the account. */
  readonly account: string;
  readonly currency: string | undefined;
  readonly from: CalendarDate | undefined;
  readonly to: CalendarDate | undefined;
  readonly createdOn: CalendarDate | undefined;
  /** `CODU`, `COPY`, `DUPL` where the bank says that it is a copy or duplicate. */
  readonly copy: string | undefined;
}

/** What is known when the statement has ended. */
export interface StatementEnd {
  readonly head: StatementHead;
  readonly balances: readonly Balance[];
  readonly totals: StatedTotals | undefined;
}

/** What readers of statements tell, in the order of the file. */
export interface StatementSink {
  readonly entry: (head: StatementHead, entry: StatementEntry) => void;
  readonly end: (statement: StatementEnd) => void;
}

/** Details that one entry may have: they are held until its amount is compared with their sum. */
export const MAX_DETAILS = 50_000;
/** Details kept with an entry that they do not add up to. */
export const MAX_UNSPLIT_DETAILS = 500;
