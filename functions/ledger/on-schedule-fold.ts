import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeScheduled } from './scheduled.ts';
import { foldStaleTail } from './usecases/fold-stale-tail.ts';

const { ledger, eachJournal } = composeScheduled(connectTable(loadConfig(TableConfig)));

/** Folds the tails that nobody has folded: what was too little for an event, and what events lost. */
export const handler = async (): Promise<void> => {
  const now = new Date();
  await eachJournal(async (company, fiscalYear) => {
    await foldStaleTail(ledger, company, fiscalYear, now);
  });
};
