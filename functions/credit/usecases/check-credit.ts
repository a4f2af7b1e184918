import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { ContentionError, type Retry } from '../../../shared/table/failures.ts';
import type { CounterHints } from '../counter-hints.ts';
import { decide } from '../domain/decision.ts';
import { factsOfUnknown, type Order } from '../domain/gather-facts.ts';
import { markOf } from '../domain/mark.ts';
import { endOf } from '../domain/reservation.ts';
import { refuse } from '../errors.ts';
import type { PolicyReader } from '../policy-reader.ts';
import type { CreditReader } from '../reader.ts';
import type { CheckStore } from '../store/checks.ts';
import type {
  CreditCheckRow,
  CreditCounter,
  CreditExposureRow,
  CreditProfileRow,
  CreditSettingsRow,
} from '../table.ts';
import { healMarks } from './heal-marks.ts';
import type { Who } from './put-profile.ts';
import { takeAndDecide } from './take-of-limit.ts';
import { writeCheck } from './write-check.ts';

export interface CheckDeps {
  readonly reader: Pick<CreditReader, 'loadForCheck' | 'loadProfile' | 'loadCounter' | 'loadCheck'>;
  readonly checks: CheckStore;
  readonly policies: PolicyReader;
  readonly hints: CounterHints;
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

/** What a check reads, all of it by key: five items at most, six for an amendment, whatever the customer owes. */
export interface Loaded {
  readonly earlier: CreditCheckRow | undefined;
  /** The check whose reservation is to be amended. */
  readonly amended: CreditCheckRow | undefined;
  readonly profile: CreditProfileRow | undefined;
  readonly counter: CreditCounter | undefined;
  readonly exposure: CreditExposureRow | undefined;
  readonly settings: CreditSettingsRow;
}

/**
 * Reads what a decision rests on: in one round trip where it is known whose counter it takes from, else in two.
 * @param wanted the check of an id, where it may be there already; the check that is amended
 */
export async function loadToDecide(
  { reader, hints }: Pick<CheckDeps, 'reader' | 'hints'>,
  { company, customer }: Pick<CheckWish, 'company' | 'customer'>,
  wanted: { readonly id?: string | undefined; readonly amends?: string | undefined },
): Promise<Loaded> {
  const root = hints.rootOf(company, customer);
  const { counter: guessed, ...first } = await reader.loadForCheck(company, customer, { ...wanted, root });
  const { profile, settings } = first;
  if (!profile) return { ...first, counter: undefined };
  hints.learn(settings, profile);
  const counter = root === profile.root ? guessed : await reader.loadCounter(company, profile.root);
  return { ...first, counter };
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
    const id = wish.isKnownId || attempts > 1 ? wish.id : undefined;
    const loaded = await loadToDecide(deps, wish, { id });
    const { earlier } = loaded;
    if (earlier?.decision) return { check: assertSame(earlier, wish), isRepeated: true };
    const check = await checkOnce(deps, wish, loaded, who);
    return { check, isRepeated: false };
  });
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
  const currency = profile?.currency ?? wish.currency;
  const policy = await deps.policies.inForce(loaded.settings, utcDay(who.now), currency);
  if (!profile) {
    const facts = factsOfUnknown(wish, utcDay(who.now));
    return writeCheck(deps, wish, loaded, { facts, decided: decide(facts, policy) }, who);
  }
  // It moves to another group at this moment.
  if (!counter?.members[wish.customer]) throw new ContentionError('the counter has moved');
  if ((await healMarks(deps, profile, counter, who.now)) > 0)
    throw new ContentionError('what had been left behind has been given back');
  const mark = markOf(wish.id, loaded.earlier);
  const taken = await takeAndDecide(deps, wish, { ...loaded, profile, counter }, { policy, mark, end }, who);
  // Alone at the counter, its mark may stand until the event of the check takes it away: nobody waits for that. Of several
  // each takes its own away, so that the counter stays small.
  const stays = taken.hasMark && !taken.isBusy;
  const check = await writeCheck(deps, wish, loaded, taken.decision, who, {
    until: taken.reserved,
    ...(stays ? { mark: { root: profile.root, name: mark } } : {}),
  });
  if (taken.hasMark && !stays) await deps.checks.settleMark(profile, mark);
  return check;
}
