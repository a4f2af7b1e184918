import type { Posting } from '../../ledger/books.ts';
import type { BankTransactionRow } from '../table.ts';
import type { Matching } from './open-matching.ts';

export interface MatchCounts {
  booked: number;
  proposed: number;
  open: number;
}

/**
 * Finds what transactions are about, one after another: books without asking where only one thing can be meant, proposes where
 * several can, leaves the rest alone. Each is one transaction of the table; what was booked before a crash stays booked.
 * @param keepAlive called between two of them
 */
export async function matchTransactions(
  matching: Matching,
  posting: Posting,
  transactions: AsyncIterable<BankTransactionRow> | Iterable<BankTransactionRow>,
  keepAlive: () => Promise<void> = async () => {},
): Promise<MatchCounts> {
  const counts: MatchCounts = { booked: 0, proposed: 0, open: 0 };
  for await (const row of transactions) {
    const matched = await matching.match(row, posting);
    if (matched !== 'settled-otherwise') counts[matched] += 1;
    await keepAlive();
  }
  return counts;
}
