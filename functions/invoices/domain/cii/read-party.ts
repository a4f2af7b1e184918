import type { Buyer, Contact, Payee, PostalAddress, Seller, TaxRepresentative } from '../model/party.ts';
import type { Identifier } from '../model/values.ts';
import { type Cursor, group, groups, identifier, identifierOf, text } from '../read/cursor.ts';
import { present } from '../read/present.ts';
import { attributeOf, childrenOf, textOf } from '../xml/xml-node.ts';

export function readAddress(at: Cursor): PostalAddress | undefined {
  if (!at.node) return undefined;
  return present({
    line1: text(at, 'ram:LineOne'),
    line2: text(at, 'ram:LineTwo'),
    line3: text(at, 'ram:LineThree'),
    city: text(at, 'ram:CityName'),
    postCode: text(at, 'ram:PostcodeCode'),
    subdivision: text(at, 'ram:CountrySubDivisionName'),
    country: text(at, 'ram:CountryID'),
  });
}

function readContact(at: Cursor): Contact | undefined {
  if (!at.node) return undefined;
  return present({
    name: text(at, 'ram:PersonName') ?? text(at, 'ram:DepartmentName'),
    telephone: text(at, 'ram:TelephoneUniversalCommunication', 'ram:CompleteNumber'),
    email: text(at, 'ram:EmailURIUniversalCommunication', 'ram:URIID'),
  });
}

/** `VA` is the VAT identifier, `FC` the local number of the tax office. */
function taxNumber(at: Cursor, scheme: 'VA' | 'FC'): string | undefined {
  const registrations = childrenOf(at.node, 'ram:SpecifiedTaxRegistration').flatMap((one) => one.children);
  const node = registrations.find((one) => one.name === 'ram:ID' && attributeOf(one, 'schemeID') === scheme);
  if (node) at.reading.taken.add(node);
  return textOf(node);
}

/** `ID` has no scheme, `GlobalID` has one; the standard keeps them in one list. */
function identifiers(at: Cursor): Identifier[] {
  const plain = groups(at, 'ids', 'ram:ID');
  return [...plain, ...groups(at, 'ids', 'ram:GlobalID')].flatMap(({ node }) => {
    if (node) at.reading.taken.add(node);
    return identifierOf(node) ?? [];
  });
}

/** The one identifier that a party other than the seller may have. */
export function onlyIdentifier(at: Cursor): Identifier | undefined {
  return identifier(at, 'ram:GlobalID') ?? identifier(at, 'ram:ID');
}

export function readSeller(at: Cursor): Seller {
  return present({
    name: text(at, 'ram:Name'),
    tradingName: text(at, 'ram:SpecifiedLegalOrganization', 'ram:TradingBusinessName'),
    ids: identifiers(at),
    legalRegistrationId: identifier(at, 'ram:SpecifiedLegalOrganization', 'ram:ID'),
    vatId: taxNumber(at, 'VA'),
    taxRegistrationId: taxNumber(at, 'FC'),
    additionalLegalInformation: text(at, 'ram:Description'),
    electronicAddress: identifier(at, 'ram:URIUniversalCommunication', 'ram:URIID'),
    address: readAddress(group(at, 'address', 'ram:PostalTradeAddress')),
    contact: readContact(group(at, 'contact', 'ram:DefinedTradeContact')),
  });
}

export function readBuyer(at: Cursor): Buyer {
  return present({
    name: text(at, 'ram:Name'),
    tradingName: text(at, 'ram:SpecifiedLegalOrganization', 'ram:TradingBusinessName'),
    id: onlyIdentifier(at),
    legalRegistrationId: identifier(at, 'ram:SpecifiedLegalOrganization', 'ram:ID'),
    vatId: taxNumber(at, 'VA'),
    electronicAddress: identifier(at, 'ram:URIUniversalCommunication', 'ram:URIID'),
    address: readAddress(group(at, 'address', 'ram:PostalTradeAddress')),
    contact: readContact(group(at, 'contact', 'ram:DefinedTradeContact')),
  });
}

export function readPayee(at: Cursor): Payee | undefined {
  if (!at.node) return undefined;
  return present({
    name: text(at, 'ram:Name'),
    id: onlyIdentifier(at),
    legalRegistrationId: identifier(at, 'ram:SpecifiedLegalOrganization', 'ram:ID'),
  });
}

export function readTaxRepresentative(at: Cursor): TaxRepresentative | undefined {
  if (!at.node) return undefined;
  return present({
    name: text(at, 'ram:Name'),
    vatId: taxNumber(at, 'VA'),
    address: readAddress(group(at, 'address', 'ram:PostalTradeAddress')),
  });
}
