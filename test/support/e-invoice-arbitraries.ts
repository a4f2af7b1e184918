import fc from 'fast-check';
import { decimalOf, scaledOf } from '../../functions/invoices/domain/decimal.ts';
import type { Invoice } from '../../functions/invoices/domain/invoice.ts';
import type { DocumentAllowanceOrCharge } from '../../functions/invoices/domain/model/amounts.ts';
import type { InvoiceLine } from '../../functions/invoices/domain/model/invoice-line.ts';
import { vatOn } from '../../functions/invoices/domain/rules/vat/breakdown.ts';
import { divideRounded } from '../../shared/kernel/money.ts';
import { FULL_INVOICE } from './e-invoices.ts';

/** Texts as people and programs write them: umlauts, markup, quotes, line breaks within. Trimmed, as the model's are. */
const text = fc
  .array(
    fc.constantFrom('Ä', 'ß', 'x', '7', ' ', '&', '<', '>', '"', "'", ']]>', '€', '𝄞', '\n', '\t', '\r', '#'),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => `a${parts.join('')}z`);
const cents = fc.bigInt({ min: -99_999n, max: 9_999_999n });
const quantity = fc
  .tuple(fc.bigInt({ min: -9_999n, max: 99_999n }), fc.nat(4))
  .map(([units, scale]) => decimalOf({ units, scale }));
const price = fc
  .tuple(fc.bigInt({ min: 0n, max: 999_999n }), fc.nat(5))
  .map(([units, scale]) => decimalOf({ units, scale }));
const vat = fc.constantFrom(
  { vatCategory: 'S', vatRate: '19' },
  { vatCategory: 'S', vatRate: '7' },
  { vatCategory: 'S', vatRate: '5.5' },
  { vatCategory: 'E', vatRate: '0' },
);
const day = fc.constantFrom('2026-03-01', '2026-03-15', '2026-03-31');

function optional<T extends object>(
  members: { [K in keyof T]: fc.Arbitrary<T[K]> },
): fc.Arbitrary<Partial<T>> {
  return fc.record(members, { requiredKeys: [] }) as unknown as fc.Arbitrary<Partial<T>>;
}

const plainAllowance = fc
  .tuple(fc.bigInt({ min: 0n, max: 9_999n }), text, optional({ reasonCode: fc.constant('95') }))
  .map(([amount, reason, code]) => ({ amount, reason, ...code }));
const plainCharge = plainAllowance.map(({ amount, reason }) => ({ amount, reason }));
const documentAllowance: fc.Arbitrary<DocumentAllowanceOrCharge> = fc
  .tuple(plainAllowance, vat)
  .map(([one, tax]) => ({ ...one, ...tax }));

const line: fc.Arbitrary<Omit<InvoiceLine, 'id'>> = fc
  .record({
    amounts: fc.tuple(quantity, price),
    unit: fc.constantFrom('C62', 'HUR', 'XPP'),
    tax: vat,
    allowances: fc.array(plainAllowance, { maxLength: 2 }),
    charges: fc.array(plainCharge, { maxLength: 2 }),
    more: optional({
      note: text,
      orderLineReference: text,
      buyerAccountingReference: text,
      period: fc.record({ start: day }),
    }),
    item: fc.tuple(
      text,
      optional({ description: text, sellerId: text, buyerId: text, originCountry: fc.constant('CH') }),
    ),
    attributes: fc.array(fc.record({ name: text, value: text }), { maxLength: 2 }),
  })
  .map(({ amounts: [count, net], unit, tax, allowances, charges, more, item: [name, about], attributes }) => {
    const [a, b] = [scaledOf(count), scaledOf(net)];
    const goods = divideRounded(a.units * b.units * 100n, 10n ** BigInt(a.scale + b.scale));
    const sum = (list: readonly { amount: bigint }[]) =>
      list.reduce((total, { amount }) => total + amount, 0n);
    const netAmount = goods - sum(allowances) + sum(charges);
    const item = { name, ...about, classifications: [], attributes };
    return { ...more, ...tax, quantity: count, unit, netAmount, allowances, charges, price: { net }, item };
  });

/** Totals and breakdown of whatever the invoice has. */
function withTotals(invoice: Invoice, paid: bigint | undefined): Invoice {
  const groups = new Map<string, { category: string; rate: string; taxableAmount: bigint }>();
  const add = (one: { vatCategory?: string; vatRate?: string }, amount: bigint) => {
    const [category = '', rate = ''] = [one.vatCategory, one.vatRate];
    const group = groups.get(`${category} ${rate}`) ?? { category, rate, taxableAmount: 0n };
    groups.set(`${category} ${rate}`, { ...group, taxableAmount: group.taxableAmount + amount });
  };
  for (const one of invoice.lines) add(one, one.netAmount ?? 0n);
  for (const one of invoice.allowances) add(one, -(one.amount ?? 0n));
  for (const one of invoice.charges) add(one, one.amount ?? 0n);
  const vatBreakdowns = [...groups.values()].map((group) => ({
    ...group,
    taxAmount: vatOn(group.taxableAmount, group.rate),
    ...(group.category === 'E' ? { exemptionReason: '§ 4 UStG' } : {}),
  }));
  const sum = (list: readonly (bigint | undefined)[]) =>
    list.reduce<bigint>((total, one) => total + (one ?? 0n), 0n);
  const lines = sum(invoice.lines.map(({ netAmount }) => netAmount));
  const allowances = sum(invoice.allowances.map(({ amount }) => amount));
  const charges = sum(invoice.charges.map(({ amount }) => amount));
  const tax = sum(vatBreakdowns.map(({ taxAmount }) => taxAmount));
  const [withoutVat, withVat] = [lines - allowances + charges, lines - allowances + charges + tax];
  const payable = withVat - (paid ?? 0n);
  const totals = {
    lines,
    allowances,
    charges,
    withoutVat,
    vat: tax,
    withVat,
    payable,
    ...(paid === undefined ? {} : { paid }),
  };
  return { ...invoice, totals, vatBreakdowns };
}

/** Invoices and credit notes in XRechnung that keep every rule, with what is optional there or not. */
export const validInvoices: fc.Arbitrary<Invoice> = fc
  .record({
    typeCode: fc.constantFrom('380', '381', '384', '326'),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    allowances: fc.array(documentAllowance, { maxLength: 2 }),
    charges: fc.array(
      documentAllowance.map(({ reasonCode: _of, ...one }) => one),
      { maxLength: 2 },
    ),
    paid: fc.option(cents, { nil: undefined }),
    notes: fc.array(fc.record({ text }), { maxLength: 2 }),
    content: fc.uint8Array({ minLength: 1, maxLength: 20 }),
    more: optional({
      buyerReference: text,
      projectReference: text,
      contractReference: text,
      paymentTerms: text.map((terms) => terms.replaceAll('#', '')),
    }),
  })
  .map(({ typeCode, lines, allowances, charges, paid, notes, content, more }) => {
    const { vatCurrency: _vat, ...base } = FULL_INVOICE;
    const numbered = lines.map((one, index) => ({ ...one, id: String(index + 1) }));
    const file = { mimeType: 'text/csv', fileName: 'a "b" & c.csv', content };
    const supportingDocuments = [{ reference: 'A', file }];
    return withTotals(
      { ...base, ...more, typeCode, lines: numbered, allowances, charges, notes, supportingDocuments },
      paid,
    );
  });
