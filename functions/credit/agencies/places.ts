import * as z from 'zod';
import { type AgencyPlace, placeProblem } from './ask-agency.ts';

const Texts = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('is no JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string()));

/** Where agencies answer (`{"creditreform": "https://…"}`), and by which token; both are the deployment's. */
export const AgenciesConfig = z.object({ RATING_AGENCIES: Texts, RATING_TOKENS: Texts });

/** @throws where the deployment names an address that must not be called: it dies at its start, not with the first request */
export function agencyPlaces({
  RATING_AGENCIES,
  RATING_TOKENS,
}: z.output<typeof AgenciesConfig>): Record<string, AgencyPlace> {
  return Object.fromEntries(
    Object.entries(RATING_AGENCIES).map(([agency, url]) => {
      const place = { url, token: RATING_TOKENS[agency] };
      const problem = placeProblem(place);
      if (problem !== undefined) throw new Error(`The agency ${agency} cannot be asked: ${problem}.`);
      return [agency, place];
    }),
  );
}
