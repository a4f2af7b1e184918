import { isValidBIC, isValidIBAN } from 'ibantools';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { refuse } from '../errors.ts';

export type PartnerKind = 'customer' | 'vendor';

export interface Address {
  readonly street?: string | undefined;
  readonly houseNumber?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** A customer or vendor: whom a personal account belongs to. What is said here of a person can be erased. */
export interface Partner {
  readonly id: string;
  readonly kind: PartnerKind;
  readonly name: string;
  readonly account: string;
  readonly vatId?: string | undefined;
  readonly iban?: string | undefined;
  readonly bic?: string | undefined;
  /** A natural person outside business (§13 BGB): other interest, no lump sum, default needs a notice. */
  readonly consumer?: boolean | undefined;
  readonly paymentTermsDays?: number | undefined;
  /** Cash discount: days from the document's date, percent times 100. */
  readonly discountDays?: number | undefined;
  readonly discountPercentTimes100?: number | undefined;
  readonly address?: Address | undefined;
  readonly email?: string | undefined;
  readonly language?: 'de' | 'en' | undefined;
  readonly dunningBlocked?: boolean | undefined;
}

/** What kind of account a number is: the ledger's ranges say. */
export type AccountKindOf = (account: string) => 'general' | 'customer' | 'vendor' | 'invalid';

/**
 * VAT ids of the member states (and XI for Northern Ireland) by their form: country code and digits or letters as the
 * Commission's VIES lists them (FAQ, question 11). Whether one is registered only VIES can tell.
 */
const VAT_ID: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/, BE: /^[01]\d{9}$/, BG: /^\d{9,10}$/, CY: /^\d{8}[A-Z]$/, CZ: /^\d{8,10}$/, DE: /^\d{9}$/,
  DK: /^\d{8}$/, EE: /^\d{9}$/, EL: /^\d{9}$/, ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/, FI: /^\d{8}$/, FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/, HU: /^\d{8}$/, IE: /^(\d[A-Z0-9+*]\d{5}[A-Z]|\d{7}[A-W][A-I])$/, IT: /^\d{11}$/, LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/, LV: /^\d{11}$/, MT: /^\d{8}$/, NL: /^[A-Z0-9+*]{12}$/, PL: /^\d{10}$/, PT: /^\d{9}$/, RO: /^\d{2,10}$/,
  SE: /^\d{12}$/, SI: /^\d{8}$/, SK: /^\d{10}$/, XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
}; // biome-ignore format: a table

/** Whether a VAT id of the EU has the form that its state gives; ids of other countries are not looked at. */
export function isVatId(id: string): boolean {
  const form = VAT_ID[id.slice(0, 2)];
  return form ? form.test(id.slice(2)) : /^[A-Z]{2}[A-Z0-9]{2,13}$/.test(id);
}

/** Spaces are how people write numbers, not part of them. */
function compact(text: string | undefined): string | undefined {
  return text === undefined ? undefined : text.replace(/[\s.-]/g, '').toUpperCase();
}

/** The partner as it is kept: numbers without spaces. Refuses what cannot be, field by field. */
export function checkPartner(wish: Partner, kindOf: AccountKindOf): Partner {
  const partner = {
    ...wish,
    vatId: compact(wish.vatId),
    iban: compact(wish.iban),
    bic: compact(wish.bic),
  };
  const errors: FieldError[] = [];
  const kind = kindOf(partner.account);
  if (kind !== partner.kind) {
    const is = kind === 'invalid' ? 'no account number' : `an account of kind ${kind}`;
    errors.push({
      pointer: '/account',
      detail: `${partner.account} is ${is}, not that of a ${partner.kind}.`,
    });
  }
  if (partner.vatId !== undefined && !isVatId(partner.vatId)) {
    errors.push({ pointer: '/vatId', detail: `${partner.vatId} has not the form of a VAT id.` });
  }
  if (partner.iban !== undefined && !isValidIBAN(partner.iban)) {
    errors.push({
      pointer: '/iban',
      detail: `${partner.iban} is not an IBAN: length or check digits are wrong.`,
    });
  }
  if (partner.bic !== undefined && !isValidBIC(partner.bic)) {
    errors.push({ pointer: '/bic', detail: `${partner.bic} is not a BIC (8 or 11 characters).` });
  }
  if ((partner.discountDays === undefined) !== (partner.discountPercentTimes100 === undefined)) {
    errors.push({ pointer: '/discountDays', detail: 'Days and percent of a cash discount belong together.' });
  }
  if (errors[0]) throw refuse('receivables.invalid-partner', errors[0].detail, { errors });
  return partner;
}
