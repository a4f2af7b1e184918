import type { ReceivablesReader } from '../../receivables/reader.ts';
import type { ScreeningReader } from '../reader.ts';
import type { ScreeningRunRow } from '../table.ts';
import { basisOf, type Screen, type ScreenPartnerDeps, screenPartner } from './screen-partner.ts';
import { stepWrite } from './start-run.ts';

export interface ContinueRunDeps extends ScreenPartnerDeps {
  readonly reader: ScreenPartnerDeps['reader'] & Pick<ScreeningReader, 'loadRun' | 'loadManyScreened'>;
  readonly receivables: ScreenPartnerDeps['receivables'] & Pick<ReceivablesReader, 'listPartners'>;
}

/** Some seconds of work; a step that dies is done again, and passes by whom it had screened. */
const PARTNERS_OF_STEP = 200;

/**
 * One step of a run: screens the next partners that are not up to date, and leaves the next step as an event in the transaction that
 * moves the cursor. A step that was done already does nothing.
 */
export async function continueRun(
  deps: ContinueRunDeps,
  company: string,
  step: { readonly runId: string; readonly version: number },
  screen: Screen,
  now: Date,
): Promise<void> {
  const run = await deps.reader.loadRun(company, step.runId);
  if (run?.state !== 'running' || run.version !== step.version) return;
  const { items, next } = await deps.receivables.listPartners(company, {
    limit: PARTNERS_OF_STEP,
    after: run.after,
  });
  const known = await deps.reader.loadManyScreened(
    company,
    items.map(({ id }) => id),
  );
  const counts = { looked: run.looked + items.length, screened: run.screened, changed: run.changed };
  for (const partner of items) {
    if (known.get(partner.id)?.basis === basisOf(partner, screen)) continue;
    const outcome = await screenPartner(deps, company, partner.id, screen, now);
    if (outcome !== 'unchanged') counts.screened += 1;
    if (outcome === 'changed') counts.changed += 1;
  }
  await moveOn(deps, run, { ...counts, after: next }, now);
}

async function moveOn(
  { store }: ContinueRunDeps,
  { after: _before, ...run }: ScreeningRunRow,
  { after, ...counts }: Pick<ScreeningRunRow, 'looked' | 'screened' | 'changed' | 'after'>,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const version = run.version + 1;
  const moved: ScreeningRunRow = after
    ? { ...run, ...counts, after, version }
    : { ...run, ...counts, version, state: 'done', finishedAt: at };
  await store.commit([store.runWrite(run, moved), ...(after ? [stepWrite(store, moved, at)] : [])]);
}
