import { absolute } from '../../../../shared/kernel/money.ts';
import { beginningsOf, likenessOfWords, wordsOfName } from './compare-names.ts';
import { documentNumberFinder, foldText, type NumberFound, squeezeText } from './find-document-number.ts';

/** A bank transaction as far as matching goes. Amounts are signed: positive is received. */
export interface MatchTransaction {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly bookingDate: string;
  readonly endToEndId?: string | undefined;
  /** Unstructured remittance and creditor reference, joined. */
  readonly remittance: string;
  readonly counterpartyName?: string | undefined;
  readonly counterpartyIban?: string | undefined;
}

/** An open item that money may settle. What is owed to us is positive: received money settles it. */
export interface MatchItem {
  readonly id: string;
  readonly account: string;
  readonly openMinor: bigint;
  readonly currency: string;
  readonly documentNumber?: string | undefined;
  readonly partnerName?: string | undefined;
  readonly partnerIban?: string | undefined;
  /** Cash discounts, each allowed when paid by `until`, signed like the item. */
  readonly discounts?: readonly { readonly until: string; readonly amountMinor: bigint }[] | undefined;
  /** The end-to-end id of an order of ours that pays or collects it. */
  readonly endToEndId?: string | undefined;
}

export type MatchReason =
  | 'end-to-end-id'
  | 'document-number'
  | 'part-of-document-number'
  | 'amount'
  | 'amount-less-discount'
  | 'part-of-amount'
  | 'iban'
  | 'name'
  | 'other-number-named';

export interface MatchCandidate {
  readonly item: MatchItem;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly MatchReason[];
  /** Discount that makes the amounts agree, signed like the item. */
  readonly discountMinor?: bigint;
}

/**
 * How much each piece of evidence says by itself. Together they count as independent witnesses: what remains in doubt is
 * the product of their doubts.
 */
const WEIGHT: Readonly<Record<MatchReason, number>> = {
  'end-to-end-id': 0.95,
  'document-number': 0.8,
  'part-of-document-number': 0.4,
  amount: 0.45,
  'amount-less-discount': 0.4,
  'part-of-amount': 0.05,
  iban: 0.5,
  name: 0.35,
  'other-number-named': 0,
};

/** The payer names another item's number, not this one's: what else speaks for this one counts less. */
const NAMED_ANOTHER = 0.4;
/** A likeness of names below this is chance. */
const LIKE_ENOUGH = 0.6;
/** Candidates with less are not shown. */
const WORTH_SHOWING = 0.3;
const SHOWN = 10;

/** From this score on another item could be meant: nothing is booked without asking. */
export const RIVAL_SCORE = 0.5;

export interface PreparedItem {
  readonly item: MatchItem;
  readonly find: (foldedText: string, squeezed: string) => NumberFound;
  readonly partnerWords: readonly string[];
  readonly partnerBeginnings: ReadonlySet<string>;
}

/** Prepares open items once for many transactions. */
export function prepareItems(items: readonly MatchItem[]): readonly PreparedItem[] {
  return items.map((item) => {
    const partnerWords = wordsOfName(item.partnerName ?? '');
    const find = documentNumberFinder(item.documentNumber ?? '');
    return { item, find, partnerWords, partnerBeginnings: beginningsOf(partnerWords) };
  });
}

interface Weighed {
  readonly item: MatchItem;
  readonly found: NumberFound;
  readonly byEndToEndId: boolean;
  readonly reasons: MatchReason[];
  readonly likeness: number;
  readonly discountMinor?: bigint;
}

/** Items that a transaction may settle, best first, with what speaks for them. Only items of its sign and currency. */
export function proposeMatches(
  transaction: MatchTransaction,
  prepared: readonly PreparedItem[],
): MatchCandidate[] {
  const text = foldText(transaction.remittance);
  const words = wordsOfName(transaction.counterpartyName ?? '');
  const told = { text, squeezed: squeezeText(text), words, beginnings: [...beginningsOf(words)] };
  const { currency, amountMinor } = transaction;
  const isReceived = amountMinor > 0n;
  const weighed: Weighed[] = [];
  for (const one of prepared) {
    const { openMinor, currency: itemCurrency } = one.item;
    if (itemCurrency !== currency || openMinor === 0n || openMinor > 0n !== isReceived) continue;
    const weight = weigh(transaction, told, one);
    if (weight.reasons.some((reason) => reason !== 'part-of-amount')) weighed.push(weight);
  }
  const oneIsNamed = weighed.some(({ found, byEndToEndId }) => found === 'full' || byEndToEndId);
  return weighed
    .map((one) => score(one, oneIsNamed))
    .filter((candidate) => candidate.score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1))
    .slice(0, SHOWN);
}

