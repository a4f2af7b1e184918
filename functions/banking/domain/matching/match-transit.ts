import { addDays } from '../../../../shared/kernel/calendar-date.ts';

/** A payment of ours that the bank has and no statement has shown; signed as in a statement. */
export interface TransitPayment {
  readonly number: number;
  readonly endToEndId: string;
  readonly groupId: string;
  readonly amountMinor: bigint;
  readonly iban: string;
  readonly rejected: boolean;
}

/** A payment run on its way through the transit account. */
export interface TransitRun {
  readonly runId: string;
  readonly messageId: string;
  readonly iban: string;
  readonly executionDate: string;
  readonly payments: readonly TransitPayment[];
}

export interface TransitTransaction {
  /** Own account. */
  readonly iban: string;
  readonly amountMinor: bigint;
  readonly bookingDate: string;
  readonly endToEndId?: string | undefined;
  readonly paymentGroupId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly remittance: string;
  readonly counterpartyIban?: string | undefined;
  /** It is one of several details of an entry. */
  readonly isDetail: boolean;
}

export type TransitReason =
  | 'end-to-end-id'
  | 'payment-group'
  | 'message-id'
  | 'run-amount'
  | 'iban'
  | 'with-rejected'
  | 'less-one-payment';

export interface TransitMatch {
  readonly runId: string;
  readonly numbers: readonly number[];
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly TransitReason[];
  /** Named by an id of ours, not only by an amount. */
  readonly isNamed: boolean;
}

/** Days after the day of execution within which an amount alone tells a run: debits of weekends come the week after. */
const AMOUNT_DAYS = 10;
/** Payments one by one that a batch may lack; more are for a person to find. */
const SHOWN = 5;

/** References that say nothing (SWIFT and SEPA: `NONREF`, `NOTPROVIDED`). */
const NO_REFERENCE = /^(?:NONREF|NOTPROVIDED|NOREF|0*)$/i;
/** Ids of our own files in a text: `PAY-<id of the run>`, of a group with its number. */
const OWN_ID = /\bPAY-[0-9A-HJKMNP-TV-Z]{26}(?:-\d{1,3})?\b/g;

/** Payments that one line of a statement may show together: a group of the file, or all of it. */
interface Batch {
  readonly run: TransitRun;
  /** `PmtInfId`, or the message id where it is the whole file. */
  readonly id: string;
  readonly payments: readonly TransitPayment[];
}

/** Runs on their way, prepared for many transactions. */
export interface PreparedTransit {
  readonly byEndToEndId: ReadonlyMap<string, { readonly run: TransitRun; readonly payment: TransitPayment }>;
  readonly batches: readonly Batch[];
  /** Batches and single payments by what they come to, without what was rejected. */
  readonly byAmount: ReadonlyMap<bigint, readonly Batch[]>;
}

export function prepareTransit(runs: readonly TransitRun[]): PreparedTransit {
  const open = runs.filter(({ payments }) => payments.length > 0);
  const batches = open.flatMap((run): Batch[] => {
    const groups = [...Map.groupBy(run.payments, ({ groupId }) => groupId)];
    const parts = groups.map(([id, payments]) => ({ run, id, payments }));
    return groups.length > 1 ? [...parts, { run, id: run.messageId, payments: run.payments }] : parts;
  });
  const singles = open.flatMap((run) =>
    run.payments.map((payment): Batch => ({ run, id: payment.endToEndId, payments: [payment] })),
  );
  const byAmount = Map.groupBy(
    [...batches, ...singles].filter(({ payments }) => payments.some(({ rejected }) => !rejected)),
    ({ payments }) => sumOf(payments.filter(({ rejected }) => !rejected)),
  );
  const byEndToEndId = new Map(
    open.flatMap((run) => run.payments.map((payment) => [payment.endToEndId, { run, payment }] as const)),
  );
  return { byEndToEndId, batches, byAmount };
}

