import type { Buyer, Payee, Seller, TaxRepresentative } from '../model/party.ts';
import type { Identifier } from '../model/values.ts';
import { type Element, element, elements } from '../xml/write-xml.ts';
import { addressElement, contactElement, identifierElement, taxSchemeElement } from './write-parts.ts';

type Part = Element | undefined;

function identifications(ids: readonly (Identifier | undefined)[]): Element[] {
  return elements(ids, (id) => element('cac:PartyIdentification', [identifierElement('cbc:ID', id)]));
}

function nameElement(name: string | undefined): Part {
  return element('cac:PartyName', [element('cbc:Name', name)]);
}

function creditor(creditorId: string | undefined): Identifier | undefined {
  return creditorId === undefined ? undefined : { id: creditorId, scheme: 'SEPA' };
}

/** `creditorId` is BT-90, where it stands with the seller. */
export function sellerElement(seller: Seller, creditorId: string | undefined): Part {
  return element('cac:AccountingSupplierParty', [
    element('cac:Party', [
      identifierElement('cbc:EndpointID', seller.electronicAddress),
      identifications([...seller.ids, creditor(creditorId)]),
      nameElement(seller.tradingName),
      addressElement('cac:PostalAddress', seller.address),
      taxSchemeElement(seller.vatId),
      taxSchemeElement(seller.taxRegistrationId, 'FC'),
      element('cac:PartyLegalEntity', [
        element('cbc:RegistrationName', seller.name),
        identifierElement('cbc:CompanyID', seller.legalRegistrationId),
        element('cbc:CompanyLegalForm', seller.additionalLegalInformation),
      ]),
      contactElement(seller.contact),
    ]),
  ]);
}

export function buyerElement(buyer: Buyer): Part {
  return element('cac:AccountingCustomerParty', [
    element('cac:Party', [
      identifierElement('cbc:EndpointID', buyer.electronicAddress),
      identifications([buyer.id]),
      nameElement(buyer.tradingName),
      addressElement('cac:PostalAddress', buyer.address),
      taxSchemeElement(buyer.vatId),
      element('cac:PartyLegalEntity', [
        element('cbc:RegistrationName', buyer.name),
        identifierElement('cbc:CompanyID', buyer.legalRegistrationId),
      ]),
      contactElement(buyer.contact),
    ]),
  ]);
}

export function payeeElement(payee: Payee | undefined, creditorId: string | undefined): Part {
  if (!payee) return undefined;
  return element('cac:PayeeParty', [
    identifications([payee.id, creditor(creditorId)]),
    nameElement(payee.name),
    element('cac:PartyLegalEntity', [identifierElement('cbc:CompanyID', payee.legalRegistrationId)]),
  ]);
}

export function taxRepresentativeElement(representative: TaxRepresentative | undefined): Part {
  return element('cac:TaxRepresentativeParty', [
    nameElement(representative?.name),
    addressElement('cac:PostalAddress', representative?.address),
    taxSchemeElement(representative?.vatId),
  ]);
}
