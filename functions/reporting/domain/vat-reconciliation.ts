import { absolute, divideRounded } from '../../../shared/kernel/money.ts';
import type { VatForm } from './form-field.ts';
import { type DeclaredLine, signedFor, type VatFigure } from './vat-return.ts';

/** An entry whose base and tax do not fit together, or whose tax is declared nowhere. */
export interface TaxFinding {
  readonly entryId: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: string;
  readonly reason: 'tax-differs-from-base' | 'tax-without-kz';
  readonly kz?: string;
  readonly baseMinor: bigint;
  readonly expectedTaxMinor: bigint;
  readonly bookedTaxMinor: bigint;
}

/** Tax accounts against the return, for one Kennzahl (of the base, where the form computes the tax). */
export interface TaxGroup {
  readonly kz: string;
  readonly ledgerMinor: bigint;
  readonly declaredMinor: bigint;
  /** Ledger less declared: exactly the sum of the three below. */
  readonly differenceMinor: bigint;
  /** Tax on the cents that were cut off the base. */
  readonly fromCutCentsMinor: bigint;
  /** Cents of entries whose tax was rounded. */
  readonly fromRoundingMinor: bigint;
  /** Entries that are findings. */
  readonly unexplainedMinor: bigint;
}

/** What one tax account got in the period, positive on its own side. */
export interface TaxAccountSum {
  readonly account: string;
  readonly side: 'owed' | 'deductible';
  readonly kz?: string;
  readonly amountMinor: bigint;
  /** Emptied onto settlement accounts, with the same sign: declares nothing. */
  readonly transferredMinor: bigint;
}

/** Findings that are told one by one; the rest is counted. */
export const MAX_FINDINGS = 100;

interface EntryPlace {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: string;
}

/** Gathers entry by entry what the reconciliation compares. Memory: accounts, Kennzahlen and the first findings. */
export interface Reconciling {
  readonly accounts: Map<string, TaxAccountSum>;
  readonly ledger: Map<string, bigint>;
  readonly unexplained: Map<string, bigint>;
  readonly findings: TaxFinding[];
  findingsInAll: number;
}

export function startReconciling(): Reconciling {
  return {
    accounts: new Map(),
    ledger: new Map(),
    unexplained: new Map(),
    findings: [],
    findingsInAll: 0,
  };
}

function add(sums: Map<string, bigint>, key: string, amountMinor: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amountMinor);
}

/** Stands for tax that no Kennzahl takes. */
export const NO_KZ = '-';

function addToAccount(state: Reconciling, line: DeclaredLine): void {
  const isTransfer = line.role === 'transfer';
  const before = state.accounts.get(line.account);
  const side = line.side ?? 'owed';
  const amount = side === 'deductible' ? line.debitMinor : -line.debitMinor;
  const kz = line.kz ?? line.computedFromKz ?? before?.kz;
  state.accounts.set(line.account, {
    account: line.account,
    side,
    ...(kz === undefined ? {} : { kz }),
    amountMinor: (before?.amountMinor ?? 0n) + (isTransfer ? 0n : amount),
    transferredMinor: (before?.transferredMinor ?? 0n) + (isTransfer ? amount : 0n),
  });
}

/** What one entry has on one base's Kennzahl: the base, the tax booked for it, how often cents may have been rounded. */
interface Pair {
  baseMinor: bigint;
  taxMinor: bigint;
  roundings: bigint;
}

function pairsOf(form: VatForm, lines: readonly DeclaredLine[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const line of lines) {
    const kz = line.role === 'base' ? line.kz : line.role === 'owed' ? line.computedFromKz : undefined;
    const field = form.fields.find((one) => one.kz === kz);
    if (kz === undefined || !field) continue;
    const pair = pairs.get(kz) ?? { baseMinor: 0n, taxMinor: 0n, roundings: 1n };
    if (line.role === 'base') pair.baseMinor += signedFor(field.side, line.debitMinor);
    else pair.taxMinor -= line.debitMinor;
    pair.roundings += 1n;
    pairs.set(kz, pair);
  }
  return pairs;
}

