import { ContentionError, type Retry } from '../../../shared/table/failures.ts';
import { type CreditPolicy, type Decided, decide } from '../domain/decision.ts';
import { unpackDues } from '../domain/dues.ts';
import type { CreditFacts } from '../domain/facts.ts';
import { factsOfUnknown, gatherFacts, type Order, type OwnShare } from '../domain/gather-facts.ts';
import { packDecision } from '../domain/pack-decision.ts';
import { dueAtOf, endOf } from '../domain/reservation.ts';
import { addedMinor } from '../domain/standard-policy.ts';
import { refuse } from '../errors.ts';
import type { CreditReader } from '../reader.ts';
import type { CheckStore, CounterMovedError } from '../store/checks.ts';
import type {
  CreditCheckRow,
  CreditCounter,
  CreditExposureRow,
  CreditProfileRow,
  CreditSettingsRow,
} from '../table.ts';
import { healMarks } from './heal-marks.ts';
import type { Who } from './put-profile.ts';

export interface CheckDeps {
  readonly reader: Pick<
    CreditReader,
    'loadForCheck' | 'loadProfile' | 'loadCounter' | 'loadExposure' | 'loadSettings' | 'loadCheck'
  >;
  readonly checks: CheckStore;
  /** The policy of the company that holds on a day. */
  readonly policyOf: (company: string, on: string) => Promise<CreditPolicy> | CreditPolicy;
  readonly retryWhileContended: Retry;
}

/** An order to check, its amount read already. */
export interface CheckWish extends Order {
  readonly company: string;
  readonly customer: string;
  readonly id: string;
  /** The caller chose the id, or sends the same request again: the check may be there already. */
  readonly isKnownId: boolean;
  readonly reference: string;
  readonly reserve: boolean;
  readonly until?: string | undefined;
}

export interface Checked {
  readonly check: CreditCheckRow;
  /** It was there before, and nothing has been done now. */
  readonly isRepeated: boolean;
}

/** What a check reads, all of it by key: five items at most, whatever the customer owes. */
export interface Loaded {
  readonly earlier: CreditCheckRow | undefined;
  readonly profile: CreditProfileRow | undefined;
  readonly counter: CreditCounter | undefined;
  readonly exposure: CreditExposureRow | undefined;
  readonly settings: CreditSettingsRow;
}

/**
 * Says whether a customer may buy, and keeps the amount for the order where that is wanted and approved. The same id again
 * gives the same answer. Under contention it reads and decides again: nobody is told of a conflict.
 * @throws credit.id-reused, credit.invalid-check
 */
export function checkCredit(deps: CheckDeps, wish: CheckWish, who: Who): Promise<Checked> {
  let attempts = 0;
  return deps.retryWhileContended(async () => {
    attempts += 1;
    const loaded = await load(deps, wish, attempts > 1);
    const { earlier } = loaded;
    if (earlier?.decision) return { check: assertSame(earlier, wish), isRepeated: true };
    const check = await checkOnce(deps, wish, loaded, who);
    return { check, isRepeated: false };
  });
}

async function load({ reader }: CheckDeps, wish: CheckWish, isAgain: boolean): Promise<Loaded> {
  const { company, customer, id, isKnownId } = wish;
  const first = await reader.loadForCheck(company, customer, isKnownId || isAgain ? id : undefined);
  const { profile } = first;
  const counter = profile && (await reader.loadCounter(company, profile.root));
  return { ...first, counter };
}

function assertSame(earlier: CreditCheckRow, wish: CheckWish): CreditCheckRow {
  const isSame =
    earlier.amends === undefined &&
    earlier.amountMinor === wish.amountMinor &&
    earlier.currency === wish.currency &&
    earlier.reference === wish.reference &&
    earlier.reserve === wish.reserve &&
    earlier.until === wish.until &&
    earlier.deliveryDate === wish.deliveryDate;
  if (isSame) return earlier;
  throw refuse(
    'credit.id-reused',
    `The check ${wish.id} of ${wish.customer} was asked for with other content.`,
  );
}

async function checkOnce(
  deps: CheckDeps,
  wish: CheckWish,
  loaded: Loaded,
  who: Who,
): Promise<CreditCheckRow> {
  const { profile, counter } = loaded;
  const end = wish.reserve ? endOf(wish.until, who.now) : undefined;
  const policy = await deps.policyOf(wish.company, dayOf(who.now));
  if (!profile) {
    const facts = factsOfUnknown(wish, dayOf(who.now));
    return write(deps, wish, loaded, { facts, policy, decided: decide(facts, policy) }, who, undefined);
  }
  // It moves to another group at this moment.
  if (!counter?.members[wish.customer]) throw new ContentionError('the counter has moved');
  await healMarks(deps, profile, counter, who.now);
  const mark = markOf(wish.id, loaded.earlier);
  const taken = await takeAndDecide(deps, wish, { ...loaded, profile, counter }, { policy, mark, end }, who);
  const check = await write(deps, wish, loaded, taken.decision, who, taken.reserved);
  if (taken.hasMark) await deps.checks.settleMark(profile, mark);
  return check;
}

type LoadedCustomer = Loaded & { readonly profile: CreditProfileRow; readonly counter: CreditCounter };

interface Taking {
  readonly policy: CreditPolicy;
  readonly mark: string;
  /** When the reservation would end; undefined where none is wanted. */
  readonly end: string | undefined;
}

interface Taken {
  readonly decision: Decision;
  /** When the reservation ends; undefined where there is none. */
  readonly reserved: string | undefined;
  readonly hasMark: boolean;
}

