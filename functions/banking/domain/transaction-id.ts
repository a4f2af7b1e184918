export interface TransactionPlace {
  readonly iban: string;
  readonly bookingDate: string;
  readonly entryHash: string;
  readonly detail: number;
}

/** `<iban>.<day>.<hash>.<detail>` */
const ID = /^([A-Za-z0-9/-]{1,40})\.(\d{4}-\d\d-\d\d)\.([0-9a-f]{32})\.([1-9]\d{0,5})$/;

export function transactionId({ iban, bookingDate, entryHash, detail }: TransactionPlace): string {
  return `${iban}.${bookingDate}.${entryHash}.${detail}`;
}

export function parseTransactionId(id: string): TransactionPlace | undefined {
  const [, iban, bookingDate, entryHash, detail] = ID.exec(id) ?? [];
  if (iban === undefined || bookingDate === undefined || entryHash === undefined) return undefined;
  return { iban, bookingDate, entryHash, detail: Number(detail) };
}
