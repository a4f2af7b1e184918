import { changedValues, recordChange } from '../../../shared/changes.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { CreditProfileRow } from '../table.ts';
import { type ProfileDeps, sharedOf, tracedValues } from './put-profile.ts';

export interface TellDeps extends Pick<ProfileDeps, 'store' | 'newId' | 'retryWhileContended'> {
  readonly reader: Pick<ProfileDeps['reader'], 'loadProfile' | 'loadCounter'>;
}

/** Who says it: a part of the system, no person. */
export interface Teller {
  readonly by: string;
  /** `credit.what-happened`, for the trace. */
  readonly action: `credit.${string}`;
  readonly now: Date;
}

/**
 * Enters into a profile what others say of the customer: screening, the insurance clock. It holds from this moment on, because the
 * terms move in profile and counter: a check that rests on older ones is decided again. What is said already changes nothing.
 * @param tell gives the profile with what is new in it; undefined where nothing is
 * @returns whether the profile has changed
 */
export function tellProfile(
  { reader, store, newId, retryWhileContended }: TellDeps,
  company: string,
  customer: string,
  tell: (profile: CreditProfileRow) => CreditProfileRow | undefined | Promise<CreditProfileRow | undefined>,
  { by, action, now }: Teller,
): Promise<boolean> {
  return retryWhileContended(async () => {
    const seen = await reader.loadProfile(company, customer);
    const told = seen && (await tell(seen));
    if (!seen || !told) return false;
    const { root } = seen;
    const counter = await reader.loadCounter(company, root);
    const member = counter?.members[customer];
    if (!member) throw new ContentionError('it moves to another group at this moment');
    const at = now.toISOString();
    const next: CreditProfileRow = {
      ...told, terms: seen.terms + 1, version: seen.version + 1, changedAt: at, changedBy: by,
    }; // biome-ignore format: a record
    const moved = { terms: next.terms, exposureMinor: member.exposureMinor };
    const trace = recordChange({
      companyId: company, changeId: newId('chg'), at, principal: by, action, subject: `credit/${customer}`,
      ...changedValues(tracedValues(seen), tracedValues(next)),
    }); // biome-ignore format: a record
    await store.commit([
      store.profileWrite(seen, next),
      store.changeTerms(
        { company, root },
        customer,
        member,
        moved,
        root === customer ? sharedOf(next) : undefined,
      ),
      trace,
    ]);
    return true;
  });
}