function find(state: Reconciling, finding: TaxFinding): void {
  state.findingsInAll += 1;
  if (state.findings.length < MAX_FINDINGS) state.findings.push(finding);
}

/** Takes in the lines of one entry that belong to the period. */
export function reconcileEntry(
  state: Reconciling,
  form: VatForm,
  entry: EntryPlace,
  lines: readonly DeclaredLine[],
): void {
  const place = { entryId: entry.id, fiscalYear: entry.fiscalYear, number: entry.number, date: entry.date };
  for (const line of lines) {
    if (line.role === 'base' || line.role === 'prepaid') continue;
    addToAccount(state, line);
    if (line.role !== 'owed') continue;
    const kz = line.kz ?? line.computedFromKz ?? NO_KZ;
    add(state.ledger, kz, -line.debitMinor);
    if (kz !== NO_KZ) continue;
    add(state.unexplained, NO_KZ, -line.debitMinor);
    const bookedTaxMinor = -line.debitMinor;
    find(state, { ...place, reason: 'tax-without-kz', baseMinor: 0n, expectedTaxMinor: 0n, bookedTaxMinor });
  }
  for (const [kz, { baseMinor, taxMinor, roundings }] of pairsOf(form, lines)) {
    const percent = form.fields.find((field) => field.kz === kz)?.percent;
    if (percent === undefined) continue;
    const expectedTaxMinor = divideRounded(baseMinor * percent, 100n);
    if (absolute(taxMinor - expectedTaxMinor) < roundings) continue;
    add(state.unexplained, kz, taxMinor - expectedTaxMinor);
    const amounts = { baseMinor, expectedTaxMinor, bookedTaxMinor: taxMinor };
    find(state, { ...place, reason: 'tax-differs-from-base', kz, ...amounts });
  }
}

function computedGroup(state: Reconciling, figure: VatFigure): TaxGroup | undefined {
  const { field, exactMinor, declaredMinor, computedTaxMinor } = figure;
  if (computedTaxMinor === undefined || field.percent === undefined) return undefined;
  const ledgerMinor = state.ledger.get(field.kz) ?? 0n;
  if (field.percent === 0n && ledgerMinor === 0n) return undefined;
  const differenceMinor = ledgerMinor - computedTaxMinor;
  const fromCutCentsMinor = divideRounded((exactMinor - declaredMinor) * field.percent, 100n);
  const unexplainedMinor = state.unexplained.get(field.kz) ?? 0n;
  const fromRoundingMinor = differenceMinor - fromCutCentsMinor - unexplainedMinor;
  return {
    kz: field.kz,
    ledgerMinor,
    declaredMinor: computedTaxMinor,
    differenceMinor,
    fromCutCentsMinor,
    fromRoundingMinor,
    unexplainedMinor,
  };
}

/** Every group of tax owed: computed by the form, declared as booked, declared nowhere. */
export function taxGroups(state: Reconciling, figures: readonly VatFigure[]): TaxGroup[] {
  const computed = figures.flatMap((figure) => computedGroup(state, figure) ?? []);
  const told = new Set(computed.map(({ kz }) => kz));
  const others = [...state.ledger]
    .filter(([kz]) => !told.has(kz))
    .map(([kz, ledgerMinor]): TaxGroup => {
      const figure = figures.find(({ field }) => field.kz === kz && field.holds === 'tax');
      const declaredMinor = figure?.declaredMinor ?? 0n;
      const differenceMinor = ledgerMinor - declaredMinor;
      const nothing = { fromCutCentsMinor: 0n, fromRoundingMinor: 0n };
      return {
        kz,
        ledgerMinor,
        declaredMinor,
        differenceMinor,
        ...nothing,
        unexplainedMinor: differenceMinor,
      };
    });
  return [...computed, ...others];
}
