import { DONE, type Outcome, outcomeOf } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { blockCommitted } from '../../ledger/contract.ts';
import type { Receivables } from '../compose.ts';

type BlockMessage = MessageOf<typeof blockCommitted>;

/** Works on queue `receivables-events`: many blocks of one company are one reason to follow its journal. */
export function followBlocks({ books, follow }: Pick<Receivables, 'books' | 'follow'>) {
  async function followOne(companyId: string): Promise<void> {
    const company = await books.loadCompany(companyId);
    if (company) await follow(company);
  }

  return async (messages: readonly BlockMessage[]): Promise<readonly Outcome[]> => {
    const companies = [...new Set(messages.map(({ companyId }) => companyId))];
    const outcomes = new Map<string, Outcome>();
    for (const id of companies) {
      outcomes.set(id, await followOne(id).then(() => DONE, outcomeOf));
    }
    return messages.map(({ companyId }) => outcomes.get(companyId) ?? DONE);
  };
}
