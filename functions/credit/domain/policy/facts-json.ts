import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { domainOf, type ExternalRating, FACT_NAMES, type PolicyFacts } from './facts.ts';
import type { Json, JsonObject } from './read-shape.ts';

/** Facts that follow from others are not kept. */
const DERIVED: readonly string[] = ['headroom', 'groupHeadroom', 'coverHeadroom', 'externalClass'];
const KEPT = FACT_NAMES.filter((name) => !DERIVED.includes(name));
const MINOR = /^-?\d{1,30}$/;

/** Facts as JSON: amounts as whole numbers of minor units in strings, unknown ones left out. */
export function factsToJson(facts: PolicyFacts): JsonObject {
  const given = facts as unknown as Readonly<Record<string, unknown>>;
  const json: Record<string, Json> = {};
  for (const name of KEPT) {
    const value = given[name];
    if (value !== null && value !== undefined)
      json[name] = typeof value === 'bigint' ? String(value) : (value as Json);
  }
  if (facts.on) json.on = facts.on;
  if (facts.externalRatings?.length)
    json.externalRatings = facts.externalRatings.map(({ agency, rating, on }) => ({ agency, rating, on }));
  return json;
}

/** The facts again: what was left out is unknown. Amounts that are none stay as they are, and are told by the decision. */
export function factsFromJson(json: JsonObject): PolicyFacts {
  const facts: Record<string, unknown> = {};
  for (const name of KEPT) {
    const value = Object.hasOwn(json, name) ? json[name] : undefined;
    const isAmount = domainOf(name, []).kind === 'money' && typeof value === 'string' && MINOR.test(value);
    facts[name] = value === undefined ? null : isAmount ? BigInt(value) : value;
  }
  if (typeof json.on === 'string' && isCalendarDate(json.on)) facts.on = json.on;
  if (Array.isArray(json.externalRatings))
    facts.externalRatings = json.externalRatings as readonly ExternalRating[];
  return facts as unknown as PolicyFacts;
}
