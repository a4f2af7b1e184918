import { meaningOf } from '../bank-codes.ts';
import type { ReturnMatch } from '../returned-payment.ts';
import { type BankRule, decideRule, matchRules, type RuledTransaction } from '../rules/bank-rule.ts';
import { type LearnedBooking, proposeLearned, traitsOf } from '../rules/learned-booking.ts';
import type { StatementTransaction } from '../statement.ts';
import { decideTransit, matchTransit, type PreparedTransit, type TransitMatch } from './match-transit.ts';
import type { Decision, Proposal } from './proposal.ts';
import {
  decideAutomatic,
  type MatchCandidate,
  type PreparedItem,
  proposeGroup,
  proposeMatches,
  RIVAL_SCORE,
} from './propose-matches.ts';

/** A transaction as far as deciding on it goes. */
export type DecidedLine = Pick<
  StatementTransaction,
  'bookingDate' | 'amountMinor' | 'currency' | 'remittance' | 'details'
> & {
  readonly iban: string;
  readonly counterparty: { readonly name?: string | undefined; readonly iban?: string | undefined };
  readonly endToEndId?: string | undefined;
  readonly paymentGroupId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly bankTransactionCode?: string | undefined;
  readonly returnReason?: string | undefined;
};

/** What the company wants for its account. */
export interface AccountWishes {
  readonly feeAccount?: string | undefined;
  readonly feeTaxCode?: string | undefined;
  readonly bookFees?: boolean | undefined;
  readonly bookReturns?: boolean | undefined;
  readonly rechargeReturnFees?: boolean | undefined;
}

/** What a transaction may be about. */
export interface Knowledge {
  readonly currency: string;
  readonly items: readonly PreparedItem[];
  readonly transit: PreparedTransit;
  readonly rules: readonly BankRule[];
  readonly learned: readonly LearnedBooking[];
  readonly account: AccountWishes | undefined;
  readonly hash: (text: string) => string;
}

/** A payment of ours that the transaction names and gives back. */
export interface FoundReturn {
  readonly run: string;
  readonly payment: number;
  readonly match: ReturnMatch;
}

/** Proposals that are kept with a transaction. */
const KEPT = 5;
const BY_RULE = 0.95;
const BY_FEE_CODE = 0.9;

/** A transaction as rules look at it. */
export function toRuled(line: DecidedLine): RuledTransaction {
  const { iban, amountMinor, currency, remittance, bankTransactionCode, counterparty } = line;
  const { name: counterpartyName, iban: counterpartyIban } = counterparty;
  return { iban, amountMinor, currency, remittance, bankTransactionCode, counterpartyName, counterpartyIban };
}

/**
 * What a transaction is: a payment of ours that comes back, payments of a run, an open item, what a rule says of it, what it was
 * booked on before; in that order. Booked without asking is what only one thing can be meant by: a nearer one comes first, and
 * one that could be meant as well keeps the others from it.
 */
export function decideTransaction(
  line: DecidedLine,
  known: Knowledge,
  found: FoundReturn | undefined,
): Decision {
  if (found) return decideReturn(known.account, found);
  const candidates = matchItems(line, known.items);
  const rivalScore = candidates[0]?.score ?? 0;
  const runs = line.currency === 'EUR' ? matchTransit(toTransit(line), known.transit) : [];
  const isOwn = line.currency === known.currency;
  const rules = isOwn ? rulesFor(line, known) : [];
  const proposals = [
    ...runs.map(runProposal),
    ...itemProposals(candidates, proposeGroup(toMatch(line), candidates)),
    ...rules.map(ruleProposal),
    ...(isOwn ? learnedProposals(line, known) : []),
  ];
  const kept = proposals.sort((a, b) => b.score - a.score).slice(0, KEPT);
  const run = decideTransit(runs, rivalScore, RIVAL_SCORE);
  if (run) return { automatic: { run: { id: run.runId, payments: run.numbers } }, proposals: kept };
  if (runs.length > 0) return { proposals: kept };
  const item = decideAutomatic(candidates)?.item;
  if (item) return { automatic: { item: item.id, documentNumber: item.documentNumber }, proposals: kept };
  const rule = rivalScore < RIVAL_SCORE ? decideRule(rules) : undefined;
  return { automatic: rule && { target: rule.target }, proposals: kept };
}

function decideReturn(account: AccountWishes | undefined, { run, payment, match }: FoundReturn): Decision {
  const { feeMinor, score, reasons, isExact } = match;
  const proposals: Proposal[] = [{ items: [], returns: { run, payment, feeMinor }, score, reasons }];
  const { bookReturns = false, rechargeReturnFees: recharge = false, feeAccount } = account ?? {};
  const hasFeeAccount = feeMinor === 0n || recharge || feeAccount !== undefined;
  const isCertain = bookReturns && isExact && hasFeeAccount;
  return { automatic: isCertain ? { returns: { run, payment }, recharge } : undefined, proposals };
}

function toMatch({ amountMinor, currency, bookingDate, endToEndId, remittance, counterparty }: DecidedLine) {
  return {
    amountMinor,
    currency,
    bookingDate,
    endToEndId,
    // Customers of some banks write the number of the invoice where the end-to-end id belongs.
    remittance: `${remittance} ${endToEndId ?? ''}`,
    counterpartyName: counterparty.name,
    counterpartyIban: counterparty.iban,
  };
}

function toTransit(line: DecidedLine) {
  return { ...line, counterpartyIban: line.counterparty.iban, isDetail: line.details > 1 };
}

function matchItems(line: DecidedLine, items: readonly PreparedItem[]): MatchCandidate[] {
  return proposeMatches(toMatch(line), items);
}

/** The company's rules; where none is met, what the account says of fees. */
function rulesFor(line: DecidedLine, { rules, account }: Knowledge): readonly BankRule[] {
  const matched = matchRules(rules, toRuled(line));
  const { feeAccount, feeTaxCode: taxCode, bookFees: automatic = false } = account ?? {};
  if (matched.length > 0 || feeAccount === undefined || meaningOf(line) !== 'fee') return matched;
  return [{ id: '', conditions: {}, target: { account: feeAccount, taxCode }, automatic }];
}

function runProposal({ runId: id, numbers: payments, score, reasons }: TransitMatch): Proposal {
  return { items: [], run: { id, payments }, score, reasons };
}

function ruleProposal({ id, target }: BankRule): Proposal {
  return id === ''
    ? { items: [], target, score: BY_FEE_CODE, reasons: ['fee-code'] }
    : { items: [], target, rule: id, score: BY_RULE, reasons: ['rule'] };
}

function learnedProposals(line: DecidedLine, { learned, hash }: Knowledge): Proposal[] {
  if (learned.length === 0) return [];
  const traits = traitsOf(toRuled(line), hash);
  if (!traits) return [];
  return proposeLearned(traits, learned).map(({ target, score, count: times, reasons }) => ({
    items: [],
    target,
    times,
    score,
    reasons,
  }));
}

function itemProposals(
  candidates: readonly MatchCandidate[],
  group: readonly MatchCandidate[] | undefined,
): Proposal[] {
  const single = candidates.slice(0, KEPT).map(({ item, score, reasons, discountMinor }) => ({
    items: [{ item: item.id, ...(discountMinor === undefined ? {} : { discountMinor }) }],
    score,
    reasons: [...reasons],
  }));
  if (!group) return single;
  const together = {
    items: group.map(({ item }) => ({ item: item.id })),
    // What adds up to the amount comes before any of its parts.
    score: Math.max(...group.map(({ score }) => score)),
    reasons: ['document-number', 'amount'],
  };
  return [together, ...single];
}
