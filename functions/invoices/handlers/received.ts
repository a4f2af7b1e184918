import type { LinkMaker } from '../../../shared/files/presign.ts';
import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { parseMinor } from '../../../shared/kernel/money.ts';
import { percentTimes100 } from '../../../shared/kernel/percent.ts';
import { postingOf, voucherKey } from '../../ledger/books.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Invoices } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/received.ts';
import type { ReceivedInvoiceRow } from '../table.ts';
import { type BookingWish, bookReceived } from '../usecases/book-received.ts';
import { readReceived } from '../usecases/read-received.ts';
import { rejectReceived } from '../usecases/reject-received.ts';
import { viewReceived, viewSummary } from './view-received.ts';

/** Amounts of invoices have two decimals in every currency (EN 16931-1 6.5.2), as the euro has. */
const TWO_DECIMALS = 'EUR';

function readLines(lines: routes.BookingBody['lines']): BookingWish['lines'] {
  const errors: FieldError[] = [];
  const cents = (text: string | undefined, pointer: string): bigint | undefined => {
    if (text === undefined) return undefined;
    const read = parseMinor(text, TWO_DECIMALS);
    if (typeof read === 'bigint') return read;
    errors.push({
      pointer,
      detail: `${text} must be a decimal number with up to two decimals, like "119.00".`,
    });
    return undefined;
  };
  const read = lines?.map(({ amount, tax, ...line }, index) => ({
    ...line,
    grossCents: cents(amount, `/lines/${index}/amount`),
    taxCents: cents(tax, `/lines/${index}/tax`),
  }));
  if (errors[0]) throw refuse('invoices.invalid-booking', errors[0].detail, { errors });
  return read;
}

function readDiscount({ days, percent }: NonNullable<routes.BookingBody['discounts']>[number]) {
  return { days, percentTimes100: percentTimes100(percent) };
}

/** A version is checked where the caller names one: what was booked meanwhile is refused by its state anyway. */
function versionCheck({ headers }: Pick<ApiRequest, 'headers'>) {
  return (version: number): void => {
    if (headers['if-match'] !== undefined) assertIfMatch(headers, version);
  };
}

/** What comes in: invoices, what they say, what becomes of them. `links` lead into the archive. */
export function receivedBindings(invoices: Invoices, links: LinkMaker): readonly Binding[] {
  const { books, reader } = invoices;
  const bookedReply = (companyId: string, row: ReceivedInvoiceRow) =>
    created(viewSummary(row), `/companies/${companyId}/received-invoices/${row.id}`, etagOf(row.version));
  const rejectedReply = (row: ReceivedInvoiceRow) => ok(viewSummary(row), etagOf(row.version));

  return [
    on(routes.listReceived, async (request) => {
      const paging = pagingOf(routes.listReceived.id, request);
      const { limit, after } = paging;
      const { items, next } = await reader.listReceived(request.params.companyId, request.query.state, {
        limit,
        after,
      });
      return ok(paging.page(items.map(viewSummary), next));
    }),
    on(routes.getReceived, async ({ params }) => {
      const company = await companyOf(books, params.companyId);
      const received = await readReceived(invoices, company, params.invoiceId);
      return ok(viewReceived(received), etagOf(received.row.version));
    }),
    on(routes.getOriginal, async ({ params: { companyId, invoiceId }, now }) => {
      const row = await reader.loadReceived(companyId, invoiceId);
      if (!row) throw refuse('invoices.unknown-invoice', `There is no received invoice ${invoiceId}.`);
      const link = (voucherId: string, fileName: string, sha256: string) => ({
        ...links.toDownload(voucherKey(companyId, voucherId), fileName, now),
        sha256,
      });
      const { voucherId, fileName, sha256, xml } = row;
      return ok({
        original: link(voucherId, fileName, sha256),
        ...(xml ? { xml: link(xml.voucherId, xml.name, xml.sha256) } : {}),
      });
    }),
    on(routes.bookReceived, async (request) => {
      const { params, body, requestId, idempotency } = request;
      const company = await companyOf(books, params.companyId);
      const row = await bookReceived(invoices, {
        posting: postingOf(company, request),
        id: params.invoiceId,
        wish: { ...body, lines: readLines(body.lines), discounts: body.discounts?.map(readDiscount) },
        requestId,
        assertVersion: versionCheck(request),
        remember: (booked) => (idempotency ? [idempotency.writeFor(bookedReply(company.id, booked))] : []),
      });
      return bookedReply(company.id, row);
    }),
    on(routes.rejectReceived, async (request) => {
      const { params, body, requestId, idempotency } = request;
      const company = await companyOf(books, params.companyId);
      const row = await rejectReceived(invoices, {
        posting: postingOf(company, request),
        id: params.invoiceId,
        reason: body.reason,
        requestId,
        assertVersion: versionCheck(request),
        remember: (rejected) => (idempotency ? [idempotency.writeFor(rejectedReply(rejected))] : []),
      });
      return rejectedReply(row);
    }),
  ];
}
