import type { Invoice } from '../../invoice.ts';
import { each, NO_PROBLEM, type Problems, problemIf, type Rule, rule } from '../rule.ts';
import { usesCategory } from './category.ts';

function breaksDown({ vatBreakdowns }: Invoice, code: string): boolean {
  return vatBreakdowns.some(({ category }) => category === code);
}

/** In an invoice that is not subject to VAT, nothing else is either. */
function onlyOutside(
  invoice: Invoice,
  list: readonly { readonly vatCategory?: string; readonly category?: string }[],
  at: string,
  what: string,
): Problems {
  if (!breaksDown(invoice, 'O')) return NO_PROBLEM;
  return each(list, at, ({ vatCategory, category }, path) => {
    const code = vatCategory ?? category;
    const text = `The invoice is not subject to VAT (O), but ${what} has category ${code}.`;
    return problemIf(code !== undefined && code !== 'O', path, text);
  });
}

function countriesOf({ seller, buyer, sellerTaxRepresentative, delivery, lines }: Invoice): string[] {
  const addresses = [seller.address, buyer.address, sellerTaxRepresentative?.address, delivery?.address];
  return [...addresses.map((one) => one?.country), ...lines.map(({ item }) => item.originCountry)].filter(
    (country) => country !== undefined,
  );
}

function uses(invoice: Invoice, code: string): boolean {
  return usesCategory(invoice, code) || breaksDown(invoice, code);
}

/** Rules that only one category has: intra-Community supply, not subject to VAT, Italian split payment. */
export const SPECIAL_RULES: readonly Rule[] = [
  rule('BR-IC-11', 'BT-72 BG-14', (invoice) => {
    const { date, period } = invoice.delivery ?? {};
    const stated = date !== undefined || period?.start !== undefined || period?.end !== undefined;
    const text =
      'An intra-Community supply (K) needs the day of delivery (BT-72) or the invoicing period (BG-14).';
    return problemIf(breaksDown(invoice, 'K') && !stated, '/delivery', text);
  }),
  rule('BR-IC-12', 'BT-80', (invoice) => {
    const text = 'An intra-Community supply (K) needs the country it is delivered to (BT-80).';
    const missing = invoice.delivery?.address?.country === undefined;
    return problemIf(breaksDown(invoice, 'K') && missing, '/delivery/address', text);
  }),
  rule('BR-O-11', 'BG-23', (invoice) =>
    onlyOutside(invoice, invoice.vatBreakdowns, '/vatBreakdowns', 'a breakdown'),
  ),
  rule('BR-O-12', 'BT-151', (invoice) => onlyOutside(invoice, invoice.lines, '/lines', 'a line')),
  rule('BR-O-13', 'BT-95', (invoice) =>
    onlyOutside(invoice, invoice.allowances, '/allowances', 'an allowance'),
  ),
  rule('BR-O-14', 'BT-102', (invoice) => onlyOutside(invoice, invoice.charges, '/charges', 'a charge')),
  rule('BR-B-01', 'BT-151 BT-95 BT-102', (invoice) => {
    const abroad = countriesOf(invoice).find((country) => country !== 'IT');
    const text = `Split payment (B) is for Italian invoices, but the country ${abroad} is in this one.`;
    return problemIf(uses(invoice, 'B') && abroad !== undefined, '/vatBreakdowns', text);
  }),
  rule('BR-B-02', 'BT-151 BT-95 BT-102 BT-118', (invoice) => {
    const text = 'Split payment (B) and the standard rate (S) do not go together in one invoice.';
    return problemIf(uses(invoice, 'B') && uses(invoice, 'S'), '/vatBreakdowns', text);
  }),
];
