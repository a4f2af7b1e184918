const PREFIX = 'btx_';

/** Where a transaction stands. */
export interface TransactionPlace {
  readonly account: string;
  readonly bookingDate: string;
  readonly entry: string;
  readonly detail: number;
}

/** An id that says where the transaction stands, so that no further item is needed to find it. */
export function transactionId({ account, bookingDate, entry, detail }: TransactionPlace): string {
  const text = [account, bookingDate, entry, detail].join('|');
  return PREFIX + Buffer.from(text).toString('base64url');
}

/** Reads an id back; undefined for what we did not make. */
export function readTransactionId(id: string): TransactionPlace | undefined {
  const text = Buffer.from(id.slice(PREFIX.length), 'base64url').toString('utf8');
  const match = /^([A-Z0-9./:_-]{1,34})\|(\d{4}-\d{2}-\d{2})\|([\w-]{22})\|(\d{1,6})$/.exec(text);
  if (!id.startsWith(PREFIX) || !match) return undefined;
  const [, account = '', bookingDate = '', entry = '', detail = ''] = match;
  return { account, bookingDate, entry, detail: Number(detail) };
}
