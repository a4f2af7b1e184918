import { formatCents } from '../decimal.ts';
import type { DocumentAllowanceOrCharge } from '../model/amounts.ts';
import type { Period } from '../model/delivery.ts';
import type { Contact, PostalAddress } from '../model/party.ts';
import type { Cents, Decimal, Identifier } from '../model/values.ts';
import { type Element, element } from '../xml/write-xml.ts';

type Part = Element | undefined;

export function identifierElement(name: string, identifier: Identifier | undefined): Part {
  return element(name, identifier?.id, { schemeID: identifier?.scheme });
}

export function amountElement(name: string, amount: Cents | undefined, currencyID: string | undefined): Part {
  return element(name, amount === undefined ? undefined : formatCents(amount), { currencyID });
}

export function addressElement(name: string, address: PostalAddress | undefined): Part {
  if (!address) return undefined;
  return element(name, [
    element('cbc:StreetName', address.line1),
    element('cbc:AdditionalStreetName', address.line2),
    element('cbc:CityName', address.city),
    element('cbc:PostalZone', address.postCode),
    element('cbc:CountrySubentity', address.subdivision),
    element('cac:AddressLine', [element('cbc:Line', address.line3)]),
    element('cac:Country', [element('cbc:IdentificationCode', address.country)]),
  ]);
}

export function contactElement(contact: Contact | undefined): Part {
  return element('cac:Contact', [
    element('cbc:Name', contact?.name),
    element('cbc:Telephone', contact?.telephone),
    element('cbc:ElectronicMail', contact?.email),
  ]);
}

const VAT_SCHEME = element('cac:TaxScheme', [element('cbc:ID', 'VAT')]);

/** BT-31, BT-48, BT-63 with the scheme VAT; BT-32 with one that is none. */
export function taxSchemeElement(number: string | undefined, scheme = 'VAT'): Part {
  if (number === undefined) return undefined;
  return element('cac:PartyTaxScheme', [
    element('cbc:CompanyID', number),
    element('cac:TaxScheme', [element('cbc:ID', scheme)]),
  ]);
}

export interface TaxCategory {
  readonly category?: string | undefined;
  readonly rate?: Decimal | undefined;
  readonly exemptionReasonCode?: string | undefined;
  readonly exemptionReason?: string | undefined;
}

export function taxCategoryElement(name: string, tax: TaxCategory): Part {
  if (tax.category === undefined && tax.rate === undefined) return undefined;
  return element(name, [
    element('cbc:ID', tax.category),
    element('cbc:Percent', tax.rate),
    element('cbc:TaxExemptionReasonCode', tax.exemptionReasonCode),
    element('cbc:TaxExemptionReason', tax.exemptionReason),
    VAT_SCHEME,
  ]);
}

export function periodElement(period: Period | undefined, descriptionCode?: string): Part {
  return element('cac:InvoicePeriod', [
    element('cbc:StartDate', period?.start),
    element('cbc:EndDate', period?.end),
    element('cbc:DescriptionCode', descriptionCode),
  ]);
}

export function allowanceElement(
  one: DocumentAllowanceOrCharge,
  isCharge: boolean,
  currency: string | undefined,
): Part {
  return element('cac:AllowanceCharge', [
    element('cbc:ChargeIndicator', String(isCharge)),
    element('cbc:AllowanceChargeReasonCode', one.reasonCode),
    element('cbc:AllowanceChargeReason', one.reason),
    element('cbc:MultiplierFactorNumeric', one.percentage),
    amountElement('cbc:Amount', one.amount, currency),
    amountElement('cbc:BaseAmount', one.baseAmount, currency),
    taxCategoryElement('cac:TaxCategory', { category: one.vatCategory, rate: one.vatRate }),
  ]);
}
