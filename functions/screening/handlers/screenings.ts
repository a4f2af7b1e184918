import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Screening } from '../compose.ts';
import type { Match } from '../domain/matching/score-match.ts';
import { normalizeName } from '../domain/names/normalize-name.ts';
import * as routes from '../routes/screenings.ts';
import { screenName } from '../usecases/screen-name.ts';

const MAX_NAMES_SHOWN = 20;

function viewMatch({ list, entry, score, explanation }: Match & { readonly list: string }) {
  const { pairs, adjustments, ...rest } = explanation;
  return {
    list,
    score,
    entry: {
      ...entry,
      names: entry.names.slice(0, MAX_NAMES_SHOWN),
      births: entry.births && [...entry.births],
      countries: entry.countries && [...entry.countries],
    },
    explanation: { ...rest, pairs: [...pairs], adjustments: [...adjustments] },
  };
}

/** Comparing a name with the lists, on demand. */
export function screeningBindings({ loadScreen }: Screening): readonly Binding[] {
  return [
    on(routes.postScreening, async ({ params: { companyId }, body }) => {
      const { lists, settings } = await loadScreen(companyId);
      const { name, dateOfBirth, country, from = settings.possibleFrom } = body;
      const { found, matches } = screenName(lists, { name, bornOn: dateOfBirth, country }, from);
      const words = [...normalizeName(name)];
      return ok({ words, found, matches: matches.map(viewMatch), lists: { ...lists.versions } });
    }),
  ];
}
