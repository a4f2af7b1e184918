import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartAccount, ChartName } from '../charts/chart-account.ts';
import type { NewEntry } from '../entry.ts';
import { readTaxTag, type TaxTag } from './read-tax-tag.ts';
import { postedAccount } from './tax-carrier.ts';
import { isUnpaidTag } from './tax-on-payment.ts';
import { taxRateOn } from './tax-rates.ts';
import type { TaxKind } from './tax-rule.ts';
import { type VatReturnPlace, vatReturnPlace } from './vat-return-place.ts';

/** What one line of an entry means for the VAT return. */
export interface VatLine {
  /** Which line of the entry, from 0. */
  readonly index: number;
  readonly account: string;
  /**
   * `base`: net amount of a supply or purchase; `owed` and `deductible`: tax on a tax account; `prepaid`: special
   * advance payment; `transfer`: a tax account being emptied, which declares nothing.
   */
  readonly role: 'base' | 'owed' | 'deductible' | 'prepaid' | 'transfer';
  readonly kind: TaxKind | 'import' | 'settlement';
  /** DATEV's Sachverhalt of a reverse charge, where anything tells it. */
  readonly reverseChargeCase?: string;
  /** Which side of the tax office's account a tax line stands on; absent on other lines. */
  readonly side?: 'owed' | 'deductible';
  /** Kennzahl that the amount is declared on. Absent: none, the amount is only reconciled. */
  readonly kz?: string;
  /** For tax owed: Kennzahl of the base from which the form computes it. */
  readonly computedFromKz?: string;
  /** Debit minus credit. */
  readonly debitMinor: bigint;
  readonly partner?: string;
  /** A claim that cannot be collected reduces the base (§17 Abs. 2 Nr. 1 UStG): the form wants to know it besides (Kz 50). */
  readonly uncollectible?: true;
}

interface Known {
  readonly index: number;
  readonly line: NewEntry['lines'][number];
  readonly chartAccount: ChartAccount | undefined;
  readonly carriesTax: boolean;
  readonly tag: TaxTag | undefined;
}

const DEDUCTIBLE: Readonly<Record<string, VatLine['kind']>> = {
  input: 'input',
  'acquisition-input': 'acquisition',
  'reverse-charge-input': 'reverse-charge',
  import: 'import',
};
const OWED: Readonly<Record<string, TaxKind>> = {
  output: 'output',
  'output-eu': 'output-eu',
  'acquisition-output': 'acquisition',
  'reverse-charge-output': 'reverse-charge',
};

/**
 * Makes the reader of entries of one company. An account's meaning is looked up once. What decides: the line's tag where
 * the ledger wrote one (or a caller who writes alike), else the account: Automatikkonten and accounts with a Kennzahl
 * are bases with their net amounts, tax accounts are tax. Opening and closing entries declare nothing.
 */
export function vatLineReader(chart: ChartName, accountLength: number): (entry: NewEntry) => VatLine[] {
  const accounts = new Map<string, ReturnType<typeof postedAccount>>();
  function find(number: string) {
    const known = accounts.get(number) ?? postedAccount(chart, accountLength, number);
    accounts.set(number, known);
    return known;
  }
  return (entry) => {
    if (entry.kind !== 'regular') return [];
    const lines = entry.lines.map((line, index): Known => {
      const { chartAccount, carrierRank } = find(line.account);
      return { index, line, chartAccount, carriesTax: carrierRank > 0, tag: readTaxTag(line.taxCode) };
    });
    return readLines(lines, entry.serviceDate ?? entry.date);
  };
}

function readLines(lines: readonly Known[], date: CalendarDate): VatLine[] {
  const bases = lines.flatMap((known) => baseLine(known, date) ?? []);
  const taxes = lines.filter(({ chartAccount }) => chartAccount?.taxFunction);
  if (taxes.length === 0) return bases;
  const transfers = isTransfer(lines);
  return [...bases, ...taxes.flatMap((known) => taxLine(known, bases, transfers))];
}

function amountOf({ line }: Known): bigint {
  return (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n);
}

function describe(known: Known) {
  const { partner } = known.line;
  return {
    index: known.index,
    account: known.line.account,
    debitMinor: amountOf(known),
    ...(partner === undefined ? {} : { partner }),
  };
}

