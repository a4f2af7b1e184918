import { isValidBIC, isValidIBAN } from 'ibantools';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { refuse } from '../errors.ts';
import { isVatId } from './vat-id.ts';

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
