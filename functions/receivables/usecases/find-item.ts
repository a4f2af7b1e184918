import { ContentionError } from '../../../shared/table/failures.ts';
import type { ReceivablesReader, StoredItem } from '../reader.ts';

/**
 * An item that is known to exist, open or settled. One that is found nowhere is on its way into the index of settled
 * items: contention, to be tried again.
 */
export async function findItem(
  reader: Pick<ReceivablesReader, 'loadOpenItems' | 'findSettledItem'>,
  company: string,
  place: { readonly account: string; readonly id: string },
): Promise<StoredItem> {
  const [open] = await reader.loadOpenItems(company, [place]);
  const found = open ?? (await reader.findSettledItem(company, place.id));
  if (found) return found;
  throw new ContentionError(`item ${place.id} is being settled`);
}
