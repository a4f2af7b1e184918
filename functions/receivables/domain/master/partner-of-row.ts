import type { FieldError } from '../../../../shared/kernel/errors.ts';
import { refuse } from '../../errors.ts';
import type { Address, Partner, PartnerKind } from '../partner.ts';
import type { MasterRow } from './read-partner-file.ts';

/** Longest texts that the format takes: one of that length may have been cut where it was written. */
const CUT = { name: [30, 50], street: [36], city: [30] } as const;

/** A text of the file, or the longer one that is known and begins with it. */
function uncut(
  text: string | undefined,
  known: string | undefined,
  lengths: readonly number[],
): string | undefined {
  if (text === undefined) return known;
  return known !== undefined && lengths.includes(text.length) && known.startsWith(text) ? known : text;
}

function nameOf({ values }: MasterRow): string | undefined {
  const { companyName, firstName, lastName, otherName, addresseeType } = values;
  const person = [firstName, lastName].filter(Boolean).join(' ') || undefined;
  const byType = { '0': otherName, '1': person, '2': companyName }[addresseeType ?? '2'];
  return byType ?? companyName ?? person ?? otherName;
}

const HOUSE_NUMBER = /^(.*\D)\s+(\d+\s?[a-zA-Z]?(?:\s?[-/+]\s?\d+\s?[a-zA-Z]?)?)$/;

function streetOf(
  text: string | undefined,
  known: Address | undefined,
): Pick<Address, 'street' | 'houseNumber'> {
  const before = [known?.street, known?.houseNumber].filter(Boolean).join(' ');
  const line = uncut(text, before || undefined, CUT.street);
  if (line === undefined) return {};
  if (line === before) return { street: known?.street, houseNumber: known?.houseNumber };
  const [, street = line, houseNumber] = HOUSE_NUMBER.exec(line) ?? [];
  return { street, ...(houseNumber === undefined ? {} : { houseNumber }) };
}

function addressOf({ values }: MasterRow, known: Address | undefined): Address | undefined {
  const { street, postBox, postcode, city, country } = values;
  if (![street, postBox, postcode, city, country].some(Boolean)) return known;
  return {
    ...streetOf(street ?? (postBox && `Postfach ${postBox}`), known),
    ...given('postcode', postcode ?? known?.postcode),
    ...given('city', uncut(city, known?.city, CUT.city)),
    // Domestic addresses often name no country.
    country: country ?? known?.country ?? 'DE',
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

const MAX_DAYS = 365;
const LANGUAGES: Readonly<Record<string, 'de' | 'en'>> = { '1': 'de', '5': 'en' };

/**
 * The partner that a row makes of what is known: columns that are empty or not there leave it as it is. A row names an account;
 * the name is that of the type of addressee (1 natural person, 2 company, 0 not told).
 * @throws receivables.partner-row
 */
export function partnerOfRow(
  row: MasterRow,
  { id, kind, account }: { readonly id: string; readonly kind: PartnerKind; readonly account: string },
  known: Partner | undefined,
): Partner {
  const { values } = row;
  const errors: FieldError[] = [];
  const bad = (column: string, detail: string) =>
    void errors.push({ pointer: `/${column}`, detail: `${column} ${detail}` });
  const days = (column: string, text: string | undefined) => {
    if (text === undefined) return undefined;
    if (/^\d{1,3}$/.test(text) && Number(text) <= MAX_DAYS) return Number(text);
    bad(column, `"${text.slice(0, 40)}" is no number of days up to ${MAX_DAYS}.`);
    return undefined;
  };
  const name = uncut(nameOf(row), known?.name, CUT.name);
  if (name === undefined) bad('Name', 'is missing.');
  const {
    vatCountry = '',
    vatNumber,
    language,
    customerDays,
    vendorDays,
    vendorDiscountDays,
    vendorDiscount,
  } = values;
  const terms =
    kind === 'customer'
      ? days('Fälligkeit in Tagen', customerDays)
      : days('Kreditoren-Ziel 3 Brutto Tg.', vendorDays);
  const discount = kind === 'vendor' ? discountOf(vendorDiscountDays, vendorDiscount) : undefined;
  if (errors[0]) throw refuse('receivables.partner-row', errors[0].detail, { errors });
  const { address: _address, ...rest } = known ?? {};
  return {
    ...rest,
    id,
    kind,
    account,
    name: name ?? '',
    ...given('vatId', vatNumber === undefined ? known?.vatId : `${vatCountry}${vatNumber}`),
    ...given('iban', values.iban ?? known?.iban),
    ...given('bic', values.bic ?? known?.bic),
    ...given('email', values.email ?? known?.email),
    ...given('paymentTermsDays', terms ?? known?.paymentTermsDays),
    ...given('address', addressOf(row, known?.address)),
    ...given('language', LANGUAGES[language ?? ''] ?? known?.language),
    ...discount,
  };

  function discountOf(daysText: string | undefined, percentText: string | undefined) {
    if (daysText === undefined && percentText === undefined) return undefined;
    const discountDays = days('Kreditoren-Ziel 1 Tg.', daysText);
    const [, whole, decimals = ''] = /^(\d{1,2})(?:,(\d{1,2}))?$/.exec(percentText ?? '') ?? [];
    if (discountDays === undefined || whole === undefined) {
      // Days without a percentage are a term, not a discount: nothing to keep.
      if (percentText !== undefined && whole === undefined)
        bad('Kreditoren-Skonto 1 %', `"${percentText}" is no percentage.`);
      return undefined;
    }
    const discountPercentTimes100 = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
    return discountPercentTimes100 === 0 ? undefined : { discountDays, discountPercentTimes100 };
  }
}
