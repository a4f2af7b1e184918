import type { Buyer, Contact, Payee, PostalAddress, Seller, TaxRepresentative } from '../model/party.ts';
import type { Identifier } from '../model/values.ts';
import { type Cursor, group, groups, identifier, take, text } from '../read/cursor.ts';
import { present } from '../read/present.ts';
import { attributeOf, child, textAt, textOf, type XmlNode } from '../xml/xml-node.ts';

/** The bank's identifier of a creditor (BT-90) stands among a party's identifiers with this scheme. */
const CREDITOR_SCHEME = 'SEPA';

export function readAddress(at: Cursor): PostalAddress | undefined {
  if (!at.node) return undefined;
  return present({
    line1: text(at, 'cbc:StreetName'),
    line2: text(at, 'cbc:AdditionalStreetName'),
    line3: text(at, 'cac:AddressLine', 'cbc:Line'),
    city: text(at, 'cbc:CityName'),
    postCode: text(at, 'cbc:PostalZone'),
    subdivision: text(at, 'cbc:CountrySubentity'),
    country: text(at, 'cac:Country', 'cbc:IdentificationCode'),
  });
}

function readContact(at: Cursor): Contact | undefined {
  if (!at.node) return undefined;
  return present({
    name: text(at, 'cbc:Name'),
    telephone: text(at, 'cbc:Telephone'),
    email: text(at, 'cbc:ElectronicMail'),
  });
}

function isVat(scheme: XmlNode): boolean {
  return textAt(scheme, 'cac:TaxScheme', 'cbc:ID')?.toUpperCase() === 'VAT';
}

/** The number of the first `PartyTaxScheme` that is VAT, or that is not. */
function taxNumber(at: Cursor, vat: boolean): string | undefined {
  const scheme = at.node?.children.find((one) => one.name === 'cac:PartyTaxScheme' && isVat(one) === vat);
  const number = child(scheme, 'cbc:CompanyID');
  for (const node of [number, child(scheme, 'cac:TaxScheme', 'cbc:ID')]) if (node) at.reading.taken.add(node);
  return textOf(number);
}

function identifiers(at: Cursor): Identifier[] {
  return groups(at, 'ids', 'cac:PartyIdentification', (node) => schemeOf(node) !== CREDITOR_SCHEME).flatMap(
    (one) => identifier(one, 'cbc:ID') ?? [],
  );
}

function schemeOf(identification: XmlNode): string | undefined {
  return attributeOf(child(identification, 'cbc:ID'), 'schemeID');
}

/** BT-90, where it stands with this party. */
export function creditorId(at: Cursor): string | undefined {
  const own = at.node?.children.find(
    (one) => one.name === 'cac:PartyIdentification' && schemeOf(one) === CREDITOR_SCHEME,
  );
  return text({ ...at, node: own }, 'cbc:ID');
}

/** The one identifier that a buyer or payee may have; further ones are left to be reported. */
function onlyIdentifier(at: Cursor): Identifier | undefined {
  const own = at.node?.children.find(
    (one) => one.name === 'cac:PartyIdentification' && schemeOf(one) !== CREDITOR_SCHEME,
  );
  return identifier({ ...at, node: own }, 'cbc:ID');
}

export function readSeller(at: Cursor): Seller {
  return present({
    name: text(at, 'cac:PartyLegalEntity', 'cbc:RegistrationName'),
    tradingName: text(at, 'cac:PartyName', 'cbc:Name'),
    ids: identifiers(at),
    legalRegistrationId: identifier(at, 'cac:PartyLegalEntity', 'cbc:CompanyID'),
    vatId: taxNumber(at, true),
    taxRegistrationId: taxNumber(at, false),
    additionalLegalInformation: text(at, 'cac:PartyLegalEntity', 'cbc:CompanyLegalForm'),
    electronicAddress: identifier(at, 'cbc:EndpointID'),
    address: readAddress(group(at, 'address', 'cac:PostalAddress')),
    contact: readContact(group(at, 'contact', 'cac:Contact')),
  });
}

export function readBuyer(at: Cursor): Buyer {
  return present({
    name: text(at, 'cac:PartyLegalEntity', 'cbc:RegistrationName'),
    tradingName: text(at, 'cac:PartyName', 'cbc:Name'),
    id: onlyIdentifier(at),
    legalRegistrationId: identifier(at, 'cac:PartyLegalEntity', 'cbc:CompanyID'),
    vatId: taxNumber(at, true),
    electronicAddress: identifier(at, 'cbc:EndpointID'),
    address: readAddress(group(at, 'address', 'cac:PostalAddress')),
    contact: readContact(group(at, 'contact', 'cac:Contact')),
  });
}

export function readPayee(at: Cursor): Payee | undefined {
  if (!at.node) return undefined;
  return present({
    name: text(at, 'cac:PartyName', 'cbc:Name'),
    id: onlyIdentifier(at),
    legalRegistrationId: identifier(at, 'cac:PartyLegalEntity', 'cbc:CompanyID'),
  });
}

export function readTaxRepresentative(at: Cursor): TaxRepresentative | undefined {
  if (!at.node) return undefined;
  take(at, 'cac:PartyTaxScheme', 'cac:TaxScheme', 'cbc:ID');
  return present({
    name: text(at, 'cac:PartyName', 'cbc:Name'),
    vatId: taxNumber(at, true),
    address: readAddress(group(at, 'address', 'cac:PostalAddress')),
  });
}
