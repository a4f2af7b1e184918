import { groupByGroup } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Ledger } from '../compose.ts';
import type { blockCommitted } from '../contract.ts';
import { foldWhenDue } from '../usecases/fold-when-due.ts';

export type BlockMessage = MessageOf<typeof blockCommitted>;

/** Works on queue `ledger-events`: many blocks of one year are one reason to fold it. */
export function foldBlocks(ledger: Ledger) {
  return groupByGroup<BlockMessage>(
    ({ companyId, payload }) => `${companyId}#${payload.fiscalYear}`,
    async ({ companyId, payload }) => {
      const company = await ledger.loadCompany(companyId);
      if (company) await foldWhenDue(ledger, company, payload.fiscalYear);
    },
  );
}
