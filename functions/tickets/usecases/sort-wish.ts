import {
  type CustomField,
  type FieldValue,
  type FieldValues,
  fieldFaults,
  missingFields,
  sortValues,
} from '../domain/desk/fields.ts';
import { type DeskGround, sortTicket } from '../domain/desk/sort-ticket.ts';
import { applyRules } from '../domain/rules/rules.ts';
import { type Intake, subjectOf } from '../domain/rules/subject.ts';
import type { AppliedRules, Channel } from '../domain/ticket/events.ts';
import type { RuleReader } from '../reader/rules.ts';
import { type DeskGroundDeps, loadGround, type Named, refuseUnfit, unknownFaults } from './desk-ground.ts';
import type { TicketWish } from './open-ticket.ts';

export interface SortWishDeps {
  readonly reader: DeskGroundDeps['reader'] & Pick<RuleReader, 'loadRules'>;
}

/** Ways on which somebody waits for the answer, and can ask again. On all others a request is taken as far as it fits. */
const REFUSING: ReadonlySet<Channel> = new Set(['api', 'phone']);
const EVERYTHING: DeskGround = { isTeam: () => true, category: () => 'any' };

/** What a wish comes to: what the events say of it, and what stands beside them. */
export interface SortedWish extends ReturnType<typeof sortTicket> {
  readonly rules?: AppliedRules | undefined;
  readonly fields: FieldValues;
  readonly fieldsVersion?: number | undefined;
  /** Values that have no field, or do not fit theirs: they become part of the words. */
  readonly unfit: readonly (readonly [id: string, value: FieldValue])[];
  /** What rules looked at besides the words; of what was split off they look at nothing. */
  readonly intake?: Intake | undefined;
}

/**
 * Sorts what somebody wants by the rules and categories of the company.
 * @throws tickets.does-not-fit where somebody waits for the answer
 */
export async function sortWish(deps: SortWishDeps, wish: TicketWish): Promise<SortedWish> {
  const { companyId, channel, title, words, requester, mailbox, headers, fields = {} } = wish;
  const { kind, impact, urgency, category, team } = wish;
  const asked = { kind, impact, urgency, category, team };
  // What is split off was sorted before, by a person.
  if (channel === 'split') {
    const known = (await loadGround(deps, companyId, [{ category }])).fieldsOf(category);
    const { fit } = sortValues(known.fields, fields);
    return { ...sortTicket(asked, {}, EVERYTHING), fields: fit, fieldsVersion: known.version, unfit: [] };
  }
  const standing = await deps.reader.loadRules(companyId);
  const looked = { title, requester: requester.email.toLowerCase(), asked, mailbox, headers };
  const { applied, effects } = applyRules(standing?.rules ?? [], subjectOf(channel, looked, words));
  const { ground, fieldsOf } = await loadGround(deps, companyId, [effects, asked]);
  const sorted = sortTicket(asked, effects, ground);
  const known = fieldsOf(sorted.set.category);
  if (REFUSING.has(channel)) assertFits(sorted.unknown, known.fields, fields);
  const { fit, unfit } = sortValues(known.fields, fields);
  const ids = applied.map(({ id }) => id);
  const rules = standing && { version: standing.version, ids, asked: { impact, urgency, category, team } };
  // What does not fit is written below.
  const intake = unfit.length > 0 ? { ...looked, characters: words.text.length } : looked;
  return { ...sorted, rules, fields: fit, fieldsVersion: known.version, unfit, intake };
}

function assertFits(unknown: Named | undefined, fields: readonly CustomField[], values: FieldValues): void {
  const missing = missingFields(fields, values, 'on-open').filter(({ id }) => !Object.hasOwn(values, id));
  refuseUnfit([
    ...unknownFaults(unknown),
    ...fieldFaults(fields, values),
    ...missing.map(({ id, label }) => ({ pointer: `/fields/${id}`, detail: `must be given: ${label}` })),
  ]);
}
