import { countedOrdersMinor } from '../domain/components.ts';
import { splitMark } from '../domain/mark.ts';
import type { CreditReader } from '../reader.ts';
import type { CheckStore } from '../store/checks.ts';
import type { CreditCheckRow, CreditCounter, CreditProfileRow } from '../table.ts';

export interface HealDeps {
  readonly reader: Pick<CreditReader, 'loadProfile' | 'loadCheck'>;
  readonly checks: Pick<CheckStore, 'settleMark' | 'undoMark' | 'abandon'>;
}

/** No function runs as long as this, so whoever left a mark that is older is dead. */
const LEFT_BEHIND_MILLISECONDS = 120_000;
/** As many at a time: whoever asks waits for it. */
const MAX_HEALED = 10;

/**
 * Ends what checks that broke off have left behind in a counter: where the check was written, its mark goes; where it was
 * not, it never will be, and what it took is given back. Each step is conditional, and any number may do it at once.
 * @returns how many were given back
 */
export async function healMarks(
  deps: HealDeps,
  { company }: Pick<CreditProfileRow, 'company'>,
  { root, marks }: CreditCounter,
  now: Date,
): Promise<number> {
  const left = Object.entries(marks).filter(([, { at }]) => now.getTime() - at > LEFT_BEHIND_MILLISECONDS);
  let undone = 0;
  for (const [mark, { customer, amountMinor }] of left.slice(0, MAX_HEALED)) {
    const profile = await deps.reader.loadProfile(company, customer);
    if (!profile) continue;
    const wasWritten = await settleOrAbandon(deps, { company, customer, mark, amountMinor, now });
    if (wasWritten) {
      await deps.checks.settleMark({ company, root }, mark);
      continue;
    }
    const countedMinor = countedOrdersMinor(profile.exposure, amountMinor);
    await deps.checks.undoMark(profile, mark, { reservedMinor: amountMinor, countedMinor });
    undone += 1;
  }
  return undone;
}

interface Left {
  readonly company: string;
  readonly customer: string;
  readonly mark: string;
  readonly amountMinor: bigint;
  readonly now: Date;
}

/** Whether the attempt that left the mark has written its check; where it has not, it cannot any more. */
async function settleOrAbandon({ reader, checks }: HealDeps, left: Left): Promise<boolean> {
  const { company, customer, mark, amountMinor, now } = left;
  const { id, attempt } = splitMark(mark);
  const seen = await reader.loadCheck(company, customer, id);
  const reached = seen?.attempt ?? 0;
  if (seen?.decision) return reached === attempt;
  // An attempt after this one may go on; this one may not.
  if (reached > attempt) return false;
  await checks.abandon(
    standIn({ company, customer, id, amountMinor, at: now.toISOString(), attempt: reached + 1 }),
    seen,
  );
  return false;
}

function standIn(
  of: Pick<CreditCheckRow, 'company' | 'customer' | 'id' | 'amountMinor' | 'at'> & {
    readonly attempt: number;
  },
): CreditCheckRow {
  return { ...of, currency: '-', reference: '-', reserve: true, by: 'schedule', reasons: [], version: 1 };
}
