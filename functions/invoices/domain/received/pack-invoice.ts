import { gunzipSync, gzipSync } from 'node:zlib';
import type { Finding } from '../finding.ts';
import type { Invoice } from '../invoice.ts';

/** What is kept of a received invoice besides its files: the model and what was found. */
export interface ReceivedContent {
  readonly invoice: Invoice;
  readonly findings: readonly Finding[];
}

/** The name of the one member that stands for an amount: no text of an invoice is an object. */
const AMOUNT = '¢';
const NO_BYTES = new Uint8Array();

/** The content as compressed JSON; of attached files (BT-125) name and type only: the bytes stay in the XML. */
export function packInvoice(content: ReceivedContent): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(content, (_name, value: unknown) => {
    if (typeof value === 'bigint') return { [AMOUNT]: value.toString() };
    return value instanceof Uint8Array ? undefined : value;
  });
  return gzipSync(text);
}

/** Reads it again: amounts are bigints, attached files empty. */
export function unpackInvoice(packed: Uint8Array): ReceivedContent {
  return JSON.parse(gunzipSync(packed).toString('utf8'), (name, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if (AMOUNT in value) return BigInt(value[AMOUNT] as string);
    return name === 'file' ? { ...value, content: NO_BYTES } : value;
  }) as ReceivedContent;
}
