import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Lack } from './delivery-proof.ts';
import type { DeclaredLine } from './vat-return.ts';

/** Kennzahl of intra-community supplies to buyers with a VAT id, in the UStVA. */
export const SUPPLIES_KZ = '41';

interface SupplyEntry {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: CalendarDate;
  readonly serviceDate?: CalendarDate;
  readonly documentNumber?: string;
  readonly reverses?: string;
  readonly lines: readonly { readonly account: string; readonly partner?: string }[];
}

/** One supply of Kz 41: an entry, less what reverses it. */
export interface EcSupply {
  readonly entryId: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: CalendarDate;
  /** Day of the supply: of the service, else of the entry. */
  readonly day: CalendarDate;
  readonly documentNumber?: string;
  readonly amountMinor: bigint;
  /** Who may be the buyer, most telling first: what lines name, then accounts. */
  readonly buyers: readonly string[];
}

/** Supplies by the entry that made them; one more than the limit says that there are more. */
export type EcSupplies = Map<string, EcSupply>;

/** Supplies that are looked at in one answer. */
export const MAX_SUPPLIES = 10_000;

export function areTooMany(supplies: EcSupplies): boolean {
  return supplies.size > MAX_SUPPLIES;
}

/** Who may be the buyer: named on the line itself, on any line of the entry, or by a personal account. */
export function buyersOf({ lines }: Pick<SupplyEntry, 'lines'>, own: string | undefined): string[] {
  const named = [own, ...lines.map(({ partner }) => partner)].flatMap((partner) => partner ?? []);
  return [...named, ...lines.map(({ account }) => account)];
}

/** Takes in what an entry has on Kz 41; a reversal takes away from its original, which stands before it. */
export function addSupply(supplies: EcSupplies, entry: SupplyEntry, lines: readonly DeclaredLine[]): void {
  const own = lines.filter(({ kz }) => kz === SUPPLIES_KZ);
  if (own.length === 0 || areTooMany(supplies)) return;
  const amountMinor = own.reduce((sum, { debitMinor }) => sum - debitMinor, 0n);
  const original = entry.reverses === undefined ? undefined : supplies.get(entry.reverses);
  if (original) {
    supplies.set(original.entryId, { ...original, amountMinor: original.amountMinor + amountMinor });
    return;
  }
  const { id: entryId, fiscalYear, number, date, serviceDate, documentNumber } = entry;
  supplies.set(entryId, {
    entryId,
    fiscalYear,
    number,
    date,
    day: serviceDate ?? date,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    amountMinor,
    buyers: buyersOf(entry, own[0]?.partner),
  });
}

/** Those that need a proof: what was credited or reversed brought nothing abroad. */
export function suppliesToProve(supplies: EcSupplies): EcSupply[] {
  return [...supplies.values()].filter(({ amountMinor }) => amountMinor > 0n);
}

/** How many supplies of a period are proven, and what the others lack. */
export interface ProofSums {
  supplies: number;
  amountMinor: bigint;
  lacking: number;
  lackingMinor: bigint;
  readonly lacks: Partial<Record<Lack, number>>;
}

export function startProofSums(): ProofSums {
  return { supplies: 0, amountMinor: 0n, lacking: 0, lackingMinor: 0n, lacks: {} };
}

export function countSupply(sums: ProofSums, { amountMinor }: EcSupply, lacks: readonly Lack[]): void {
  sums.supplies += 1;
  sums.amountMinor += amountMinor;
  if (lacks.length === 0) return;
  sums.lacking += 1;
  sums.lackingMinor += amountMinor;
  for (const lack of lacks) sums.lacks[lack] = (sums.lacks[lack] ?? 0) + 1;
}
