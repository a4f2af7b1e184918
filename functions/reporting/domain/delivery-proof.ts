import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/**
 * What proves that goods reached another member state. `entry-certificate` is the Gelangensbestätigung of the buyer (§17b
 * Abs. 2 Satz 1 Nr. 2 UStDV); the ways of §17b Abs. 3 for goods that were dispatched: `consignment-note` a waybill signed by
 * sender and recipient (CMR), `bill-of-lading`, `forwarder-certificate` of the forwarder, `tracking-protocol` of a courier,
 * `postal-receipt`; `excise-document` and `vehicle-registration` for those goods; `presumption` two documents of parties
 * independent of each other and of seller and buyer (§17a Abs. 1 and 2).
 */
export const PROOF_KINDS = [
  'entry-certificate',
  'consignment-note',
  'bill-of-lading',
  'forwarder-certificate',
  'tracking-protocol',
  'postal-receipt',
  'excise-document',
  'vehicle-registration',
  'presumption',
] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** Member states as their VAT ids begin (Greece: EL), without Germany, and Northern Ireland for goods. */
export const DESTINATIONS = [
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DK', 'EE', 'EL', 'ES', 'FI', 'FR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL',
  'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'XI',
] as const; // biome-ignore format: a list

/** What is recorded of one supply (§17d UStDV: the records belong to the books). */
export interface DeliveryProof {
  readonly kind: ProofKind;
  /** Day on which the goods were sent off. */
  readonly shippedOn: CalendarDate;
  readonly destination: (typeof DESTINATIONS)[number];
  /** Documents in the archive of vouchers; none while they are awaited. */
  readonly voucherIds: readonly string[];
  /** VAT id that the buyer used, where neither entry nor partner tells it. */
  readonly vatId?: string | undefined;
}

/** What the tax administration answered about a VAT id (§18e UStG). */
export interface VatIdCheck {
  readonly vatId: string;
  /** Instant, RFC 3339 UTC. */
  readonly checkedAt: string;
  readonly result: 'valid' | 'invalid';
  /** Whether name and address were confirmed too (qualifizierte Bestätigung, §18e Nr. 1). */
  readonly qualified: boolean;
}

/** Why an intra-community supply is not safe from being taxed. */
export type Lack =
  | 'no-vat-id'
  | 'malformed-vat-id'
  | 'vat-id-unchecked'
  | 'vat-id-not-qualified'
  | 'vat-id-invalid'
  | 'no-proof'
  | 'no-voucher';

/** The check that counts for a supply: the last one up to its day, else the first one after. */
export function checkThatCounts(checks: readonly VatIdCheck[], day: CalendarDate): VatIdCheck | undefined {
  const inOrder = checks.toSorted((a, b) => (a.checkedAt < b.checkedAt ? -1 : 1));
  return inOrder.findLast(({ checkedAt }) => checkedAt.slice(0, 10) <= day) ?? inOrder[0];
}

function lackOfCheck(check: VatIdCheck | undefined): Lack | undefined {
  if (!check) return 'vat-id-unchecked';
  if (check.result === 'invalid') return 'vat-id-invalid';
  return check.qualified ? undefined : 'vat-id-not-qualified';
}

function lackOfProof(proof: DeliveryProof | undefined): Lack | undefined {
  if (!proof) return 'no-proof';
  const needed = proof.kind === 'presumption' ? 2 : 1;
  return proof.voucherIds.length < needed ? 'no-voucher' : undefined;
}

/**
 * What a supply lacks: a VAT id that another member state gave and that was valid (§6a Abs. 1 Satz 1 Nr. 4 UStG; UStAE 6a.1
 * Abs. 10), that somebody asked whether it was (§18e UStG: without, no trust is protected, §6a Abs. 4), and the proof that
 * the goods arrived (§6a Abs. 3 UStG, §17a to §17d UStDV).
 */
export function lacksOf(supply: {
  readonly vatId?: string | undefined;
  readonly malformed?: boolean | undefined;
  readonly check?: VatIdCheck | undefined;
  readonly proof?: DeliveryProof | undefined;
}): Lack[] {
  const { vatId, malformed, check, proof } = supply;
  const missing = malformed ? 'malformed-vat-id' : 'no-vat-id';
  const ofId = vatId === undefined ? missing : lackOfCheck(check);
  return [ofId, lackOfProof(proof)].flatMap((lack) => lack ?? []);
}
