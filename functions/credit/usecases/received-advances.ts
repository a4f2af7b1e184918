import { ContentionError } from '../../../shared/table/failures.ts';
import type { AdvanceReader } from '../../invoices/reader/advances.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { paidMinorOf } from '../../receivables/rules.ts';

export interface ReceivedAdvancesDeps {
  readonly advances: AdvanceReader;
  readonly receivables: Pick<ReceivablesReader, 'loadOpenItems' | 'findSettledItem'>;
}

/** What was issued just now may not be an item yet, and nobody has paid it. */
const NEW_MILLISECONDS = 300_000;

/**
 * What a customer has paid on advance invoices that no final invoice deducts yet, VAT included: it lies on the accounts of
 * advances (SKR03 1718, SKR04 3272), not on the customer's. With the final invoice, which is for the rest, it ends; with a
 * cancellation the money lies on the account again (docs/decisions/0223).
 */
export async function receivedAdvancesMinor(
  { advances, receivables }: ReceivedAdvancesDeps,
  company: string,
  account: string,
  now: Date,
): Promise<bigint> {
  const asked = await advances.undeductedAdvances(company, account);
  const paid = await Promise.all(
    asked.map(async ({ item: id, issuedAt }) => {
      if (id === undefined) return 0n;
      const [open] = await receivables.loadOpenItems(company, [{ account, id }]);
      const item = open ?? (await receivables.findSettledItem(company, id));
      if (item) return paidMinorOf(item);
      if (now.getTime() - Date.parse(issuedAt) < NEW_MILLISECONDS) return 0n;
      throw new ContentionError(`item ${id} is being settled`);
    }),
  );
  return paid.reduce((sum, minor) => (minor > 0n ? sum + minor : sum), 0n);
}
