import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { DomainError } from '../../../../shared/kernel/errors.ts';
import { absolute, divideRounded } from '../../../../shared/kernel/money.ts';
import {
  type EntryLine,
  expandPosting,
  postedAccount,
  readTaxKey,
  signedAmount,
} from '../../../ledger/rules.ts';
import type { BatchBooks, Leg } from './batch-row.ts';

/** What a gross amount becomes on an account under a key. */
interface Expansion {
  readonly netMinor: bigint;
  readonly taxCode: string | undefined;
  readonly tax: ReadonlyMap<string, bigint>;
}

/** The keys that compute tax, found by asking the ledger: a key that it learns is tried here too. Correction keys are not. */
function findTaxKeys(): readonly string[] {
  return Array.from({ length: 999 }, (_, index) => String(index + 1)).filter((key) => {
    try {
      const { rule, generalReversal } = readTaxKey(key);
      return rule !== undefined && !generalReversal;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  });
}

let foundTaxKeys: readonly string[] | undefined;

/** What the ledger makes of the amount on this account against the clearing account; undefined where it refuses. */
function expand(
  books: BatchBooks,
  account: string,
  amountMinor: bigint,
  taxKey: string,
  taxDay: CalendarDate,
): Expansion | undefined {
  if (amountMinor === 0n) return undefined;
  try {
    const { lines } = expandPosting({
      chart: books.chart,
      accountLength: books.accountLength,
      amountMinor: absolute(amountMinor),
      side: amountMinor < 0n ? 'S' : 'H',
      account: books.clearingAccount,
      contraAccount: account,
      taxKey,
      date: taxDay,
    });
    // The first line is the clearing account's; where tax falls on it, the key was not for this account.
    const [clearing, net, ...tax] = lines;
    if (!net || clearing?.taxCode !== undefined) return undefined;
    return {
      netMinor: signedAmount(net),
      taxCode: net.taxCode,
      tax: new Map(tax.map((line) => [line.account, signedAmount(line)])),
    };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** `reverse-charge-19-case-7` is the tag `reverse-charge-19` of case 7. */
export function splitCase(taxCode: string): { tag: string; reverseChargeCase?: string } {
  const [, tag, reverseChargeCase] = /^(reverse-charge.*)-case-([1-9]\d{0,2})$/.exec(taxCode) ?? [];
  return tag === undefined || reverseChargeCase === undefined ? { tag: taxCode } : { tag, reverseChargeCase };
}

/** So large that rounding does not show in the ratio of net and gross, whatever the amount. */
const PROBE_MINOR = 10n ** 24n;

/** Gross amounts around the one whose net part is `netMinor`, by the ratio that a large amount shows. */
function grossCandidates(netMinor: bigint, probe: Expansion): bigint[] {
  const about = divideRounded(netMinor * PROBE_MINOR, probe.netMinor);
  return [about, about - 1n, about + 1n, about - 2n, about + 2n];
}

interface FoundKey {
  readonly taxKey: string;
  readonly probe: Expansion;
  /** What the row has to say besides the key (EXTF field "Sachverhalt L+L"). */
  readonly reverseChargeCase?: string | undefined;
}

/** Finds keys for tags, and remembers what it found: a journal has few kinds of lines. */
export function taxedLegFinder(books: BatchBooks) {
  const cache = new Map<string, FoundKey | undefined>();

  function findKey(account: string, taxCode: string | undefined, taxDay: CalendarDate) {
    const place = `${account} ${taxDay} ${taxCode ?? ''}`;
    if (cache.has(place)) return cache.get(place);
    foundTaxKeys ??= findTaxKeys();
    const automatic = postedAccount(books.chart, books.accountLength, account).chartAccount?.automatic;
    const keys = automatic ? [''] : taxCode === undefined ? [] : foundTaxKeys;
    let found: FoundKey | undefined;
    for (const taxKey of keys) {
      const probe = expand(books, account, PROBE_MINOR, taxKey, taxDay);
      if (probe?.taxCode === undefined) continue;
      if (taxCode === undefined || probe.taxCode === taxCode) {
        found = { taxKey, probe }; // an account that computes a case by itself needs no field for it
        break;
      }
      const { tag, reverseChargeCase } = splitCase(taxCode);
      if (probe.taxCode !== tag) continue;
      found = { taxKey, probe, reverseChargeCase };
      break;
    }
    cache.set(place, found);
    return found;
  }

  /**
   * Every gross leg whose expansion by the ledger gives exactly the amount and the tag of this line; they differ by a cent
   * of tax. Empty: no key says it. A line without a tag has legs only on an Automatikkonto.
   */
  return function findTaxedLegs(line: EntryLine, taxDay: CalendarDate): Leg[] {
    const { account } = line;
    if (account === books.clearingAccount) return []; // what stands against all others bears no tax
    const found = findKey(account, line.taxCode, taxDay);
    if (!found) return [];
    const netMinor = signedAmount(line);
    const { taxKey, probe, reverseChargeCase } = found;
    return grossCandidates(netMinor, probe).flatMap((amountMinor) => {
      const expansion = expand(books, account, amountMinor, taxKey, taxDay);
      if (expansion?.netMinor !== netMinor) return [];
      const generalReversal = (line.debitMinor ?? line.creditMinor ?? 0n) < 0n;
      const { tax, taxCode } = expansion;
      // Exempt, or cents too small to bear tax: only the tag could tell that the account's rule was meant.
      if (line.taxCode === undefined && tax.size === 0) return [];
      return [{ account, amountMinor, taxKey, tax, taxCode, reverseChargeCase, line, generalReversal }];
    });
  };
}
