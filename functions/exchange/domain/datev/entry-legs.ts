import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { absolute, formatMinor } from '../../../../shared/kernel/money.ts';
import {
  advanceLine,
  chartAccount,
  type EntryLine,
  isNoAutomation,
  type PostedEntry,
  postedAccount,
  signedAmount,
  signedLine,
  toChartNumber,
} from '../../../ledger/rules.ts';
import type { BatchBooks, Leg } from './batch-row.ts';
import type { Finding } from './finding.ts';
import type { taxedLegFinder } from './taxed-leg.ts';

/** A base of tax with the legs that say it; more than one differs by a cent of tax. */
interface Base {
  readonly line: EntryLine;
  readonly choices: readonly Leg[];
  chosen: Leg;
}

export interface EntryLegs {
  readonly legs: readonly Leg[];
  readonly findings: readonly Finding[];
}

/** A leg without tax: the amount of the line itself, with 40 where the account would compute tax of its own. */
export function plainLeg(line: EntryLine, books: BatchBooks): Leg {
  const { account } = line;
  const automatic = postedAccount(books.chart, books.accountLength, account).chartAccount?.automatic;
  return {
    account,
    amountMinor: signedAmount(line),
    taxKey: automatic ? '40' : '',
    tax: new Map(),
    line,
    generalReversal: (line.debitMinor ?? line.creditMinor ?? 0n) < 0n,
  };
}

function isTaxAccount(account: string, { chart, accountLength }: BatchBooks): boolean {
  const number = toChartNumber(account, accountLength);
  return number !== undefined && chartAccount(chart, number)?.taxFunction !== undefined;
}

function sumByAccount(lines: readonly EntryLine[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const line of lines) sums.set(line.account, (sums.get(line.account) ?? 0n) + signedAmount(line));
  return sums;
}

/** What is left on each tax account that the bases use, after their tax is taken from what the entry has there. */
function taxLeft(bases: readonly Base[], taxLines: readonly EntryLine[]): Map<string, bigint> {
  const sums = sumByAccount(taxLines);
  const left = new Map<string, bigint>();
  // Also accounts that only another choice uses: a leg too small to bear tax leaves over what one of a cent more would take.
  for (const { choices } of bases) {
    for (const account of choices.flatMap(({ tax }) => [...tax.keys()]))
      left.set(account, sums.get(account) ?? 0n);
  }
  for (const { chosen } of bases) {
    for (const [account, amount] of chosen.tax) left.set(account, (left.get(account) ?? 0n) - amount);
  }
  return left;
}

function magnitude(left: ReadonlyMap<string, bigint>): bigint {
  let sum = 0n;
  for (const amount of left.values()) sum += absolute(amount);
  return sum;
}

/** Takes, base by base, the leg that leaves the least tax over: entries compute tax by line, by rate or in total. */
function settleCents(bases: readonly Base[], taxLines: readonly EntryLine[]): void {
  let least = magnitude(taxLeft(bases, taxLines));
  for (const base of bases) {
    for (const choice of base.choices) {
      if (least === 0n) return;
      const before = base.chosen;
      base.chosen = choice;
      const now = magnitude(taxLeft(bases, taxLines));
      if (now < least) least = now;
      else base.chosen = before;
    }
  }
}

/** The bases whose tax is in the entry, up to a cent a base; the others are booked net, so that no tax is made up. */
function withTheirTax(all: readonly Base[], taxLines: readonly EntryLine[]): Base[] {
  let bases = [...all];
  for (;;) {
    settleCents(bases, taxLines);
    const left = taxLeft(bases, taxLines);
    const fits = ({ chosen, line }: Base) =>
      [...chosen.tax.keys()].every((account) => {
        // A cent that is not there is within the tolerance; for a guess the entry must have tax on the account.
        if (line.taxCode === undefined && !taxLines.some((tax) => tax.account === account)) return false;
        const over = left.get(account) ?? 0n;
        const sharing = bases.filter((base) => base.chosen.tax.has(account)).length;
        return absolute(over) <= BigInt(sharing);
      });
    const unfit = bases.filter((base) => !fits(base));
    if (unfit.length === 0) return bases;
    // Without a tag it was a guess that the account computed tax: guesses go first.
    const guessed = unfit.filter(({ line }) => line.taxCode === undefined);
    const dropped = guessed.length > 0 ? guessed : unfit;
    bases = bases.filter((base) => !dropped.includes(base));
  }
}

/**
 * The legs of an entry: bases with their tax as one gross amount, everything else as it stands. Each gross leg is one
 * that the ledger expands to exactly its line; cents of tax that remain are legs of their own on the tax account.
 */
export function entryLegs(
  entry: PostedEntry,
  books: BatchBooks,
  findTaxedLegs: ReturnType<typeof taxedLegFinder>,
): EntryLegs {
  const findings: Finding[] = [];
  const note = (code: Finding['code'], detail: string) =>
    findings.push({ code, entry: entry.number, detail });
  if (entry.kind !== 'regular') return { legs: entry.lines.map((line) => plainLeg(line, books)), findings };
  const taxDay: CalendarDate = entry.serviceDate ?? entry.date;
  const taxLines = entry.lines.filter(({ account }) => isTaxAccount(account, books));
  const candidates = entry.lines.flatMap((line): Base[] => {
    // Key 40 says the latter.
    if (taxLines.includes(line) || isNoAutomation(line.taxCode)) return [];
    // Waits for its payment, or waited: no tax is lost without a key.
    if (advanceLine(books.chart, books.accountLength, line)) return [];
    const choices = findTaxedLegs(line, taxDay);
    const [chosen] = choices;
    if (chosen) return [{ line, choices, chosen }];
    if (line.taxCode !== undefined)
      note(
        'tax-tag-not-expressible',
        `No tax key says ${line.taxCode} on account ${line.account}: written net.`,
      );
    return [];
  });
  const bases = withTheirTax(candidates, taxLines);
  for (const { line } of candidates.filter((base) => !bases.includes(base))) {
    if (line.taxCode !== undefined)
      note(
        'tax-differs-from-base',
        `The entry lacks the tax of ${line.taxCode} on ${line.account}: written net.`,
      );
  }
  const left = taxLeft(bases, taxLines);
  const legs = entry.lines.flatMap((line): Leg[] => {
    const base = bases.find((one) => one.line === line);
    if (base) return [base.chosen];
    return taxLines.includes(line) && left.has(line.account) ? [] : [plainLeg(line, books)];
  });
  for (const [account, amount] of left) {
    if (amount === 0n) continue;
    const line = signedLine(account, amount);
    const difference = formatMinor(amount, books.currency);
    note(
      'tax-rounding',
      `Tax on ${account} is ${difference} ${books.currency} off the sum of its rows: a row of its own.`,
    );
    legs.push(plainLeg(line, books));
  }
  return { legs, findings };
}
