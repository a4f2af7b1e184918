import { gunzipSync } from 'node:zlib';
import type { CustomerData, InvoiceOrder, IssuerData } from './domain/issued/order.ts';
import type { IssuedInvoiceRow } from './table.ts';

/** Everything an issued invoice was made of, as it was then. */
export interface IssuedContent {
  readonly order: InvoiceOrder;
  readonly issuer: IssuerData;
  readonly customer: CustomerData;
}

export function unpackIssued(row: Pick<IssuedInvoiceRow, 'content'>): IssuedContent {
  return JSON.parse(gunzipSync(row.content).toString('utf8')) as IssuedContent;
}
