import { gunzipSync } from 'node:zlib';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { postingOf } from '../../ledger/books.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Issuing } from '../compose-issuing.ts';
import { formatCents } from '../domain/decimal.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/issued.ts';
import type { IssuedInvoiceRow } from '../table.ts';
import { issueInvoice } from '../usecases/issue-invoice.ts';
import { cancelWish, creditWish } from './read-credit.ts';
import { orderOf } from './read-order.ts';

function viewIssued(row: IssuedInvoiceRow) {
  const { company: _company, content: _content, cii, ubl, version: _version, ...kept } = row;
  const {
    totalCents,
    payableCents = totalCents,
    credited: _lines,
    creditedCents,
    setOffCents,
    ...shown
  } = kept;
  return {
    ...shown,
    ...{ total: formatCents(totalCents), payable: formatCents(payableCents) },
    credited: creditedCents === undefined ? undefined : formatCents(creditedCents),
    setOff: setOffCents === undefined ? undefined : formatCents(setOffCents),
    sha256: { cii: cii.sha256, ubl: ubl.sha256 },
  };
}

/** Invoices to customers: written, shown, cancelled. */
export function issuedBindings(issuing: Issuing): readonly Binding[] {
  const { books, reader, partners } = issuing;

  async function load(companyId: string, id: string): Promise<IssuedInvoiceRow> {
    const row = await reader.loadIssued(companyId, id);
    if (row) return row;
    throw refuse('invoices.unknown-invoice', `There is no issued invoice ${id}.`);
  }
  const replyTo = (row: IssuedInvoiceRow) =>
    created(viewIssued(row), `/companies/${row.company}/invoices/${row.id}`);

  return [
    on(routes.postInvoice, async (request) => {
      const { params, body, requestId, idempotency } = request;
      const company = await companyOf(books, params.companyId);
      if (body.kind === 'credit-note') {
        const invoice = await load(company.id, body.corrects.invoiceId);
        const wish = creditWish(company, body, invoice);
        const row = await issueInvoice(issuing, {
          ...wish,
          posting: postingOf(company, request),
          requestId,
          remember: (issued) => (idempotency ? [idempotency.writeFor(replyTo(issued))] : []),
        });
        return replyTo(row);
      }
      const partner = await partners.loadPartner(company.id, body.customerId);
      if (partner?.kind !== 'customer') {
        const detail = `There is no customer ${body.customerId}.`;
        throw refuse('invoices.unknown-customer', detail, { errors: [{ pointer: '/customerId', detail }] });
      }
      const { id, name, vatId, email, address, account, paymentTermsDays, language } = partner;
      const customer = { id, name, vatId, email, address };
      const row = await issueInvoice(issuing, {
        posting: postingOf(company, request),
        requestId,
        ...{ customerId: id, number: body.number, account, customer, deducts: body.deducts, date: body.date },
        write: orderOf(company, body, { ...customer, paymentTermsDays, language }),
        remember: (issued) => (idempotency ? [idempotency.writeFor(replyTo(issued))] : []),
      });
      return replyTo(row);
    }),
    on(routes.listInvoices, async (request) => {
      const { limit, after, page } = pagingOf(routes.listInvoices.id, request);
      const { items, next } = await reader.listIssued(request.params.companyId, { limit, after });
      return ok(page(items.map(viewIssued), next));
    }),
    on(routes.getInvoice, async ({ params }) =>
      ok(viewIssued(await load(params.companyId, params.invoiceId))),
    ),
    on(routes.getInvoiceXml, async ({ params, query }) => {
      const row = await load(params.companyId, params.invoiceId);
      return ok(gunzipSync(row[query.syntax].content).toString('utf8'));
    }),
    on(routes.cancelInvoice, async (request) => {
      const { params, body, requestId, idempotency, now } = request;
      const company = await companyOf(books, params.companyId);
      const seen = await load(company.id, params.invoiceId);
      const date = body.date ?? utcDay(now);
      const row = await issueInvoice(issuing, {
        ...cancelWish(seen, date, body.note),
        posting: postingOf(company, request),
        requestId,
        remember: (issued) => (idempotency ? [idempotency.writeFor(replyTo(issued))] : []),
      });
      return replyTo(row);
    }),
  ];
}
