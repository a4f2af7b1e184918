import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { Credit } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/limits.ts';
import type { CreditLimitRow } from '../table.ts';
import { decideLimit } from '../usecases/decide-limit.ts';
import { requestLimit } from '../usecases/request-limit.ts';
import { viewLimit } from './view-limit.ts';

/** Limits: asked for, approved, looked up. */
export function limitBindings(credit: Credit): readonly Binding[] {
  const { reader } = credit;
  return [
    on(routes.postLimit, async (request) => {
      const { params, body, idempotency } = request;
      const { companyId: company } = params;
      const { customerId: customer, limit, confirmBelowUse = false, ...rest } = body;
      const profile = await reader.loadProfile(company, customer);
      if (!profile) throw refuse('credit.unknown-profile', `${customer} has no credit profile.`);
      const amounts = amountReader(profile.currency, (detail, details) =>
        refuse('credit.invalid-limit', detail, details),
      );
      const limitMinor = limit === null ? undefined : amounts.read(limit, '/limit', 'not-negative');
      amounts.assertRead();
      const wish = { company, customer, limitMinor, isBelowUseConfirmed: confirmBelowUse, ...rest };
      const reply = (row: CreditLimitRow) =>
        created(viewLimit(row), `/companies/${company}/credit-limits/${row.id}`);
      const remember = (row: CreditLimitRow) => (idempotency ? [idempotency.writeFor(reply(row))] : []);
      return reply(await requestLimit(credit, wish, request, remember));
    }),
    on(routes.getLimit, async ({ params: { companyId, limitId } }) => {
      const row = await reader.loadLimit(companyId, limitId);
      if (!row) throw refuse('credit.unknown-limit-request', `There is no request ${limitId}.`);
      return ok(viewLimit(row));
    }),
    on(routes.decideLimit, async (request) => {
      const { params, body, membership } = request;
      const { decision, confirmBelowUse = false } = body;
      const roles = membership?.roles ?? [];
      const wish = { decision, isBelowUseConfirmed: confirmBelowUse, roles };
      return ok(viewLimit(await decideLimit(credit, params.companyId, params.limitId, wish, request)));
    }),
    on(routes.listLimits, async (request) => {
      const { companyId, customerId } = request.params;
      const paging = pagingOf(routes.listLimits.id, request);
      const { items, next } = await reader.listLimits(companyId, customerId, paging);
      return ok(paging.page(items.map(viewLimit), next));
    }),
  ];
}
