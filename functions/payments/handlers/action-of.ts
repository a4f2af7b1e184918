import type { ApiRequest } from '../../../shared/http/binding.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Payments } from '../compose.ts';
import type { Action } from '../usecases/action.ts';

/** Who acts in which company; the pipeline has found the caller among its members, so it is there. */
export async function actionOf(
  { books }: Pick<Payments, 'books'>,
  companyId: string,
  { principal, now, requestId }: Pick<ApiRequest, 'principal' | 'now' | 'requestId'>,
): Promise<Action> {
  const company = await books.loadCompany(companyId);
  invariant(company, `company ${companyId} has members but no settings`);
  return { company, principal, now, requestId };
}