/** What a transaction says, prepared once for all items. */
interface Told {
  readonly text: string;
  readonly squeezed: string;
  readonly words: readonly string[];
  readonly beginnings: readonly string[];
}

function weigh(
  transaction: MatchTransaction,
  told: Told,
  { item, find, partnerWords, partnerBeginnings }: PreparedItem,
): Weighed {
  const reasons: MatchReason[] = [];
  const byEndToEndId = item.endToEndId !== undefined && item.endToEndId === transaction.endToEndId;
  if (byEndToEndId) reasons.push('end-to-end-id');
  const found = find(told.text, told.squeezed);
  if (found === 'full') reasons.push('document-number');
  if (found === 'part') reasons.push('part-of-document-number');
  const { amountMinor, bookingDate } = transaction;
  const { openMinor, discounts = [] } = item;
  const discountMinor = discounts.find(
    (one) => bookingDate <= one.until && amountMinor === openMinor - one.amountMinor,
  )?.amountMinor;
  if (amountMinor === openMinor) reasons.push('amount');
  else if (discountMinor !== undefined) reasons.push('amount-less-discount');
  else if (absolute(amountMinor) < absolute(openMinor)) reasons.push('part-of-amount');
  if (item.partnerIban !== undefined && item.partnerIban === transaction.counterpartyIban)
    reasons.push('iban');
  const mayBeAlike = told.beginnings.some((beginning) => partnerBeginnings.has(beginning));
  const likeness = mayBeAlike ? likenessOfWords(partnerWords, told.words) : 0;
  if (likeness >= LIKE_ENOUGH) reasons.push('name');
  return {
    item,
    found,
    byEndToEndId,
    reasons,
    likeness,
    ...(discountMinor === undefined || amountMinor === openMinor ? {} : { discountMinor }),
  };
}

function score(
  { item, found, byEndToEndId, reasons, likeness, discountMinor }: Weighed,
  oneIsNamed: boolean,
): MatchCandidate {
  const doubt = reasons.reduce(
    (left, reason) => left * (1 - WEIGHT[reason] * (reason === 'name' ? likeness : 1)),
    1,
  );
  const passedBy = oneIsNamed && found !== 'full' && !byEndToEndId;
  const plain = (1 - doubt) * (passedBy ? NAMED_ANOTHER : 1);
  return {
    item,
    score: Math.round(plain * 1000) / 1000,
    reasons: passedBy ? [...reasons, 'other-number-named'] : reasons,
    ...(discountMinor === undefined ? {} : { discountMinor }),
  };
}

/**
 * The item that may be booked without asking, if there is one: the same amount and currency, named by end-to-end id or full
 * document number, the only one so, and no other scores `RIVAL_SCORE` or more.
 */
export function decideAutomatic(candidates: readonly MatchCandidate[]): MatchCandidate | undefined {
  const fits = candidates.filter(
    ({ reasons }) =>
      reasons.includes('amount') &&
      (reasons.includes('end-to-end-id') || reasons.includes('document-number')),
  );
  const [only] = fits;
  if (!only || fits.length > 1) return undefined;
  const hasRival = candidates.some((other) => other !== only && other.score >= RIVAL_SCORE);
  return hasRival ? undefined : only;
}

/** Items in one group at most; more are for a person to pick. */
const GROUP_ITEMS = 40;

/**
 * Several items that one payment settles together: all those named in full whose open amounts add up to it. For a person to
 * confirm.
 */
export function proposeGroup(
  transaction: MatchTransaction,
  candidates: readonly MatchCandidate[],
): readonly MatchCandidate[] | undefined {
  const named = candidates.filter(({ reasons }) => reasons.includes('document-number'));
  if (named.length < 2 || named.length > GROUP_ITEMS) return undefined;
  const total = named.reduce((sum, { item }) => sum + item.openMinor, 0n);
  return total === transaction.amountMinor ? named : undefined;
}
