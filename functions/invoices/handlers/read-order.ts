import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { percentTimes100 } from '../../../shared/kernel/percent.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { paidAdvance, taxRateOn, waitingAdvance } from '../../ledger/rules.ts';
import { readDecimal } from '../domain/decimal.ts';
import { invalid } from '../domain/issued/line-rest.ts';
import type { CustomerData, InvoiceOrder, OrderLine } from '../domain/issued/order.ts';
import { revenueAccount } from '../domain/issued/revenue-account.ts';
import { refuse } from '../errors.ts';
import type * as routes from '../routes/issued.ts';
import type { Written } from '../usecases/issue-invoice.ts';

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

/** What somebody wants to be paid for, read and completed; the number comes later. @throws invoices.invalid-order */
export function orderOf(
  company: LedgerCompany,
  wish: routes.InvoiceBody,
  customer: CustomerData & {
    readonly paymentTermsDays?: number | undefined;
    readonly language?: InvoiceOrder['language'];
  },
): (number: string) => Written {
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
  const order: Omit<InvoiceOrder, 'number'> = {
    ...body,
    language: body.language ?? customer.language,
    ...(kind === 'advance' ? { kind } : {}),
    dueDate: due,
    discount: terms,
    currency: company.currency,
    lines: read,
  };
  return (number) => ({ order: { ...order, number } });
}
