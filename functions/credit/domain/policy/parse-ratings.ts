import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { FactDomain } from './facts.ts';
import { parseCondition } from './parse-condition.ts';
import type { PolicyContext } from './parse-policy.ts';
import type { Agency, MappingVersion, RatingMapping, Ratings } from './policy.ts';
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

const MAX_AGENCIES = 20;
const MAX_MAPPINGS = 20;
const MAX_VERSIONS = 50;
const MAX_ROWS = 100;
const MAX_AGE_DAYS = 3_660;
const MAX_RATING = 1_000_000;
const CODE = /^[!-~]{1,20}$/;

/**
 * `{waterfall: [{agency, maximumAgeDays, mapping}], mappings: [{id, versions: [{validFrom, scale, classes: [{when, riskClass}]}]}]}`
 * where `scale` is `{from, to}` of an index or `{codes: []}`.
 */
export function parseRatings(place: Place, context: PolicyContext): Ratings | undefined {
  if (!readObject(place, ['waterfall', 'mappings'])) return undefined;
  const mappingPlaces = readList(at(place, 'mappings'), { max: MAX_MAPPINGS });
  const mappings = mappingPlaces.map((one) => readMapping(one, context)).filter((one) => one !== undefined);
  assertDistinct(
    mappingPlaces,
    mappings.map(({ id }) => id),
  );
  const agencyPlaces = readList(at(place, 'waterfall'), { max: MAX_AGENCIES });
  const waterfall = agencyPlaces.map((one) => readAgency(one, mappings)).filter((one) => one !== undefined);
  assertDistinct(
    agencyPlaces,
    waterfall.map(({ agency }) => agency),
  );
  return { waterfall, mappings };
}

function readAgency(place: Place, mappings: readonly RatingMapping[]): Agency | undefined {
  if (!readObject(place, ['agency', 'maximumAgeDays', 'mapping'])) return undefined;
  const agency = readId(at(place, 'agency'));
  const maximumAgeDays = readInteger(at(place, 'maximumAgeDays'), 1, MAX_AGE_DAYS);
  const named = at(place, 'mapping');
  const mapping = mappings.find(({ id }) => id === named.value)?.id;
  if (mapping === undefined) return complain(named, 'is none of the mappings');
  return agency === undefined || maximumAgeDays === undefined
    ? undefined
    : { agency, maximumAgeDays, mapping };
}

function readMapping(place: Place, context: PolicyContext): RatingMapping | undefined {
  if (!readObject(place, ['id', 'versions'])) return undefined;
  const id = readId(at(place, 'id'));
  const places = readList(at(place, 'versions'), { max: MAX_VERSIONS });
  const versions = places.map((one) => readVersion(one, context)).filter((one) => one !== undefined);
  for (const [index, { validFrom }] of versions.entries()) {
    const before = versions[index - 1];
    const version = places[index];
    if (before && version && before.validFrom >= validFrom)
      complain(at(version, 'validFrom'), 'must be after that of the version before');
  }
  return id === undefined ? undefined : { id, versions };
}

function readVersion(place: Place, context: PolicyContext): MappingVersion | undefined {
  if (!readObject(place, ['validFrom', 'scale', 'classes'])) return undefined;
  const from = at(place, 'validFrom');
  const validFrom = typeof from.value === 'string' && isCalendarDate(from.value) ? from.value : undefined;
  if (validFrom === undefined) complain(from, 'must be a day that exists, like 2026-01-31');
  const scale = readScale(at(place, 'scale'));
  if (!scale) return undefined;
  const rows = readList(at(place, 'classes'), { max: MAX_ROWS }).map((row) => {
    if (!readObject(row, ['when', 'riskClass'])) return undefined;
    const when = parseCondition(at(row, 'when'), scale, context.currency);
    if (when && (when.kind === 'unknown' || when.unknown))
      return complain(at(row, 'when'), 'asks for an unknown rating; there is none here');
    const riskClass = readChoice(at(row, 'riskClass'), context.riskClasses);
    return when && riskClass !== undefined ? { when, riskClass } : undefined;
  });
  const read = rows.filter((row) => row !== undefined);
  return validFrom === undefined ? undefined : { validFrom, scale, rows: read };
}

function readScale(place: Place): FactDomain | undefined {
  if (!readObject(place, ['from', 'to', 'codes'])) return undefined;
  if (has(at(place, 'codes'))) {
    if (has(at(place, 'from')) || has(at(place, 'to')))
      return complain(place, 'is an index, or a list of codes');
    const places = readList(at(place, 'codes'), { max: MAX_ROWS });
    const values = places.map((code) => readText(code, CODE, 'a code of 1 to 20 characters'));
    assertDistinct(places, values);
    return { kind: 'choice', values: values.filter((code) => code !== undefined) };
  }
  const from = readInteger(at(place, 'from'), 0, MAX_RATING);
  const to = readInteger(at(place, 'to'), 0, MAX_RATING);
  if (from === undefined || to === undefined) return undefined;
  if (to < from) return complain(at(place, 'to'), 'must not be less than from');
  return { kind: 'count', min: BigInt(from), max: BigInt(to) };
}
