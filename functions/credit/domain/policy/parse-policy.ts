import { isCurrency } from '../../../../shared/kernel/currency.ts';
import type { FieldError } from '../../../../shared/kernel/errors.ts';
import type { Condition } from './condition.ts';
import { domainOf, type FactName, isFactName } from './facts.ts';
import { parseCondition } from './parse-condition.ts';
import { parseLimits } from './parse-limits.ts';
import { parseRatings } from './parse-ratings.ts';
import { parseScorecard } from './parse-scorecard.ts';
import { type DecisionTable, OUTCOMES, type Policy, type Rule } from './policy.ts';
import {
  assertDistinct,
  at,
  complain,
  has,
  type Place,
  readChoice,
  readId,
  readInteger,
  readList,
  readObject,
  readText,
} from './read-shape.ts';

export const MAX_TABLES = 30;
export const MAX_RULES = 200;
/** Facts that the rules of one table may look at. */
export const MAX_TABLE_FACTS = 8;
const MAX_CLASSES = 20;

const CLASS = /^[A-Za-z0-9][A-Za-z0-9+-]{0,9}$/;
const CODE = /^[A-Z][A-Z0-9_]{0,39}$/;
const TEXT = /^\S(?:.{0,198}\S)?$/;
const MAX_VERSION = 1_000_000;

/** What the parts of a policy are read with. */
export interface PolicyContext {
  readonly currency: string;
  readonly riskClasses: readonly string[];
}

export type ParsedPolicy =
  | { readonly policy: Policy; readonly errors?: undefined }
  | { readonly policy?: undefined; readonly errors: readonly FieldError[] };

const FIELDS = ['version', 'name', 'currency', 'riskClasses', 'tables', 'scorecard', 'limits', 'ratings'];

/** Reads a policy as it is written down (JSON). Every complaint has an RFC 6901 pointer; never throws. */
export function parsePolicy(source: unknown): ParsedPolicy {
  const errors: FieldError[] = [];
  const root: Place = { value: source, pointer: '', errors };
  if (!readObject(root, FIELDS)) return { errors };
  const version = readInteger(at(root, 'version'), 1, MAX_VERSION);
  const name = readText(at(root, 'name'), TEXT, 'a text of 1 to 200 characters');
  const currency = readCurrency(at(root, 'currency'));
  const riskClasses = readClasses(at(root, 'riskClasses'));
  if (currency === undefined || riskClasses.length === 0) return { errors };
  const context = { currency, riskClasses };
  const tables = readTables(at(root, 'tables'), context);
  const optional = <T>(field: string, parse: (place: Place, of: PolicyContext) => T | undefined) => {
    const place = at(root, field);
    return has(place) ? parse(place, context) : undefined;
  };
  const scorecard = optional('scorecard', parseScorecard);
  const limits = optional('limits', parseLimits);
  const ratings = optional('ratings', parseRatings);
  if (errors.length > 0 || version === undefined || name === undefined) return { errors };
  const parts = { ...(scorecard && { scorecard }), ...(limits && { limits }), ...(ratings && { ratings }) };
  return { policy: { version, name, ...context, tables, ...parts } };
}

function readCurrency(place: Place): string | undefined {
  const { value } = place;
  if (typeof value === 'string' && isCurrency(value)) return value;
  return complain(place, value === undefined ? 'is missing' : 'must be a code of ISO 4217, like EUR');
}

function readClasses(place: Place): string[] {
  const places = readList(place, { max: MAX_CLASSES });
  const names = places.map((one) => readText(one, CLASS, 'a short name of letters and digits, like A'));
  assertDistinct(places, names);
  return names.filter((name) => name !== undefined);
}

function readTables(place: Place, context: PolicyContext): DecisionTable[] {
  const places = readList(place, { max: MAX_TABLES });
  const tables = places.map((one) => readTable(one, context));
  const ids = tables.map((table) => table?.id);
  assertDistinct(
    places.map((one) => at(one, 'id')),
    ids,
  );
  return tables.filter((table) => table !== undefined);
}

function readTable(place: Place, context: PolicyContext): DecisionTable | undefined {
  if (!readObject(place, ['id', 'title', 'rules'])) return undefined;
  const id = readId(at(place, 'id'));
  const title = readText(at(place, 'title'), TEXT, 'a text of 1 to 200 characters');
  const places = readList(at(place, 'rules'), { max: MAX_RULES });
  const rules = places.map((one) => readRule(one, context));
  assertDistinct(
    places.map((one) => at(one, 'id')),
    rules.map((rule) => rule?.id),
  );
  const facts = new Set(rules.flatMap((rule) => Object.keys(rule?.when ?? {})));
  if (facts.size > MAX_TABLE_FACTS)
    complain(at(place, 'rules'), `look at ${facts.size} facts, and ${MAX_TABLE_FACTS} are the most`);
  if (id === undefined || title === undefined) return undefined;
  return { id, title, rules: rules.filter((rule) => rule !== undefined) };
}

function readRule(place: Place, context: PolicyContext): Rule | undefined {
  if (!readObject(place, ['id', 'when', 'outcome', 'code', 'text'])) return undefined;
  const id = readId(at(place, 'id'));
  const when = readWhen(at(place, 'when'), context);
  const outcome = readChoice(at(place, 'outcome'), OUTCOMES);
  const isReason = outcome !== undefined && outcome !== 'approved';
  const code =
    isReason || has(at(place, 'code'))
      ? readText(at(place, 'code'), CODE, 'a code like LIMIT_EXCEEDED')
      : undefined;
  const text =
    isReason || has(at(place, 'text'))
      ? readText(at(place, 'text'), TEXT, 'a text of 1 to 200 characters')
      : undefined;
  if (id === undefined || outcome === undefined) return undefined;
  return { id, when, outcome, ...(code && { code }), ...(text && { text }) };
}

function readWhen(place: Place, { currency, riskClasses }: PolicyContext): Rule['when'] {
  const when: Partial<Record<FactName, Condition>> = {};
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    complain(place, value === undefined ? 'is missing; {} holds always' : 'must be an object');
    return when;
  }
  for (const name of Object.keys(value)) {
    const asked = at(place, name);
    if (!isFactName(name)) {
      complain(asked, 'is no fact that decisions know');
      continue;
    }
    const condition = parseCondition(asked, domainOf(name, riskClasses), currency);
    if (condition) when[name] = condition;
  }
  return when;
}
