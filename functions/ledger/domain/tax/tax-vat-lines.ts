import type { ChartAccount } from '../charts/chart-account.ts';
import type { TaxTag } from './read-tax-tag.ts';
import { isUnpaidTag } from './tax-on-payment.ts';
import type { TaxKind } from './tax-rule.ts';
import { caseOf, type Described, describe, type KnownLine, type VatLine } from './vat-line.ts';
import { type VatReturnPlace, vatReturnPlace } from './vat-return-place.ts';

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
 * Whether tax accounts are emptied onto the account of the tax office: all lines stand on VAT accounts, one of them a
 * settlement account. Deferred import VAT (1788, 3850) is the exception: there the import account is debited.
 */
export function isTransfer(lines: readonly KnownLine[]): boolean {
  const collects = lines.map(({ chartAccount }) => chartAccount?.taxFunction?.collects);
  return collects.every((what) => what !== undefined) && collects.includes('settlement');
}

/** What a line on a tax account means, beside the bases of its entry; none for settlement and foreign tax. */
export function taxLine(known: KnownLine, bases: readonly VatLine[], transfers: boolean): VatLine[] {
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
function paidBase({ line, tag }: KnownLine, owed: VatLine | undefined): VatLine | undefined {
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
