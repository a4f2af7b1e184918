import { domainOf, type FactName, isFactName } from './facts.ts';
import { parseCondition } from './parse-condition.ts';
import type { PolicyContext } from './parse-policy.ts';
import type { PointsRow, ScoreAttribute, ScoreClass, Scorecard } from './policy.ts';
import {
  assertDistinct,
  at,
  complain,
  type Place,
  readChoice,
  readInteger,
  readList,
  readObject,
} from './read-shape.ts';

export const MAX_ATTRIBUTES = 30;
export const MAX_ROWS = 100;
export const MAX_POINTS = 10_000;

/** `{use, attributes: [{fact, points: [{when, points}]}], classes: [{riskClass, when}]}` */
export function parseScorecard(place: Place, context: PolicyContext): Scorecard | undefined {
  if (!readObject(place, ['use', 'attributes', 'classes'])) return undefined;
  const use = readChoice(at(place, 'use'), ['always', 'when-unknown']);
  const attributePlaces = readList(at(place, 'attributes'), { max: MAX_ATTRIBUTES });
  const attributes = attributePlaces.map((one) => readAttribute(one, context));
  assertDistinct(
    attributePlaces.map((one) => at(one, 'fact')),
    attributes.map((attribute) => attribute?.fact),
  );
  const classPlaces = readList(at(place, 'classes'), { max: MAX_ROWS });
  const classes = classPlaces.map((one) => readClass(one, context));
  if (use === undefined) return undefined;
  return {
    use,
    attributes: attributes.filter((attribute) => attribute !== undefined),
    classes: classes.filter((one) => one !== undefined),
  };
}

/** What the scorecard computes cannot be what it is computed from. */
const OWN_RESULTS: readonly FactName[] = ['score', 'riskClass'];

function readAttribute(place: Place, { currency, riskClasses }: PolicyContext): ScoreAttribute | undefined {
  if (!readObject(place, ['fact', 'points'])) return undefined;
  const named = at(place, 'fact');
  const fact = named.value;
  if (typeof fact !== 'string' || !isFactName(fact)) return complain(named, 'is no fact that decisions know');
  if (OWN_RESULTS.includes(fact)) return complain(named, 'follows from the scorecard itself');
  const places = readList(at(place, 'points'), { max: MAX_ROWS });
  const rows = places.map((row): PointsRow | undefined => {
    if (!readObject(row, ['when', 'points'])) return undefined;
    const when = parseCondition(at(row, 'when'), domainOf(fact, riskClasses), currency);
    const points = readInteger(at(row, 'points'), -MAX_POINTS, MAX_POINTS);
    return when && points !== undefined ? { when, points } : undefined;
  });
  return { fact, rows: rows.filter((row) => row !== undefined) };
}

function readClass(place: Place, { currency, riskClasses }: PolicyContext): ScoreClass | undefined {
  if (!readObject(place, ['riskClass', 'when'])) return undefined;
  const riskClass = readChoice(at(place, 'riskClass'), riskClasses);
  const asked = at(place, 'when');
  const when = parseCondition(asked, domainOf('score', riskClasses), currency);
  if (!when || riskClass === undefined) return undefined;
  if (when.kind !== 'range' || when.unknown) return complain(asked, 'must be a range of points');
  return { riskClass, when };
}