/** Kind and place of an amount by the tag, else by the account. */
function ruleOf({ tag, chartAccount }: Known, date: CalendarDate): TaxTag | undefined {
  if (tag) return tag;
  const { automatic, vatReturnKz } = chartAccount ?? {};
  const kz = vatReturnKz === undefined ? {} : { vatReturnKz };
  if (!automatic) return vatReturnKz === undefined ? undefined : { kind: 'exempt', rate: 0, ...kz };
  const rate = typeof automatic.rate === 'number' ? automatic.rate : taxRateOn(automatic.rate, date);
  return { kind: automatic.kind, rate, ...kz };
}

function baseLine(known: Known, date: CalendarDate): VatLine | undefined {
  if (known.chartAccount?.taxFunction || !known.carriesTax) return undefined;
  // Declared with its payment (§20 UStG), whatever the account says.
  if (isUnpaidTag(known.line.taxCode)) return undefined;
  const rule = ruleOf(known, date);
  if (!rule) return undefined;
  const { base } = vatReturnPlace(rule.kind, rule.rate, rule.vatReturnKz);
  if (base === undefined) return undefined;
  const { kind, reverseChargeCase } = caseOf(rule);
  const uncollectible = kind.startsWith('output') && isBadDebt(known) ? { uncollectible: true as const } : {};
  return { ...describe(known), role: 'base', kind, ...reverseChargeCase, kz: base, ...uncollectible };
}

/** Forderungsverluste: 2400 to 2439 in SKR03, 6280 to 6289 and 6930 to 6939 in SKR04. */
const BAD_DEBTS = /^(?:24[03]|628|693)/;

function isBadDebt({ chartAccount }: Known): boolean {
  return chartAccount?.category === 'expense' && BAD_DEBTS.test(chartAccount.number);
}

function caseOf({ kind, reverseChargeCase, vatReturnKz }: TaxTag) {
  // Of the Kennzahlen of §13b only 46 stands for one case that has a period of its own.
  const told =
    reverseChargeCase ?? (kind.startsWith('reverse-charge') && vatReturnKz === '46' ? '7' : undefined);
  return { kind, reverseChargeCase: told === undefined ? {} : { reverseChargeCase: told } };
}

/**
 * Whether tax accounts are emptied onto the account of the tax office: all lines stand on VAT accounts, one of them a
 * settlement account. Deferred import VAT (1788, 3850) is the exception: there the import account is debited.
 */
function isTransfer(lines: readonly Known[]): boolean {
  const collects = lines.map(({ chartAccount }) => chartAccount?.taxFunction?.collects);
  return collects.every((what) => what !== undefined) && collects.includes('settlement');
}

function taxLine(known: Known, bases: readonly VatLine[], transfers: boolean): VatLine[] {
  const account = known.chartAccount;
  const collects = account?.taxFunction?.collects;
  if (!account || collects === undefined || collects === 'foreign') return [];
  const line = describe(known);
  // Waits for its payment, or has got it: what is due then stands on a line of its own.
  if (isUnpaidTag(known.line.taxCode))
    return [{ ...line, role: 'transfer', kind: 'settlement', side: 'owed' }];
  if (transfers && !(collects === 'import' && line.debitMinor > 0n)) {
    const side = DEDUCTIBLE[collects] === undefined ? 'owed' : 'deductible';
    return collects === 'settlement' ? [] : [{ ...line, role: 'transfer', kind: 'settlement', side }];
  }
  if (collects === 'settlement') {
    const { vatReturnKz } = account;
    return vatReturnKz === undefined
      ? []
      : [{ ...line, role: 'prepaid', kind: 'settlement', kz: vatReturnKz }];
  }
  const deducted = DEDUCTIBLE[collects];
  if (deducted !== undefined) return [deductibleLine(line, account, deducted, known.tag, bases)];
  const owed = owedLines(line, account, known.tag, bases);
  const base = paidBase(known, owed[0]);
  return base ? [...owed, base] : owed;
}

