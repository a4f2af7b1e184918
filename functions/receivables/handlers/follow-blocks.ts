import { groupByGroup } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { blockCommitted } from '../../ledger/contract.ts';
import type { Receivables } from '../compose.ts';

type BlockMessage = MessageOf<typeof blockCommitted>;

/** Works on queue `receivables-events`: many blocks of one company are one reason to follow its journal. */
export function followBlocks({ books, follow }: Pick<Receivables, 'books' | 'follow'>) {
  return groupByGroup<BlockMessage>(
    ({ companyId }) => companyId,
    async ({ companyId }) => {
      const company = await books.loadCompany(companyId);
      if (company) await follow(company);
    },
  );
}