/** Each of these means that others have taken of the limit since: at the latest when it is full, there is an answer. */
const TRIES_AT_ONCE = 50;

/**
 * Decides and takes of the limits what was approved. Where they have moved since they were read, the refused update tells
 * how they stand, and it is decided again on that.
 */
async function takeAndDecide(
  deps: CheckDeps,
  wish: CheckWish,
  loaded: LoadedCustomer,
  { policy, mark, end }: Taking,
  who: Who,
): Promise<Taken> {
  let { counter } = loaded;
  for (let tries = 1; ; tries += 1) {
    const standing = counter.marks[mark];
    const decision = decideOn(wish, { ...loaded, counter }, policy, who.now, standing !== undefined);
    const { facts, decided } = decision;
    const reserved = decided.decision === 'approved' ? end : undefined;
    // What another attempt has taken for this very check is the check's; whose mark says something else is waited for.
    if (standing && (reserved === undefined || standing.amountMinor !== wish.amountMinor))
      throw new ContentionError('a check of the same id is under way');
    if (reserved === undefined || !facts.isWithinHorizon) return { decision, reserved, hasMark: false };
    if (standing) return { decision, reserved, hasMark: true };
    try {
      await deps.checks.reserve(loaded.profile, {
        taken: { reservedMinor: wish.amountMinor, countedMinor: addedMinor(facts) },
        bounds: policy.bounds(facts),
        sharedTerms: counter.shared.terms,
        mark,
        at: who.now,
      });
      return { decision, reserved, hasMark: true };
    } catch (error) {
      const moved = movedTo(error, loaded.profile, counter);
      if (!moved || tries === TRIES_AT_ONCE) throw moved ? new ContentionError('the counter moved') : error;
      counter = moved;
    }
  }
}

/** How the counter stands now; where the terms are others, everything has to be read again. */
function movedTo(
  error: unknown,
  { customer, terms }: CreditProfileRow,
  { shared }: CreditCounter,
): CreditCounter | undefined {
  if (!isCounterMoved(error)) return undefined;
  const { standing } = error;
  if (standing?.members[customer]?.terms === terms && standing.shared.terms === shared.terms) return standing;
  throw new ContentionError('the terms changed meanwhile', { cause: error });
}

/** By its name: use cases know stores as types only. */
function isCounterMoved(error: unknown): error is CounterMovedError {
  return error instanceof Error && error.name === 'CounterMovedError';
}

interface Decision {
  readonly facts: CreditFacts;
  readonly policy: CreditPolicy;
  readonly decided: Decided;
}

/** Facts of this moment, and what the policy says of them. */
function decideOn(
  wish: CheckWish,
  { profile, counter, exposure, settings }: LoadedCustomer,
  policy: CreditPolicy,
  now: Date,
  stands: boolean,
): Decision {
  const isCounted = profile.exposure.reserved?.include ?? true;
  const own: OwnShare | undefined = stands
    ? { reservedMinor: wish.amountMinor, countedMinor: isCounted ? wish.amountMinor : 0n }
    : undefined;
  const facts = gatherFacts(wish, {
    profile,
    counter,
    exposure: exposure && { ...exposure, dues: unpackDues(exposure.dues) },
    terms: settings,
    on: dayOf(now),
    own,
  });
  return { facts, policy, decided: decide(facts, policy) };
}

/** The mark of an attempt: after one that was given up, another. */
export function markOf(id: string, earlier: Pick<CreditCheckRow, 'attempt'> | undefined): string {
  return earlier?.attempt === undefined ? id : `${id}#${earlier.attempt}`;
}

async function write(
  { checks }: CheckDeps,
  wish: CheckWish,
  { earlier, settings }: Loaded,
  { facts, policy, decided }: Decision,
  { principal, now }: Who,
  end: string | undefined,
): Promise<CreditCheckRow> {
  const { company, customer, id, amountMinor, currency, reference, reserve, until, deliveryDate } = wish;
  const timing = { until: end ?? '', counted: facts.isWithinHorizon, deliveryDate };
  const row: CreditCheckRow = {
    company, customer, id, amountMinor, currency, reference, reserve,
    ...(until === undefined ? {} : { until }),
    ...(deliveryDate === undefined ? {} : { deliveryDate }),
    at: now.toISOString(),
    by: principal.id,
    decision: decided.decision,
    reasons: decided.reasons.map(({ code }) => code),
    policy: policy.version,
    content: packDecision({ facts, results: decided.results }),
    ...(end === undefined
      ? {}
      : {
          reservation: {
            ...timing, state: 'RESERVED' as const, openMinor: amountMinor,
            dueAt: dueAtOf(timing, settings.horizonDays),
          },
        }),
    ...(earlier?.attempt === undefined ? {} : { attempt: earlier.attempt }),
    version: 1,
  }; // biome-ignore format: a record
  await checks.addCheck(row, () => decidedEvent(row));
  return row;
}

/** Tells of a check whose insert could not. */
export function decidedEvent(row: CreditCheckRow) {
  const { company, customer, id, reference, decision, reasons, at, attempt = 0 } = row;
  const checkId = `${customer}~${id}`;
  return {
    company,
    eventId: `${checkId}#${attempt}`,
    type: 'check-decided' as const,
    payload: {
      checkId, id, customerId: customer, reference, decision: decision ?? null, reasons,
      ...(row.reservation ? { reservationId: checkId } : {}),
    },
    at,
  }; // biome-ignore format: a record
}

export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