/** The base of tax that falls due with a payment: it stands on the tax line itself. */
function paidBase({ line, tag }: Known, owed: VatLine | undefined): VatLine | undefined {
  if (!owed || !tag || line.taxBaseMinor === undefined) return undefined;
  const { base } = vatReturnPlace(tag.kind, tag.rate, tag.vatReturnKz);
  if (base === undefined) return undefined;
  const debitMinor = line.debitMinor === undefined ? -line.taxBaseMinor : line.taxBaseMinor;
  const { index, account, partner } = owed;
  return {
    index,
    account,
    role: 'base',
    kind: tag.kind,
    kz: base,
    debitMinor,
    ...(partner === undefined ? {} : { partner }),
  };
}

type Described = ReturnType<typeof describe>;

/** The base in the same entry whose tax an untagged line must be. */
function baseOfKind(bases: readonly VatLine[], kind: string): VatLine | undefined {
  return bases.find((base) => base.kind === kind || base.kind === `${kind}-undeducted`);
}

function deductibleLine(
  line: Described,
  account: ChartAccount,
  kind: VatLine['kind'],
  tag: TaxTag | undefined,
  bases: readonly VatLine[],
): VatLine {
  const told =
    kind === 'reverse-charge'
      ? (tag?.reverseChargeCase ?? baseOfKind(bases, kind)?.reverseChargeCase)
      : undefined;
  return {
    ...line,
    role: 'deductible',
    side: 'deductible',
    kind,
    ...(told === undefined ? {} : { reverseChargeCase: told }),
    ...(account.vatReturnKz === undefined ? {} : { kz: account.vatReturnKz }),
  };
}

function owedLines(
  line: Described,
  account: ChartAccount,
  tag: TaxTag | undefined,
  bases: readonly VatLine[],
): VatLine[] {
  const { rule, place } = owedRule(account, tag, bases);
  const { kind, reverseChargeCase } = caseOf(rule);
  const kz = isNotDue(account) ? undefined : (account.vatReturnKz ?? place.tax);
  const owed: VatLine = {
    ...line,
    role: 'owed',
    side: 'owed',
    kind,
    ...reverseChargeCase,
    ...(kz === undefined ? {} : { kz }),
    ...(kz === undefined && !isNotDue(account) && place.base !== undefined
      ? { computedFromKz: place.base }
      : {}),
  };
  // Tax that is not deducted is part of the cost that stands on the base's account, not of the base.
  const inCost = kind === 'reverse-charge-undeducted' && place.base !== undefined;
  return inCost ? [owed, { ...line, role: 'base', kind, ...reverseChargeCase, kz: place.base }] : [owed];
}

/** Output tax that is not due yet (1760, 1766; 3810, 3816) stands among the provisions. */
function isNotDue({ position }: ChartAccount): boolean {
  return position === 'P.B.2';
}

/** Rates of `acquisition` that have no account of their own share one: without a base beside it, it is the reduced rate. */
const SHARED_ACCOUNT_RATE = 700;

function owedRule(
  account: ChartAccount,
  tag: TaxTag | undefined,
  bases: readonly VatLine[],
): { rule: TaxTag; place: VatReturnPlace } {
  if (tag) {
    const place = vatReturnPlace(tag.kind, tag.rate, tag.vatReturnKz);
    if (tag.kind !== 'exempt' && place.base !== undefined) return { rule: tag, place };
  }
  const { collects, rate } = account.taxFunction ?? {};
  const kind = OWED[collects ?? ''] ?? 'output';
  const base = baseOfKind(bases, kind);
  if (kind === 'reverse-charge') {
    const found = base && {
      kind: base.kind as TaxKind,
      vatReturnKz: base.kz ?? '',
      ...given(base.reverseChargeCase),
    };
    const rule: TaxTag = { kind, ...found, rate: rate ?? SHARED_ACCOUNT_RATE };
    return { rule, place: vatReturnPlace(rule.kind, rule.rate, rule.vatReturnKz) };
  }
  if (kind === 'acquisition') {
    const known: TaxTag = { kind, rate: rate ?? (base?.kz === '95' ? 0 : SHARED_ACCOUNT_RATE) };
    const place = base?.kz === '95' ? { base: '95', tax: '98' } : vatReturnPlace(kind, known.rate, undefined);
    return { rule: known, place };
  }
  const place = rate === undefined ? {} : vatReturnPlace(kind, rate, undefined);
  return { rule: { kind, rate: rate ?? 0 }, place };
}

function given(reverseChargeCase: string | undefined) {
  return reverseChargeCase === undefined ? {} : { reverseChargeCase };
}
