/** What a fixture's invoice says; everything else is the same in all of them. */
export interface InvoiceFixture {
  readonly number?: string;
  readonly date?: string;
  readonly delivered?: string;
  readonly due?: string;
  readonly credit?: boolean;
  readonly currency?: string;
  readonly seller?: { name?: string; vatId?: string; taxNumber?: string; country?: string; iban?: string };
  readonly buyer?: { name?: string; vatId?: string };
  readonly terms?: string;
  readonly specification?: string;
  /** Net amounts with category and rate; one line each. */
  readonly lines?: readonly { net: string; category?: string; rate?: string }[];
  readonly paid?: string;
  /** 380, or 381 of a credit note, unless said. */
  readonly typeCode?: string;
  /** VAT in euro, of an invoice in another currency. */
  readonly vatInEuro?: string;
  /** Instead of what the lines come to. */
  readonly total?: string;
}

const cents = (text: string) => BigInt(Math.round(Number(text) * 100));
const money = (value: bigint) => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const REASONS: Readonly<Record<string, string>> = {
  AE: 'Reverse charge',
  K: 'Intra-community supply',
  E: 'Exempt',
  G: 'Export',
  O: 'Not subject to VAT',
};

/** An invoice or credit note in UBL 2.1 that keeps the rules of EN 16931, unless it is told otherwise. */
export function ublInvoice(of: InvoiceFixture = {}): string {
  const {
    number = 'R-1',
    date = '2026-06-01',
    delivered = '2026-05-28',
    due = '2026-07-01',
    credit = false,
    currency = 'EUR',
    seller = {},
    buyer = {},
    lines = [{ net: '100.00' }],
    paid,
    specification = 'urn:cen.eu:en16931:2017',
  } = of;
  const groups = new Map<string, { category: string; rate: string; net: bigint }>();
  for (const { net, category = 'S', rate = category === 'S' ? '19' : '0' } of lines) {
    const key = `${category}-${rate}`;
    const before = groups.get(key)?.net ?? 0n;
    groups.set(key, { category, rate, net: before + cents(net) });
  }
  const taxed = [...groups.values()].map((group) => ({
    ...group,
    tax: (group.net * cents(group.rate) + (group.net < 0n ? -5_000n : 5_000n)) / 10_000n,
  }));
  const net = taxed.reduce((sum, one) => sum + one.net, 0n);
  const tax = taxed.reduce((sum, one) => sum + one.tax, 0n);
  const gross = of.total === undefined ? net + tax : cents(of.total);
  const amount = (name: string, value: bigint | string) =>
    `<cbc:${name} currencyID="${currency}">${typeof value === 'string' ? value : money(value)}</cbc:${name}>`;
  const scheme = (category: string, rate: string, name: string, reason = '') => {
    const percent = category === 'O' ? '' : `<cbc:Percent>${rate}</cbc:Percent>`;
    return `<cac:${name}><cbc:ID>${category}</cbc:ID>${percent}${reason}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${name}>`;
  };
  const subtotals = taxed.map(({ category, rate, net: base, tax: of }) => {
    const text = REASONS[category];
    const reason = text === undefined ? '' : `<cbc:TaxExemptionReason>${text}</cbc:TaxExemptionReason>`;
    return `<cac:TaxSubtotal>${amount('TaxableAmount', base)}${amount('TaxAmount', of)}${scheme(category, rate, 'TaxCategory', reason)}</cac:TaxSubtotal>`;
  });
  const taxId = (id: string, kind: string) =>
    `<cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>${kind}</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`;
  const {
    name = 'Papier Müller',
    vatId = 'DE111111125',
    taxNumber,
    country = 'DE',
    iban = 'DE02120300000000202051',
  } = seller;
  const address = (land: string) =>
    `<cac:PostalAddress><cbc:StreetName>Weg 1</cbc:StreetName><cbc:CityName>Berlin</cbc:CityName><cbc:PostalZone>10115</cbc:PostalZone><cac:Country><cbc:IdentificationCode>${land}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>`;
  const root = credit ? 'CreditNote' : 'Invoice';
  const quantity = credit ? 'CreditedQuantity' : 'InvoicedQuantity';
  const line = (
    { net: amountOf, category = 'S', rate = category === 'S' ? '19' : '0' }: (typeof lines)[number],
    at: number,
  ) => {
    const negative = amountOf.startsWith('-');
    return `<cac:${root}Line><cbc:ID>${at + 1}</cbc:ID><cbc:${quantity} unitCode="C62">${negative ? -1 : 1}</cbc:${quantity}>${amount('LineExtensionAmount', amountOf)}<cac:Item><cbc:Name>Paper</cbc:Name>${scheme(category, rate, 'ClassifiedTaxCategory')}</cac:Item><cac:Price>${amount('PriceAmount', amountOf.replace('-', ''))}</cac:Price></cac:${root}Line>`;
  };
  const dueDate = credit ? '' : `<cbc:DueDate>${due}</cbc:DueDate>`;
  const vatCurrency = of.vatInEuro === undefined ? '' : '<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>';
  const inEuro =
    of.vatInEuro === undefined
      ? ''
      : `<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">${of.vatInEuro}</cbc:TaxAmount></cac:TaxTotal>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>${specification}</cbc:CustomizationID><cbc:ID>${number}</cbc:ID><cbc:IssueDate>${date}</cbc:IssueDate>${dueDate}<cbc:${root}TypeCode>${of.typeCode ?? (credit ? 381 : 380)}</cbc:${root}TypeCode><cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>${vatCurrency}
<cac:AccountingSupplierParty><cac:Party>${address(country)}${vatId === '' ? '' : taxId(vatId, 'VAT')}${taxNumber === undefined ? '' : taxId(taxNumber, 'FC')}<cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>${address('DE')}${taxId(buyer.vatId ?? 'DE123456788', 'VAT')}<cac:PartyLegalEntity><cbc:RegistrationName>${buyer.name ?? 'Acme GmbH'}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:Delivery><cbc:ActualDeliveryDate>${delivered}</cbc:ActualDeliveryDate><cac:DeliveryLocation>${address('DE')}</cac:DeliveryLocation></cac:Delivery>
<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>${iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:PaymentTerms><cbc:Note>${of.terms ?? 'net'}</cbc:Note></cac:PaymentTerms>
<cac:TaxTotal>${amount('TaxAmount', tax)}${subtotals.join('')}</cac:TaxTotal>${inEuro}
<cac:LegalMonetaryTotal>${amount('LineExtensionAmount', net)}${amount('TaxExclusiveAmount', net)}${amount('TaxInclusiveAmount', gross)}${paid === undefined ? '' : amount('PrepaidAmount', paid)}${amount('PayableAmount', gross - cents(paid ?? '0'))}</cac:LegalMonetaryTotal>
${lines.map(line).join('\n')}
</${root}>`;
}
