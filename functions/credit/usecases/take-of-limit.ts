import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import { countedOrdersMinor } from '../domain/components.ts';
import { boundsOf, decide } from '../domain/decision.ts';
import { withDues } from '../domain/dues.ts';
import { addedMinor, type CreditFacts } from '../domain/facts.ts';
import { gatherFacts, type Order, type OwnShare } from '../domain/gather-facts.ts';
import type { PolicyAnswer } from '../domain/policy/evaluate-policy.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { CounterMovedError } from '../store/checks.ts';
import type { CreditCounter, CreditProfileRow } from '../table.ts';
import type { CheckDeps, CheckWish, Loaded } from './check-credit.ts';
import type { Who } from './put-profile.ts';

export type LoadedCustomer = Loaded & { readonly profile: CreditProfileRow; readonly counter: CreditCounter };

interface Taking {
  readonly policy: Policy;
  readonly mark: string;
  /** When the reservation would end; undefined where none is wanted. */
  readonly end: string | undefined;
}

interface Taken {
  readonly decision: Decision;
  /** When the reservation ends; undefined where there is none. */
  readonly reserved: string | undefined;
  readonly hasMark: boolean;
  /** Others are at the same counter. */
  readonly isBusy: boolean;
}

/** Each of these means that others have taken of the limit since: at the latest when it is full, there is an answer. */
const TRIES_AT_ONCE = 50;

/**
 * Decides and takes of the limits what was approved. Where they have moved since they were read, the refused update tells
 * how they stand, and it is decided again on that.
 */
export async function takeAndDecide(
  deps: CheckDeps,
  wish: CheckWish,
  loaded: LoadedCustomer,
  { policy, mark, end }: Taking,
  who: Who,
): Promise<Taken> {
  let { counter } = loaded;
  for (let tries = 1; ; tries += 1) {
    const standing = counter.marks[mark];
    const own = standing && shareOf(loaded.profile, wish.amountMinor);
    const decision = decideOn(wish, { ...loaded, counter }, policy, who.now, own);
    const { facts, decided } = decision;
    const reserved = decided.decision === 'approved' ? end : undefined;
    // What another attempt has taken for this very check is the check's; whose mark says something else is waited for.
    if (standing && (reserved === undefined || standing.amountMinor !== wish.amountMinor))
      throw new ContentionError('a check of the same id is under way');
    if (reserved === undefined || !facts.isWithinHorizon)
      return { decision, reserved, hasMark: false, isBusy: false };
    if (standing) return { decision, reserved, hasMark: true, isBusy: true };
    try {
      const marks = await deps.checks.reserve(loaded.profile, {
        taken: { reservedMinor: wish.amountMinor, countedMinor: addedMinor(facts) },
        bounds: boundsOf(facts, policy),
        sharedTerms: counter.shared.terms,
        mark,
        at: who.now,
      });
      return { decision, reserved, hasMark: true, isBusy: marks > 1 };
    } catch (error) {
      const moved = movedTo(error, loaded.profile, counter);
      if (!moved || tries === TRIES_AT_ONCE) throw moved ? new ContentionError('the counter moved') : error;
      counter = moved;
    }
  }
}

/** What an order with so much reserved takes of the limits. */
export function shareOf({ exposure }: CreditProfileRow, reservedMinor: bigint): OwnShare {
  return { reservedMinor, countedMinor: countedOrdersMinor(exposure, reservedMinor) };
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

export interface Decision {
  readonly facts: CreditFacts;
  readonly decided: PolicyAnswer;
}

/**
 * Facts of this moment, and what the policy says of them.
 * @param own what stands in the counter for this very order already
 */
export function decideOn(
  order: Order,
  {
    profile,
    counter,
    exposure,
    settings,
  }: Pick<LoadedCustomer, 'profile' | 'counter' | 'exposure' | 'settings'>,
  policy: Policy,
  now: Date,
  own: OwnShare | undefined,
): Decision {
  const facts = gatherFacts(order, {
    profile,
    counter,
    exposure: withDues(exposure),
    terms: settings,
    on: utcDay(now),
    own,
  });
  return { facts, decided: decide(facts, policy) };
}