function sumOf(payments: readonly TransitPayment[]): bigint {
  return payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/**
 * What a line of a statement may show of our payment runs, best first: the payment that it names by end-to-end id, the group
 * or file that it names (PmtInfId, MsgId), else what comes to its amount on that account in the days after the execution.
 * Whole payments only: what comes to another amount is none of them.
 */
export function matchTransit(transaction: TransitTransaction, prepared: PreparedTransit): TransitMatch[] {
  const named = prepared.byEndToEndId.get(transaction.endToEndId ?? '');
  if (named) {
    const { run, payment } = named;
    const fits = run.iban === transaction.iban && payment.amountMinor === transaction.amountMinor;
    return fits ? [matchOf(run, [payment], 0.99, ['end-to-end-id'])] : [];
  }
  const byName = matchNamed(transaction, prepared);
  if (byName.length > 0 || namesOther(transaction)) return byName;
  return matchAmount(transaction, prepared);
}

function matchOf(
  run: TransitRun,
  payments: readonly TransitPayment[],
  score: number,
  reasons: readonly TransitReason[],
): TransitMatch {
  const isNamed = reasons.some(
    (reason) => reason === 'end-to-end-id' || reason === 'payment-group' || reason === 'message-id',
  );
  return { runId: run.runId, numbers: payments.map(({ number }) => number), score, reasons, isNamed };
}

/** An end-to-end id of somebody else's: no payment of ours. */
function namesOther({ endToEndId = '' }: TransitTransaction): boolean {
  return !NO_REFERENCE.test(endToEndId);
}

/** By the ids of group and file, wherever the bank writes them. */
function matchNamed(
  { iban, amountMinor, paymentGroupId = '', messageId = '', endToEndId = '', remittance }: TransitTransaction,
  { batches }: PreparedTransit,
): TransitMatch[] {
  const ids = new Set([paymentGroupId, messageId, endToEndId, ...(remittance.match(OWN_ID) ?? [])]);
  const meant = batches.filter(({ run, id }) => run.iban === iban && (ids.has(id) || ids.has(run.messageId)));
  return meant
    .flatMap((batch) => fitBatch(batch, amountMinor, ids.has(batch.id) && batch.id !== batch.run.messageId))
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN);
}

/** How a batch comes to an amount: what was not rejected, all of it, or (before the report came) all but one. */
function fitBatch({ run, payments }: Batch, amountMinor: bigint, byGroup: boolean): TransitMatch[] {
  const reason = byGroup ? ('payment-group' as const) : ('message-id' as const);
  const standing = payments.filter(({ rejected }) => !rejected);
  if (standing.length > 0 && sumOf(standing) === amountMinor)
    return [matchOf(run, standing, 0.97, [reason, 'run-amount'])];
  const whole = sumOf(payments);
  if (whole === amountMinor) return [matchOf(run, payments, 0.9, [reason, 'with-rejected'])];
  const lacking = standing.filter((one) => sumOf(standing) - one.amountMinor === amountMinor);
  return lacking
    .slice(0, SHOWN)
    .filter(() => standing.length > 1)
    .map((one) =>
      matchOf(
        run,
        standing.filter((other) => other !== one),
        0.7 / lacking.length,
        [reason, 'less-one-payment'],
      ),
    );
}

/** By the amount alone, or with the account of the other side. */
function matchAmount(transaction: TransitTransaction, { byAmount }: PreparedTransit): TransitMatch[] {
  const { iban, amountMinor, bookingDate, counterpartyIban, isDetail } = transaction;
  const inTime = (byAmount.get(amountMinor) ?? []).filter(
    ({ run }) =>
      run.iban === iban &&
      run.executionDate <= bookingDate &&
      bookingDate <= addDays(run.executionDate, AMOUNT_DAYS),
  );
  const matches = inTime.flatMap(({ run, payments }): TransitMatch[] => {
    const standing = payments.filter(({ rejected }) => !rejected);
    const [only] = standing;
    if (standing.length === 1 && only) {
      if (counterpartyIban === only.iban) return [matchOf(run, [only], 0.85, ['run-amount', 'iban'])];
      // Whoever is named is somebody else; where nobody is, a group of one payment may stand in a line of its own.
      return counterpartyIban === undefined && !isDetail ? [matchOf(run, [only], 0.75, ['run-amount'])] : [];
    }
    return counterpartyIban === undefined && !isDetail ? [matchOf(run, standing, 0.8, ['run-amount'])] : [];
  });
  const byPayments = new Map(matches.map((match) => [`${match.runId} ${match.numbers.join()}`, match]));
  return [...byPayments.values()].sort((a, b) => b.score - a.score).slice(0, SHOWN);
}

/**
 * The match that may be booked without asking: named by an id of ours with exactly its amount, or the only one that comes to
 * the amount, where nothing else could be meant (`rivalScore`: the best score among open items).
 */
export function decideTransit(
  matches: readonly TransitMatch[],
  rivalScore: number,
  rivalLimit: number,
): TransitMatch | undefined {
  const exact = matches.filter(
    ({ reasons }) => !reasons.includes('less-one-payment') && !reasons.includes('with-rejected'),
  );
  const [only] = exact;
  if (!only || exact.length > 1) return undefined;
  if (only.isNamed) return only;
  return matches.length === 1 && rivalScore < rivalLimit ? only : undefined;
}
