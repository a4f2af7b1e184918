import { toSepaText } from './charset.ts';
import { compactNumber, isBic, isIban, isSepaIban, needsAddress } from './identifiers.ts';
import { type Element, leaf, node } from './xml.ts';

export interface PostalAddress {
  readonly street?: string | undefined;
  readonly houseNumber?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
}

/** Who pays or is paid, and on which account. */
export interface Party {
  readonly name: string;
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly address?: PostalAddress | undefined;
}

/** Why somebody cannot be paid, or collected from, by file. */
export interface PartyProblem {
  readonly code:
    | 'no-iban'
    | 'invalid-iban'
    | 'invalid-bic'
    | 'outside-sepa'
    | 'name-not-expressible'
    | 'address-not-expressible'
    | 'address-needed';
  readonly detail: string;
}

/** SEPA's own limit of a name (SCT and SDD implementation guidelines, AT-P001, AT-E001), below the schema's 140. */
export const MAX_NAME_LENGTH = 70;

/** Lengths of the parts of PostalAddress24 that are used. */
const ADDRESS_LENGTHS = { street: 70, houseNumber: 16, postcode: 16, city: 35 } as const;
type AddressPart = keyof typeof ADDRESS_LENGTHS;

function shown(characters: readonly string[]): string {
  return characters.slice(0, 10).join(' ');
}

/**
 * The party as a file can name it, or everything that is against it. A name beyond 70 characters is cut, as banks do; an
 * address is told only with town and country: since mid-November 2026 one without them is refused (SEPA rulebooks 2025,
 * structured or hybrid addresses), and no bank asks for one within the EEA.
 */
export function checkParty(party: Party, purpose: 'transfer' | 'debit'): Party | readonly PartyProblem[] {
  const problems: PartyProblem[] = [];
  const iban = compactNumber(party.iban);
  const bic = party.bic === undefined || party.bic === '' ? undefined : compactNumber(party.bic);
  if (iban === '') problems.push({ code: 'no-iban', detail: 'No IBAN is known.' });
  else if (!isIban(iban)) {
    problems.push({ code: 'invalid-iban', detail: 'The IBAN has a wrong length or wrong check digits.' });
  } else if (!isSepaIban(iban)) {
    problems.push({
      code: 'outside-sepa',
      detail: `Accounts in ${iban.slice(0, 2)} are not reached by SEPA.`,
    });
  }
  if (bic !== undefined && !isBic(bic)) {
    problems.push({ code: 'invalid-bic', detail: 'The BIC has not 8 or 11 characters of its form.' });
  }
  const name = toSepaText(party.name);
  if (name.lost.length > 0 || name.text === '') {
    const detail = `The name has characters that no bank takes: ${shown(name.lost)}`;
    problems.push({ code: 'name-not-expressible', detail });
  }
  const address = checkAddress(party.address);
  if (isProblem(address)) problems.push(address);
  else if (purpose === 'debit' && address === undefined && isIban(iban) && needsAddress(iban)) {
    const detail = 'A debit from outside the EEA needs the address of the payer with town and country.';
    problems.push({ code: 'address-needed', detail });
  }
  if (problems.length > 0 || isProblem(address)) return problems;
  return { name: name.text.slice(0, MAX_NAME_LENGTH).trim(), iban, bic, address };
}

function isProblem(value: PostalAddress | PartyProblem | undefined): value is PartyProblem {
  return value !== undefined && 'code' in value;
}

function checkAddress(address: PostalAddress | undefined): PostalAddress | PartyProblem | undefined {
  if (!address?.city?.trim() || !/^[A-Z]{2}$/.test(address.country ?? '')) return undefined;
  const written: Partial<Record<AddressPart, string>> = {};
  for (const part of Object.keys(ADDRESS_LENGTHS) as AddressPart[]) {
    const { text, lost } = toSepaText(address[part] ?? '');
    if (lost.length > 0) {
      const detail = `The address (${part}) has characters that no bank takes: ${shown(lost)}`;
      return { code: 'address-not-expressible', detail };
    }
    if (text.length > ADDRESS_LENGTHS[part]) {
      const detail = `The address (${part}) has more than ${ADDRESS_LENGTHS[part]} characters.`;
      return { code: 'address-not-expressible', detail };
    }
    if (text !== '') written[part] = text;
  }
  return written.city === undefined ? undefined : { ...written, country: address.country };
}

/** `Nm` and `PstlAdr` of a checked party, structured; no `AdrLine`. */
export function partyElements({ name, address }: Pick<Party, 'name' | 'address'>): readonly Element[] {
  const place = node(
    'PstlAdr',
    leaf('StrtNm', address?.street),
    leaf('BldgNb', address?.houseNumber),
    leaf('PstCd', address?.postcode),
    leaf('TwnNm', address?.city),
    leaf('Ctry', address?.country),
  );
  return [leaf('Nm', name), place].flatMap((element) => element ?? []);
}

export function accountElement(name: string, iban: string): Element | undefined {
  return node(name, node('Id', leaf('IBAN', iban)));
}

/** The bank by its BIC. Where the schema wants a bank and none is known: NOTPROVIDED (SEPA: IBAN only since 2016). */
export function agentElement(name: string, bic: string | undefined, needed: boolean): Element | undefined {
  if (bic !== undefined) return node(name, node('FinInstnId', leaf('BICFI', bic)));
  return needed ? node(name, node('FinInstnId', node('Othr', leaf('Id', 'NOTPROVIDED')))) : undefined;
}
