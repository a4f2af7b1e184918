import type { Invoice } from '../invoice.ts';
import { compactName, compactNumber, sellerKeys } from './seller-keys.ts';

/** A partner as far as it can be recognized. */
export interface KnownPartner {
  readonly id: string;
  readonly kind: 'customer' | 'vendor';
  readonly name: string;
  readonly account: string;
  readonly vatId?: string | undefined;
  readonly iban?: string | undefined;
}

/** The vendor of an invoice, and what it was recognized by. */
export interface VendorMatch {
  readonly account: string;
  readonly partner?: KnownPartner;
  readonly by: 'vat-id' | 'iban' | 'booked-before' | 'name';
}

/** Vendor accounts that invoices of a seller were booked on, by the seller's keys (`sellerKeys`). */
export type LearnedAccounts = ReadonlyMap<string, string>;

/**
 * Finds the vendor: by VAT id, by the account to pay to, by what was booked before (tax number, GLN, name), by name. A sign
 * that fits two vendors tells nothing; then the next one is asked.
 */
export function findVendor(
  invoice: Invoice,
  partners: readonly KnownPartner[],
  learned: LearnedAccounts,
): VendorMatch | undefined {
  const vendors = partners.filter(({ kind }) => kind === 'vendor');
  const only = (fits: (vendor: KnownPartner) => boolean, by: VendorMatch['by']): VendorMatch | undefined => {
    const [one, ...others] = vendors.filter(fits);
    return one && others.length === 0 ? { account: one.account, partner: one, by } : undefined;
  };
  const vatId = compactNumber(invoice.seller.vatId);
  const accounts = payToAccounts(invoice);
  const name = compactName(invoice.seller.name);
  const before = sellerKeys(invoice.seller)
    .map((key) => learned.get(key))
    .find((account) => account !== undefined);
  return (
    (vatId === undefined ? undefined : only((vendor) => compactNumber(vendor.vatId) === vatId, 'vat-id')) ??
    only(({ iban }) => iban !== undefined && accounts.includes(compactNumber(iban) ?? ''), 'iban') ??
    (before === undefined ? undefined : bookedBefore(vendors, before)) ??
    (name === undefined ? undefined : only((vendor) => compactName(vendor.name) === name, 'name'))
  );
}

function bookedBefore(vendors: readonly KnownPartner[], account: string): VendorMatch {
  const partner = vendors.find((vendor) => vendor.account === account);
  return { account, by: 'booked-before', ...(partner ? { partner } : {}) };
}

/** IBANs of BG-17. */
export function payToAccounts({ paymentInstructions }: Invoice): readonly string[] {
  return (paymentInstructions?.creditTransfers ?? []).flatMap(({ account }) => compactNumber(account) ?? []);
}

/** What a partner record for the seller would hold; whoever creates it chooses id and account. */
export function partnerOfSeller({ seller, paymentInstructions }: Invoice) {
  const { line1, city, postCode, country } = seller.address ?? {};
  const [transfer, ...others] = paymentInstructions?.creditTransfers ?? [];
  const address = {
    ...(line1 === undefined ? {} : { street: line1.slice(0, 70) }),
    ...(postCode === undefined ? {} : { postcode: postCode.slice(0, 16) }),
    ...(city === undefined ? {} : { city: city.slice(0, 35) }),
    country: country ?? 'DE',
  };
  const iban = others.length === 0 ? compactNumber(transfer?.account) : undefined;
  const [vatId, email] = [compactNumber(seller.vatId), seller.contact?.email];
  return {
    kind: 'vendor' as const,
    name: (seller.name ?? '').slice(0, 140),
    ...(vatId === undefined ? {} : { vatId }),
    ...(iban === undefined ? {} : { iban }),
    ...(email === undefined ? {} : { email }),
    address,
  };
}
