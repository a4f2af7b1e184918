import { cutText, writableText } from './batch-text.ts';
import { type ExtfOrigin, extfHeader } from './extf-header.ts';
import { extfLine } from './extf-line.ts';
import { PARTNER_COLUMNS, QUOTED_COLUMNS } from './partner-columns.ts';

/** What is known of a customer or vendor. */
export interface MasterPartner {
  readonly id: string;
  readonly kind: 'customer' | 'vendor';
  readonly name: string;
  readonly account: string;
  readonly vatId?: string | undefined;
  readonly iban?: string | undefined;
  readonly bic?: string | undefined;
  readonly consumer?: boolean | undefined;
  readonly paymentTermsDays?: number | undefined;
  readonly discountDays?: number | undefined;
  readonly discountPercentTimes100?: number | undefined;
  readonly address?:
    | {
        readonly street?: string | undefined;
        readonly houseNumber?: string | undefined;
        readonly postcode?: string | undefined;
        readonly city?: string | undefined;
        readonly country: string;
      }
    | undefined;
  readonly email?: string | undefined;
  readonly language?: 'de' | 'en' | undefined;
}

/** Member states by the codes of VAT ids, and Northern Ireland: other ids have no place in the format. */
const EU_VAT = /^(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)(.+)$/;

/** Longest texts that the columns take (DATEV-Format, Debitoren/Kreditoren); the rest has room for all that we keep. */
const LENGTHS: Readonly<Record<string, number>> = {
  'Name (Adressattyp Unternehmen)': 50,
  'Name (Adressattyp natürl. Person)': 30,
  Kurzbezeichnung: 15,
  'EU-UStID': 13,
  Straße: 36,
  Postleitzahl: 10,
  Ort: 30,
  'E-Mail': 60,
};
const FOREIGN_ID_LENGTH = 15;

/** DATEV's numbers of languages: 1 is German, 5 English. */
const LANGUAGES = { de: '1', en: '5' } as const;

const percent = (times100: number) => (times100 / 100).toFixed(2).replace('.', ',');

function valuesOf(partner: MasterPartner): Record<string, string | undefined> {
  const { address, vatId = '', iban, discountPercentTimes100: discount, paymentTermsDays: days } = partner;
  const [, country, number] = EU_VAT.exec(vatId) ?? [];
  const street = [address?.street, address?.houseNumber].filter(Boolean).join(' ');
  const vendor = partner.kind === 'vendor';
  return {
    Konto: partner.account,
    [partner.consumer ? 'Name (Adressattyp natürl. Person)' : 'Name (Adressattyp Unternehmen)']: partner.name,
    Adressattyp: partner.consumer ? '1' : '2',
    Kurzbezeichnung: partner.name,
    'EU-Land': country,
    'EU-UStID': number,
    Adressart: street ? 'STR' : undefined,
    Straße: street,
    Postleitzahl: address?.postcode,
    Ort: address?.city,
    Land: address?.country,
    'E-Mail': partner.email,
    'Länderkennzeichen 1': iban?.slice(0, 2),
    'IBAN-Nr. 1': iban,
    'SWIFT-Code 1': partner.bic,
    'Kennz. Hauptbankverb. 1': iban === undefined ? undefined : '1',
    Sprache: partner.language && LANGUAGES[partner.language],
    'Fälligkeit in Tagen (Debitor)': vendor ? undefined : days?.toString(),
    'Kreditoren-Ziel 1 Tg.': vendor ? partner.discountDays?.toString() : undefined,
    'Kreditoren-Skonto 1 %': vendor && discount !== undefined ? percent(discount) : undefined,
    'Kreditoren-Ziel 3 Brutto Tg.': vendor ? days?.toString() : undefined,
    // Longer than the column, it would name somebody else.
    'Nummer Fremdsystem': partner.id.length <= FOREIGN_ID_LENGTH ? partner.id : undefined,
  };
}

/** What of a partner the file says otherwise or not at all. */
function changesOf(partner: MasterPartner, values: Readonly<Record<string, string | undefined>>): string[] {
  const cut = Object.entries(LENGTHS).filter(
    ([name, length]) => name !== 'Kurzbezeichnung' && (values[name]?.length ?? 0) > length,
  );
  const discount = partner.kind === 'customer' && partner.discountDays !== undefined;
  return [
    ...cut.map(([name]) => `${name} is cut`),
    ...(partner.vatId !== undefined && values['EU-UStID'] === undefined
      ? ['a VAT id from outside the EU is left out']
      : []),
    ...(discount ? ['days of a customer’s cash discount are left out'] : []),
    ...(values['Nummer Fremdsystem'] === undefined
      ? ['the id is longer than Nummer Fremdsystem and left out']
      : []),
  ];
}

/**
 * Customers and vendors as DATEV's master data (DATEV-Format, Debitoren/Kreditoren: category 16, version 5, 254 fields).
 * `note` hears, by account, what the format cannot say; no name is in it.
 */
export function partnerMaster(
  origin: ExtfOrigin,
  partners: readonly MasterPartner[],
  note: (account: string, what: string) => void,
): string {
  const header = extfHeader(origin, { category: 16, name: 'Debitoren/Kreditoren', version: 5 });
  const rows = partners.map((partner) => {
    const values = valuesOf(partner);
    for (const what of changesOf(partner, values)) note(partner.account, what);
    const fields = Object.fromEntries(
      PARTNER_COLUMNS.flatMap((name, at) => {
        const value = values[name];
        if (!value) return [];
        const { text } = writableText(value);
        return [[at + 1, LENGTHS[name] === undefined ? text : cutText(text, LENGTHS[name])]];
      }),
    );
    return extfLine(fields, PARTNER_COLUMNS.length, QUOTED_COLUMNS);
  });
  return `${header}${PARTNER_COLUMNS.join(';')}\r\n${rows.join('')}`;
}
