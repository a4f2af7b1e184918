import { oneByOne } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Cases } from '../compose-cases.ts';
import type { checkDecided } from '../contract.ts';
import { supersedeCases } from '../usecases/cases/end-case.ts';
import { openCase } from '../usecases/cases/open-case.ts';

type Decided = MessageOf<typeof checkDecided>;

/**
 * Works on queue `credit-cases`: what a check has left in the counter goes, and one that was referred, and wanted a
 * reservation, gets its case. The event may come late and twice: no mark has its name again, and there is one case a check.
 */
export function caseEvents(deps: Cases) {
  return oneByOne(async ({ companyId: company, payload }: Decided, now: Date) => {
    if (payload.mark) await deps.checks.settleMark({ company, root: payload.mark.root }, payload.mark.name);
    if (payload.decision !== 'referred') return;
    const { customerId: customer, id } = payload;
    const check = await deps.reader.loadCheck(company, customer, id);
    // Nobody waits for the answer to a mere question; and what has been erased since is not opened.
    if (check?.decision !== 'referred' || !check.reserve) return;
    const key = { company, customer, id };
    const who = { principal: { id: 'schedule', kind: 'machine' as const }, now };
    const { row } = await openCase(deps, key, { kind: 'order' }, who);
    await supersedeCases(deps, key, row, now);
  });
}
