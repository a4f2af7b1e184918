import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';

/** What a statement says of its place among the others of its account. */
export interface ChainLink {
  readonly statementId: string;
  /** `42` or `00042/001`: number, and page where there are several. */
  readonly sequence?: string | undefined;
  /** Day of the closing balance. */
  readonly date: CalendarDate;
  readonly currency: string;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
}

export interface ChainFinding<L extends ChainLink> {
  readonly kind: 'balance-gap' | 'number-gap';
  readonly detail: string;
  /** The statement that does not follow the one before. */
  readonly link: L;
}

/** Statements in the order in which they follow each other: by day, of one day by number, else as balances fit. */
export function orderChain<L extends ChainLink>(links: readonly L[]): L[] {
  const byNumber = links.toSorted((a, b) =>
    a.date === b.date ? compareNumbers(a, b) : a.date < b.date ? -1 : 1,
  );
  const ordered: L[] = [];
  for (const [, ofDay] of Map.groupBy(byNumber, ({ date }) => date)) {
    let left: readonly L[] = ofDay;
    while (left.length > 0) {
      const before = ordered.at(-1);
      const next =
        left.find((one) => one.openingMinor === before?.closingMinor && isNotBehind(before, one)) ?? left[0];
      if (!next) break;
      ordered.push(next);
      left = left.filter((one) => one !== next);
    }
  }
  return ordered;
}

function isNotBehind(before: ChainLink, after: ChainLink): boolean {
  return before.date < after.date || compareNumbers(before, after) <= 0;
}

function compareNumbers(a: ChainLink, b: ChainLink): number {
  const [one, other] = [numberOf(a), numberOf(b)];
  if (!one || !other) return 0;
  return one.number - other.number || one.page - other.page;
}

function numberOf({
  sequence = '',
}: ChainLink): { readonly number: number; readonly page: number } | undefined {
  const [, number, page = '1'] = /^(\d{1,9})(?:\/(\d{1,9}))?$/.exec(sequence.trim()) ?? [];
  return number === undefined ? undefined : { number: Number(number), page: Number(page) };
}

/**
 * What does not fit between statements of one account: an opening balance that is not the closing balance before, a number that
 * leaves others out. No finding is a whole chain. Numbers begin anew each year, so one that is not larger says nothing.
 */
export function checkChain<L extends ChainLink>(links: readonly L[]): ChainFinding<L>[] {
  const ordered = orderChain(links);
  return ordered.slice(1).flatMap((link, index) => {
    const before = ordered[index];
    return before ? compareLinks(before, link) : [];
  });
}

function compareLinks<L extends ChainLink>(before: L, link: L): ChainFinding<L>[] {
  const findings: ChainFinding<L>[] = [];
  const { currency, openingMinor, statementId } = link;
  if (currency === before.currency && openingMinor !== before.closingMinor) {
    const money = (minor: bigint) => `${formatMinor(minor, currency)} ${currency}`;
    findings.push({
      kind: 'balance-gap',
      link,
      detail:
        `Statement ${statementId} opens with ${money(openingMinor)}; the one before, ${before.statementId} of ` +
        `${before.date}, closed with ${money(before.closingMinor)}. A statement may be missing.`,
    });
  }
  const [last, next] = [numberOf(before)?.number, numberOf(link)?.number];
  if (last !== undefined && next !== undefined && last > 0 && next > last + 1) {
    const detail = `Statement number ${next} follows number ${last}: ${next - last - 1} missing.`;
    findings.push({ kind: 'number-gap', link, detail });
  }
  return findings;
}
