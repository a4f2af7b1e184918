import { gunzipSync } from 'node:zlib';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import type { DomainError } from '../../../shared/kernel/errors.ts';
import { percentTimes100 } from '../../../shared/kernel/percent.ts';
import { postingOf } from '../../ledger/books.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import { paidAdvance, taxRateOn, waitingAdvance } from '../../ledger/rules.ts';
import type { Issuing } from '../compose-issuing.ts';
import { formatCents, readDecimal } from '../domain/decimal.ts';
import type { CustomerData, InvoiceOrder, OrderLine } from '../domain/issued/order.ts';
import { revenueAccount } from '../domain/issued/revenue-account.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/issued.ts';
import type { IssuedInvoiceRow } from '../table.ts';
import { unpackIssued } from '../unpack-issued.ts';
import { issueInvoice } from '../usecases/issue-invoice.ts';

function viewIssued(row: IssuedInvoiceRow) {
  const { company: _company, content: _content, cii, ubl, version: _version, ...kept } = row;
  const { totalCents, payableCents = totalCents, ...shown } = kept;
  const amounts = { total: formatCents(totalCents), payable: formatCents(payableCents) };
  return { ...shown, ...amounts, sha256: { cii: cii.sha256, ubl: ubl.sha256 } };
}

function invalid(pointer: string, detail: string): DomainError {
  return refuse('invoices.invalid-order', detail, { errors: [{ pointer, detail }] });
}

function readLine(
  company: LedgerCompany,
  customer: CustomerData,
  { ratePercent, account: wished, quantity, unitPrice, ...line }: routes.InvoiceBody['lines'][number],
  day: string,
  index: number,
): OrderLine {
  const { chart, accountLength } = company;
  if (chart === 'none')
    throw refuse('invoices.needs-chart', 'Invoices are booked by the tax rules of SKR03 and SKR04.');
  const standard = line.category === 'S' ? taxRateOn('standard', day) : 0;
  const rate = ratePercent === undefined ? standard : percentTimes100(ratePercent);
  const country = customer.address?.country ?? 'DE';
  const account =
    wished ?? revenueAccount({ chart, accountLength }, { category: line.category, rate }, day, country);
  if (account !== undefined) {
    return {
      ...line,
      quantity: readDecimal(quantity) ?? '0',
      unitPrice: readDecimal(unitPrice) ?? '0',
      rate,
      account,
    };
  }
  throw invalid(
    `/lines/${index}/account`,
    `The chart has no revenue account for ${line.category} at ${rate / 100} %: name one.`,
  );
}

/** The line of an advance: it has no revenue account, and a rate of those that advances are taxed at. */
function readAdvanceLine(
  company: LedgerCompany,
  { ratePercent, account, costCentre, category, quantity, unitPrice, ...line }: LineBody,
  day: string,
  index: number,
): OrderLine {
  const { chart, accountLength } = company;
  const at = (field: string) => `/lines/${index}/${field}`;
  if (chart === 'none')
    throw refuse('invoices.needs-chart', 'Invoices are booked by the tax rules of SKR03 and SKR04.');
  if (category !== 'S')
    throw invalid(at('category'), 'An advance is taxed here (S); without tax write no advance invoice.');
  if (account !== undefined || costCentre !== undefined)
    throw invalid(
      at(account === undefined ? 'costCentre' : 'account'),
      'An advance is no revenue: account and cost centre belong to the final invoice.',
    );
  const rate = ratePercent === undefined ? taxRateOn('standard', day) : percentTimes100(ratePercent);
  if (rate === 0 || !paidAdvance(chart, accountLength, { side: 'received', rate }))
    throw invalid(at('ratePercent'), `The chart has no account for advances at ${rate / 100} %.`);
  const amounts = { quantity: readDecimal(quantity) ?? '0', unitPrice: readDecimal(unitPrice) ?? '0' };
  const waiting = waitingAdvance(chart, accountLength, 'received', rate);
  return { ...line, ...amounts, category, rate, account: waiting.account };
}

type LineBody = routes.InvoiceBody['lines'][number];

/** Day that decides the rate: of the supply; of an advance that of the invoice, as the supply is to come. */
function rateDayOf({ kind, date, serviceDate, period, deducts, discount }: routes.InvoiceBody): string {
  if (kind === 'advance') {
    if (deducts) throw invalid('/deducts', 'An advance deducts no others: the final invoice does.');
    if (discount) throw invalid('/discount', 'An advance has no cash discount: the final invoice may.');
    return date;
  }
  const day = serviceDate ?? period?.end;
  if (day !== undefined) return day;
  throw invalid('/serviceDate', 'Name the day or the period of the supply (§14 Abs. 4 S. 1 Nr. 6 UStG).');
}

function orderOf(
  company: LedgerCompany,
  wish: routes.InvoiceBody,
  customer: CustomerData & { readonly paymentTermsDays?: number | undefined },
): (number: string) => InvoiceOrder {
  const { customerId: _customer, number: _number, deducts: _deducts, kind, ...rest } = wish;
  const { lines, discount, dueDate, ...body } = rest;
  const { date, period } = body;
  const day = rateDayOf(wish);
  if (period && period.end < period.start) throw invalid('/period/end', 'The period ends before it begins.');
  const due = dueDate ?? addDays(date, customer.paymentTermsDays ?? 14);
  if (due < date) throw invalid('/dueDate', 'It is due before it is written.');
  const terms = discount && { days: discount.days, percentTimes100: percentTimes100(discount.percent) };
  const read = lines.map((line, index) =>
    kind === 'advance'
      ? readAdvanceLine(company, line, day, index)
      : readLine(company, customer, line, day, index),
  );
  return (number) => ({
    ...body,
    ...(kind === 'advance' ? { kind } : {}),
    number,
    dueDate: due,
    discount: terms,
    currency: company.currency,
    lines: read,
  });
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
      const partner = await partners.loadPartner(company.id, body.customerId);
      if (partner?.kind !== 'customer') {
        const detail = `There is no customer ${body.customerId}.`;
        throw refuse('invoices.unknown-customer', detail, { errors: [{ pointer: '/customerId', detail }] });
      }
      const { id, name, vatId, email, address, account, paymentTermsDays } = partner;
      const customer = { id, name, vatId, email, address };
      const row = await issueInvoice(issuing, {
        posting: postingOf(company, request),
        requestId,
        ...{ customerId: id, number: body.number, account, customer, deducts: body.deducts },
        order: orderOf(company, body, { ...customer, paymentTermsDays }),
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
      if (seen.kind === 'credit-note') {
        throw refuse('invoices.invoice-state', 'A credit note is not cancelled: write an invoice again.');
      }
      const { order, customer } = unpackIssued(seen);
      const date = body.date ?? now.toISOString().slice(0, 10);
      if (date < seen.date)
        throw invalid('/date', `The invoice is of ${seen.date}; it cannot be cancelled before.`);
      const cancels = { number: seen.number, date: seen.date };
      const row = await issueInvoice(issuing, {
        posting: postingOf(company, request),
        requestId,
        ...{ customerId: seen.customerId, account: seen.account, customer, cancels: seen },
        order: (number) => ({ ...order, number, date, dueDate: date, note: body.note, cancels }),
        remember: (issued) => (idempotency ? [idempotency.writeFor(replyTo(issued))] : []),
      });
      return replyTo(row);
    }),
  ];
}
