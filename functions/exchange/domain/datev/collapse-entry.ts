import { invariant } from '../../../../shared/kernel/errors.ts';
import { type PostedEntry, takesCostCentre, toChartNumber, toCompanyNumber } from '../../../ledger/rules.ts';
import type { BatchBooks, BatchRow, Leg } from './batch-row.ts';
import { entryLegs, plainLeg } from './entry-legs.ts';
import type { Finding } from './finding.ts';
import { becomesLeg, legRows, type PairedRow } from './pair-legs.ts';
import { taxedLegFinder } from './taxed-leg.ts';

export interface CollapsedEntry {
  readonly rows: readonly BatchRow[];
  readonly findings: readonly Finding[];
}

/** Saldenvorträge, in both charts: rows against them on the first day are opening entries. */
const CARRIED_FORWARD = /^900[0-9]$/;
const CARRIED_FORWARD_GENERAL = '9000';

function isCarryAccount(account: string, { accountLength }: BatchBooks): boolean {
  return CARRIED_FORWARD.test(toChartNumber(account, accountLength) ?? '');
}

/** The leg that all others stand against, where the entry has one: alone on its side, and without tax of its own. */
function soleCounterpart(legs: readonly Leg[]): Leg | undefined {
  const debits = legs.filter(({ amountMinor }) => amountMinor > 0n);
  const credits = legs.filter(({ amountMinor }) => amountMinor < 0n);
  const alone = [credits, debits].filter((side) => side.length === 1).flat();
  return alone.find(({ taxCode }) => taxCode === undefined);
}

/** A cost centre of one of the two would stand on both. */
function costCentresClash(leg: Leg, against: Leg, books: BatchBooks): boolean {
  if (!takesCostCentre(leg.account, books) || !takesCostCentre(against.account, books)) return false;
  return leg.line.costCentre !== against.line.costCentre || leg.line.costCentre2 !== against.line.costCentre2;
}

/** The legs that need a row against the account; where all stand on it, its debits, so that no entry is without a row. */
function besides(contra: string, legs: readonly Leg[]): Leg[] {
  const others = legs.filter(({ account }) => account !== contra);
  return others.length > 0 ? others : legs.filter(({ amountMinor }) => amountMinor > 0n);
}

/** Collapses entries of one company's books; what it learned of one entry's keys serves the next. */
export function entryCollapser(books: BatchBooks) {
  const findTaxedLegs = taxedLegFinder(books);

  function pairsAgainst(
    legs: readonly Leg[],
    contra: string,
    against: Leg | undefined,
    entry: PostedEntry,
  ): PairedRow[] | undefined {
    const pairs: PairedRow[] = [];
    for (const leg of legs) {
      const rows = legRows(leg, contra, against, books);
      if (!becomesLeg(rows, leg, contra, books, entry.date, entry.serviceDate)) return undefined;
      for (const row of rows) pairs.push({ row, leg, against });
    }
    return pairs;
  }

  /** Against the account that stands for the balances of the year before: the entry's own, or the general one. */
  function openingPairs(legs: readonly Leg[], entry: PostedEntry): PairedRow[] {
    const own = legs.find(({ account }) => isCarryAccount(account, books));
    const contra = own?.account ?? toCompanyNumber(CARRIED_FORWARD_GENERAL, books.accountLength);
    const pairs = pairsAgainst(besides(contra, legs), contra, undefined, entry);
    invariant(pairs, `opening entry ${entry.number} cannot be written row by row`);
    return pairs;
  }

  function directPairs(legs: readonly Leg[], entry: PostedEntry): PairedRow[] | undefined {
    const against = soleCounterpart(legs);
    if (!against) return undefined;
    const others = legs.filter((leg) => leg !== against);
    if (others.some((leg) => leg.account === against.account || costCentresClash(leg, against, books)))
      return undefined;
    if (others.some((leg) => leg.generalReversal !== against.generalReversal)) return undefined;
    return pairsAgainst(others, against.account, against, entry);
  }

  /** Always possible: each leg against the clearing account, and a leg whose tax cannot be said so, net. */
  function clearedPairs(legs: readonly Leg[], entry: PostedEntry, findings: Finding[]): PairedRow[] {
    return besides(books.clearingAccount, legs).flatMap((leg): PairedRow[] => {
      const pairs = pairsAgainst([leg], books.clearingAccount, undefined, entry);
      if (pairs) return pairs;
      const detail = `The tax of ${leg.line.taxCode ?? leg.account} on ${leg.account} has no key here: written net.`;
      findings.push({ code: 'tax-tag-not-expressible', entry: entry.number, detail });
      const net = [plainLeg(leg.line, books), ...taxLegs(leg, books)];
      const plain = pairsAgainst(net, books.clearingAccount, undefined, entry);
      invariant(plain, `entry ${entry.number} cannot be written row by row`);
      return plain;
    });
  }

  /**
   * The rows of an entry and what they do not say. Read again, the rows have the same balances on every account, to the
   * cent: each was tried with the ledger's own expansion before it was taken.
   */
  return function collapseEntry(entry: PostedEntry): CollapsedEntry {
    const { legs, findings: found } = entryLegs(entry, books, findTaxedLegs);
    const findings = [...found];
    const pairs =
      entry.kind === 'opening'
        ? openingPairs(legs, entry)
        : (directPairs(legs, entry) ?? clearedPairs(legs, entry, findings));
    findings.push(...lossesOf(entry, pairs, books));
    return { rows: pairs.map(({ row }) => row), findings };
  };
}

function taxLegs(leg: Leg, books: BatchBooks): Leg[] {
  return [...leg.tax].map(([account, amount]) =>
    plainLeg({ account, ...(amount > 0n ? { debitMinor: amount } : { creditMinor: -amount }) }, books),
  );
}

/** What the lines say and no row does. */
function lossesOf(entry: PostedEntry, pairs: readonly PairedRow[], books: BatchBooks): Finding[] {
  const rows = pairs.map(({ row }) => row);
  const findings: Finding[] = [];
  const lose = (code: Finding['code'], detail: string) =>
    findings.push({ code, entry: entry.number, detail });
  for (const { account, foreign, costCentre, costCentre2, partner, text } of entry.lines) {
    const own = rows.filter((row) => row.account === account || row.contraAccount === account);
    if (foreign && !own.some((row) => row.foreign?.currency === foreign.currency))
      lose(
        'foreign-amount-left-out',
        `Account ${account}: ${foreign.currency} at ${foreign.rate} fits no row.`,
      );
    for (const centre of [costCentre, costCentre2]) {
      if (centre !== undefined && !own.some((row) => row.costCentre === centre || row.costCentre2 === centre))
        lose('cost-centre-left-out', `Account ${account}: cost centre ${centre}.`);
    }
    if (partner !== undefined && !own.some((row) => row.partner === partner))
      lose('partner-left-out', `Account ${account}: partner ${partner}.`);
    if (text !== undefined && text !== '' && !own.some((row) => row.lineText === text))
      lose('line-text-left-out', `Account ${account}: ${text}`);
  }
  if (pairs.length > new Set(pairs.map(({ leg }) => leg)).size) {
    const detail = `An amount in ${books.currency} is longer than ten digits: written in several rows.`;
    findings.push({ code: 'amount-split', entry: entry.number, detail });
  }
  return findings;
}
