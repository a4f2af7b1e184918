import { recordChange } from '../../../shared/changes.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';

/** Who keeps something of the help desk: settings, teams, rules. */
export interface Keeper {
  readonly principal: string;
  readonly now: Date;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

interface Kept {
  readonly action: string;
  readonly subject: string;
  readonly after?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** The change as the company's log has it, for the transaction that makes it. */
export function traceOfKeeping(
  { newId }: { readonly newId: NewId },
  companyId: string,
  kept: Kept,
  { principal, now, requestId }: Omit<Keeper, 'headers'>,
): Write {
  return recordChange({
    companyId,
    changeId: newId('chg'),
    at: now.toISOString(),
    principal,
    requestId,
    ...kept,
  });
}
