import type { ApiRequest } from '../../../shared/http/binding.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Payments } from '../compose.ts';
import type { Action } from '../usecases/action.ts';

/** Who acts in which company. */
export async function actionOf(
  { books }: Pick<Payments, 'books'>,
  companyId: string,
  { principal, now, requestId }: Pick<ApiRequest, 'principal' | 'now' | 'requestId'>,
): Promise<Action> {
  const company = await companyOf(books, companyId);
  return { company, principal, now, requestId };
}
