/** What a line of a statement is by the code that the bank gives it. */
export type LineMeaning = 'returned-debit' | 'returned-transfer' | 'fee';

export interface CodedLine {
  readonly amountMinor: bigint;
  /** Domain, family and subfamily of ISO 20022 (`PMNT-IDDT-UPDD`), or of MT940 type and GVC (`N109+109`). */
  readonly bankTransactionCode?: string | undefined;
  /** ISO 20022 ExternalReturnReason1Code; of MT940 the Textschlüsselergänzung (?34), which says nothing by itself. */
  readonly returnReason?: string | undefined;
}

/**
 * Families and subfamilies of ISO 20022 (External Code Sets, BankTransactionCode) as German banks use them (DFÜ agreement,
 * Anlage 3, Anhang 1, mapping of GVC to BTC, 2019): UPDD return of an unpaid direct debit, PRDD and RCDD reversals of one, RRTN
 * return of a credit transfer, RPCR its recall.
 */
const ISO: Readonly<Record<string, LineMeaning>> = {
  'IDDT-UPDD': 'returned-debit', 'IDDT-PRDD': 'returned-debit', 'IDDT-RCDD': 'returned-debit',
  'ICDT-RRTN': 'returned-transfer', 'RCDT-RRTN': 'returned-transfer', 'ICDT-RPCR': 'returned-transfer',
}; // biome-ignore format: a table

/** Subfamilies that mean charges in every family: charges, fees, commission. */
const FEE_SUBFAMILIES: ReadonlySet<string> = new Set(['CHRG', 'FEES', 'COMM']);

/** GVC of MT940 (Anlage 3, chapter 8: Geschäftsvorfallcodes): SEPA debits returned, B2B and Core; transfer returned; fees. */
const GVC: Readonly<Record<string, LineMeaning>> = {
  '108': 'returned-debit', '109': 'returned-debit', '159': 'returned-transfer', '808': 'fee', '809': 'fee',
}; // biome-ignore format: a table

/** Codes of ISO 20022 have two letters and two letters or digits; those of MT940's ?34 three digits. */
const ISO_REASON = /^[A-Z]{2}[A-Z0-9]{2}$/;

/** What the bank says that it is; undefined where its code says nothing of the kind. */
export function meaningOf({
  amountMinor,
  bankTransactionCode = '',
  returnReason = '',
}: CodedLine): LineMeaning | undefined {
  const meaning = byCode(bankTransactionCode);
  if (meaning)
    return meaning === 'fee' ? (amountMinor < 0n ? 'fee' : undefined) : sided(meaning, amountMinor);
  if (!ISO_REASON.test(returnReason)) return undefined;
  return amountMinor < 0n ? 'returned-debit' : 'returned-transfer';
}

/** A debit that comes back costs money, a transfer that comes back brings it. */
function sided(meaning: LineMeaning, amountMinor: bigint): LineMeaning | undefined {
  return amountMinor < 0n === (meaning === 'returned-debit') ? meaning : undefined;
}

function byCode(code: string): LineMeaning | undefined {
  const [, gvc = ''] = /\+(\d{3})$/.exec(code) ?? [];
  if (gvc !== '') return Object.hasOwn(GVC, gvc) ? GVC[gvc] : undefined;
  const [domain, family = '', subfamily = ''] = code.split('-');
  if (domain === undefined || subfamily === '') return undefined;
  if (FEE_SUBFAMILIES.has(subfamily)) return 'fee';
  const key = `${family}-${subfamily}`;
  return domain === 'PMNT' && Object.hasOwn(ISO, key) ? ISO[key] : undefined;
}
