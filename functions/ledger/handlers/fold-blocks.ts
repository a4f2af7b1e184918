import { DONE, type Outcome, outcomeOf } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Ledger } from '../compose.ts';
import type { blockCommitted } from '../contract.ts';
import { foldWhenDue } from '../usecases/fold-when-due.ts';

export type BlockMessage = MessageOf<typeof blockCommitted>;

/** Works on queue `ledger-events`: many blocks of one year are one reason to fold it. */
export function foldBlocks(ledger: Ledger) {
  async function foldOne({ companyId, payload }: BlockMessage): Promise<void> {
    const company = await ledger.loadCompany(companyId);
    if (company) await foldWhenDue(ledger, company, payload.fiscalYear);
  }

  return async (messages: readonly BlockMessage[]): Promise<readonly Outcome[]> => {
    const byJournal = Map.groupBy(messages, ({ companyId, payload }) => `${companyId}#${payload.fiscalYear}`);
    const outcomes = new Map<BlockMessage, Outcome>();
    for (const group of byJournal.values()) {
      const outcome = await foldOne(group[0] as BlockMessage).then(() => DONE, outcomeOf);
      for (const message of group) outcomes.set(message, outcome);
    }
    return messages.map((message) => outcomes.get(message) ?? DONE);
  };
}
