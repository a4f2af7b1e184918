import { formatCents } from '../decimal.ts';
import type { DocumentAllowanceOrCharge } from '../model/amounts.ts';
import type { Period } from '../model/delivery.ts';
import type { Buyer, Contact, Payee, PostalAddress, Seller, TaxRepresentative } from '../model/party.ts';
import type { Cents, Decimal, Identifier } from '../model/values.ts';
import { type Element, element, elements } from '../xml/write-xml.ts';
import { DAY_FORMAT } from './vocabulary.ts';

type Part = Element | undefined;

/** A day in UNCL 2379 format 102, in an element around `udt:DateTimeString` or one of its kind. */
export function dateElement(name: string, day: string | undefined, form = 'udt:DateTimeString'): Part {
  return element(name, [element(form, day?.replaceAll('-', ''), { format: DAY_FORMAT })]);
}

export function amountElement(name: string, amount: Cents | undefined, currencyID?: string): Part {
  return element(name, amount === undefined ? undefined : formatCents(amount), { currencyID });
}

export function identifierElement(name: string, identifier: Identifier | undefined): Part {
  return element(name, identifier?.id, { schemeID: identifier?.scheme });
}

/** `ID` without a scheme, `GlobalID` with one; the schema wants those without in front. */
function partyIds(ids: readonly Identifier[]): Element[] {
  const plain = ids.filter(({ scheme }) => scheme === undefined);
  const global = ids.filter(({ scheme }) => scheme !== undefined);
  return [
    ...elements(plain, (id) => identifierElement('ram:ID', id)),
    ...elements(global, (id) => identifierElement('ram:GlobalID', id)),
  ];
}

function addressElement(address: PostalAddress | undefined): Part {
  return element('ram:PostalTradeAddress', [
    element('ram:PostcodeCode', address?.postCode),
    element('ram:LineOne', address?.line1),
    element('ram:LineTwo', address?.line2),
    element('ram:LineThree', address?.line3),
    element('ram:CityName', address?.city),
    element('ram:CountryID', address?.country),
    element('ram:CountrySubDivisionName', address?.subdivision),
  ]);
}

function contactElement(contact: Contact | undefined): Part {
  return element('ram:DefinedTradeContact', [
    element('ram:PersonName', contact?.name),
    element('ram:TelephoneUniversalCommunication', [element('ram:CompleteNumber', contact?.telephone)]),
    element('ram:EmailURIUniversalCommunication', [element('ram:URIID', contact?.email)]),
  ]);
}

function registrationElement(number: string | undefined, schemeID: 'VA' | 'FC'): Part {
  return element('ram:SpecifiedTaxRegistration', [element('ram:ID', number, { schemeID })]);
}

/** Any party: what it does not have is left out. */
export type AnyParty = Partial<Omit<Seller, 'ids'> & Omit<Buyer, 'id'> & Payee & TaxRepresentative>;

export function partyElement(name: string, party: AnyParty | undefined, ids: readonly Identifier[]): Part {
  if (!party) return undefined;
  return element(name, [
    partyIds(ids),
    element('ram:Name', party.name),
    element('ram:Description', party.additionalLegalInformation),
    element('ram:SpecifiedLegalOrganization', [
      identifierElement('ram:ID', party.legalRegistrationId),
      element('ram:TradingBusinessName', party.tradingName),
    ]),
    contactElement(party.contact),
    addressElement(party.address),
    element('ram:URIUniversalCommunication', [identifierElement('ram:URIID', party.electronicAddress)]),
    registrationElement(party.taxRegistrationId, 'FC'),
    registrationElement(party.vatId, 'VA'),
  ]);
}

export function periodElement(period: Period | undefined): Part {
  return element('ram:BillingSpecifiedPeriod', [
    dateElement('ram:StartDateTime', period?.start),
    dateElement('ram:EndDateTime', period?.end),
  ]);
}

/** VAT of a line, allowance or charge. */
export function vatElement(name: string, category: string | undefined, rate: Decimal | undefined): Part {
  if (category === undefined && rate === undefined) return undefined;
  return element(name, [
    element('ram:TypeCode', 'VAT'),
    element('ram:CategoryCode', category),
    element('ram:RateApplicablePercent', rate),
  ]);
}

export function indicatorElement(isCharge: boolean): Part {
  return element('ram:ChargeIndicator', [element('udt:Indicator', String(isCharge))]);
}

export function allowanceElement(one: DocumentAllowanceOrCharge, isCharge: boolean): Part {
  return element('ram:SpecifiedTradeAllowanceCharge', [
    indicatorElement(isCharge),
    element('ram:CalculationPercent', one.percentage),
    amountElement('ram:BasisAmount', one.baseAmount),
    amountElement('ram:ActualAmount', one.amount),
    element('ram:ReasonCode', one.reasonCode),
    element('ram:Reason', one.reason),
    vatElement('ram:CategoryTradeTax', one.vatCategory, one.vatRate),
  ]);
}
