import type { Table } from '../../../shared/table/table.ts';
import { insert } from '../../../shared/table/writes.ts';
import type { SignedSeal } from '../domain/seal.ts';
import { SealItem } from '../table.ts';

export type SealStore = ReturnType<typeof sealStore>;

class SealedMeanwhileError extends Error {}

/** Daily seals as the table has them: quick to read, not what a verification trusts. */
export function sealStore(table: Table) {
  async function lastSeal(company: string, fiscalYear: number): Promise<SignedSeal | undefined> {
    const { pk } = SealItem.key({ company, fiscalYear, day: '' });
    return (await table.query(SealItem, { pk, descending: true, limit: 1 })).items[0];
  }

  /** Notes the seal of a day; whoever comes second finds it noted, and that is as good. */
  async function addSeal(seal: SignedSeal): Promise<void> {
    try {
      await table.write(insert(SealItem, seal, () => new SealedMeanwhileError()));
    } catch (error) {
      if (!(error instanceof SealedMeanwhileError)) throw error;
    }
  }
  return { lastSeal, addSeal };
}
