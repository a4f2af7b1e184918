import { type EndRetentionDeps, endBlocking, endRetention } from './end-retention.ts';
import { type EndWaitingDeps, endWaiting } from './end-waiting.ts';
import { type ErasePersonDeps, erasePerson } from './erase-person.ts';

/**
 * What a run does for a company: erasures first, for people wait for them. One run at a time: two that redact the same file's articles at
 * once would each leave the file to the other.
 */
export async function forgetWhatIsDue(
  deps: ErasePersonDeps & EndRetentionDeps & EndWaitingDeps,
  companyId: string,
  now: Date,
  hasTime: () => boolean,
  onFailure: (companyId: string, error: unknown) => void,
): Promise<void> {
  for await (const erasing of deps.reader.allErasing(companyId)) {
    try {
      await erasePerson(deps, erasing, now, hasTime);
    } catch (error) {
      onFailure(companyId, error);
    }
  }
  await endRetention(deps, companyId, now, hasTime, onFailure);
  await endBlocking(deps, companyId, now, hasTime, onFailure);
  await endWaiting(deps, companyId, now, hasTime, onFailure);
}
