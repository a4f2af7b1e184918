import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import {
  comeSince,
  type Now,
  type OtherReservation,
  overrideAmountMinor,
  standingOf,
} from '../../domain/cases/standing.ts';
import { countedOrdersMinor } from '../../domain/components.ts';
import { decide } from '../../domain/decision.ts';
import { withDues } from '../../domain/dues.ts';
import type { CreditFacts } from '../../domain/facts.ts';
import { gatherFacts, type Order } from '../../domain/gather-facts.ts';
import { unpackDecision } from '../../domain/pack-decision.ts';
import type { PolicyAnswer, Reason } from '../../domain/policy/evaluate-policy.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { PolicyReader } from '../../policy-reader.ts';
import type { CaseReader } from '../../reader/cases.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type { CreditCheckRow, CreditCounter, CreditProfileRow, CreditSettingsRow } from '../../table.ts';

export interface AssessDeps {
  readonly reader: Pick<
    CaseReader,
    'loadProfile' | 'loadCounter' | 'loadExposure' | 'loadSettings' | 'loadCheck' | 'allChecks'
  >;
  readonly policies: Pick<PolicyReader, 'inForce'>;
}

/** How a case stands at this moment: what the policy says now, what has come since the check, whose word it takes. */
export interface Assessment {
  readonly profile: CreditProfileRow;
  readonly counter: CreditCounter;
  readonly settings: CreditSettingsRow;
  readonly check: CreditCheckRow;
  /** The check whose reservation would change; the same as `check` unless the order was amended. */
  readonly held: CreditCheckRow;
  readonly order: Order;
  readonly facts: CreditFacts;
  readonly decided: PolicyAnswer;
  readonly come: readonly Reason[];
  readonly standing: string;
  readonly overrideMinor: bigint;
}

/** Undefined where nothing could be released: the customer has no profile, or the check is gone. */
export async function assessCase(
  { reader, policies }: AssessDeps,
  row: CreditCaseRow,
  now: Date,
): Promise<Assessment | undefined> {
  const { company, customer, id } = row;
  const [profile, exposure, settings, check, amended] = await Promise.all([
    reader.loadProfile(company, customer),
    reader.loadExposure(company, customer),
    reader.loadSettings(company),
    reader.loadCheck(company, customer, id),
    row.amends === undefined ? undefined : reader.loadCheck(company, customer, row.amends),
  ]);
  const counter = profile && (await reader.loadCounter(company, profile.root));
  if (!profile || !counter?.members[customer] || !check) return undefined;
  const held = amended ?? check;
  const order = {
    amountMinor: row.amountMinor,
    currency: row.currency,
    deliveryDate: check.deliveryDate ?? amended?.reservation?.deliveryDate,
  };
  const { reservation } = amended ?? {};
  const ownMinor = reservation?.counted ? reservation.openMinor : 0n;
  const own = { reservedMinor: ownMinor, countedMinor: countedOrdersMinor(profile.exposure, ownMinor) };
  const on = utcDay(now);
  const facts = gatherFacts(order, {
    profile,
    counter,
    exposure: withDues(exposure),
    terms: settings,
    on,
    own,
  });
  const policy = await policies.inForce(settings, on, profile.currency);
  const decided = decide(facts, policy);
  const { facts: factsThen, held: heldThen } = unpackDecision(row.content);
  const { reservations, sameOrders } = await otherReservations({ reader }, row);
  const then = { blocks: factsThen.blocks, sanctions: row.sanctions, held: heldThen };
  const come = comeSince(then, {
    blocks: facts.blocks,
    sanctions: profile.sanctions?.state,
    declining: decliningOf(policy, decided),
    sameOrders,
  });
  const standing = standingOf({ own: profile.terms, shared: counter.shared.terms }, come);
  const overrideMinor = overrideAmountMinor(row.amountMinor, reservations);
  return { profile, counter, settings, check, held, order, facts, decided, come, standing, overrideMinor };
}

/** The rules that decline the order now, with what they say. */
function decliningOf(
  policy: Policy,
  { held, reasons }: Pick<PolicyAnswer, 'held' | 'reasons'>,
): Now['declining'] {
  return policy.tables.flatMap(({ id, rules }) =>
    rules.flatMap(({ id: own, outcome, code }) => {
      const rule = `${id}/${own}`;
      const reason = reasons.find((one) => one.code === code);
      return outcome === 'declined' && reason && held.includes(rule) ? [{ rule, reason }] : [];
    }),
  );
}

/** What else of the customer is kept: all of its checks are read, for cases are few. */
async function otherReservations(
  { reader }: Pick<AssessDeps, 'reader'>,
  { company, customer, id, amends, reference, decidedAt }: CreditCaseRow,
): Promise<{ readonly reservations: OtherReservation[]; readonly sameOrders: string[] }> {
  const reservations: OtherReservation[] = [];
  const sameOrders: string[] = [];
  for await (const other of reader.allChecks(company, customer)) {
    const { reservation } = other;
    if (!reservation || other.id === id || other.id === amends) continue;
    reservations.push(reservation);
    const isLive = reservation.state === 'RESERVED' || reservation.state === 'CAPTURED';
    if (isLive && other.reference === reference && other.at > decidedAt)
      sameOrders.push(`${customer}~${other.id}`);
  }
  return { reservations, sameOrders };
}
