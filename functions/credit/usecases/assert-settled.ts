import { ContentionError } from '../../../shared/table/failures.ts';
import { markOf, splitMark } from '../domain/mark.ts';
import type { CreditReader } from '../reader.ts';
import type { CreditCounter } from '../table.ts';

/**
 * A counter may go, or lose a member, once the check of every mark in it is written.
 * @throws ContentionError while one is under way
 */
export async function assertSettled(
  { loadCheck }: Pick<CreditReader, 'loadCheck'>,
  { company, marks }: CreditCounter,
): Promise<void> {
  for (const [mark, { customer }] of Object.entries(marks)) {
    const { id } = splitMark(mark);
    const check = await loadCheck(company, customer, id);
    if (!check?.decision || markOf(id, check) !== mark) throw new ContentionError('a check is under way');
  }
}
