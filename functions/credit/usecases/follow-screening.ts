import type { ScreenedReader } from '../../screening/reader/screened.ts';
import { type TellDeps, tellProfile } from './tell-profile.ts';

export interface FollowScreeningDeps extends TellDeps {
  readonly screening: ScreenedReader;
}

/**
 * Takes over what screening says of a customer now. It reads anew, so it does not matter how often, how late or in which order it
 * hears of it; a customer that gets its profile later is looked up then.
 * @returns whether the profile has changed
 */
export function followScreening(
  deps: FollowScreeningDeps,
  company: string,
  customer: string,
  now: Date,
): Promise<boolean> {
  return tellProfile(
    deps,
    company,
    customer,
    async (profile) => {
      const { state, at } = (await deps.screening.loadScreened(company, customer)) ?? {};
      if (state === undefined || at === undefined || profile.sanctions?.state === state) return undefined;
      return { ...profile, sanctions: { state, at } };
    },
    { by: 'screening', action: 'credit.sanctions-changed', now },
  );
}
