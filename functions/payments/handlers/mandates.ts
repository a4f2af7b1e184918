import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, noContent, ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { Payments } from '../compose.ts';
import { mandateEndsOn, mandateProblem, sequenceOf } from '../domain/mandate.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/mandates.ts';
import type { MandateRow } from '../table.ts';
import { putMandate, revokeMandate } from '../usecases/put-mandate.ts';
import { actionOf } from './action-of.ts';

const STATES = {
  'mandate-revoked': 'revoked',
  'mandate-expired': 'expired',
  'mandate-used': 'used',
  'mandate-not-signed': 'not-signed',
} as const;

function viewMandate(row: MandateRow, now: Date) {
  const { company: _company, version: _version, partnerId: partner, amendment = {}, ...mandate } = row;
  const problem = mandateProblem(row, utcDay(now));
  const { originalMandateId, originalCreditorId, accountChanged = false } = amendment;
  return {
    ...mandate,
    partner,
    originalMandateId,
    originalCreditorId,
    accountChanged,
    state: problem ? STATES[problem] : ('usable' as const),
    nextSequence: sequenceOf(row),
    endsOn: mandateEndsOn(row),
  };
}

/** Mandates for direct debits. */
export function mandateBindings(payments: Payments): readonly Binding[] {
  const { reader } = payments;
  return [
    on(routes.putMandate, async (request) => {
      const { params, body, headers, now } = request;
      const action = await actionOf(payments, params.companyId, request);
      const { partner: partnerId, ...rest } = body;
      const wish = { id: params.mandateId, partnerId, ...rest };
      const { mandate, isNew } = await putMandate(payments, action, wish, headers);
      const view = viewMandate(mandate, now);
      const etag = etagOf(mandate.version);
      const place = `/companies/${params.companyId}/mandates/${mandate.id}`;
      return isNew ? created(view, place, etag) : ok(view, etag);
    }),
    on(routes.getMandate, async ({ params, now }) => {
      const mandate = await reader.loadMandate(params.companyId, params.mandateId);
      if (mandate) return ok(viewMandate(mandate, now), etagOf(mandate.version));
      throw refuse('payments.unknown-mandate', `There is no mandate ${params.mandateId}.`);
    }),
    on(routes.listMandates, async (request) => {
      const paging = pagingOf(routes.listMandates.id, request);
      const { items, next } = await reader.listMandates(request.params.companyId, paging);
      return ok(
        paging.page(
          items.map((mandate) => viewMandate(mandate, request.now)),
          next,
        ),
      );
    }),
    on(routes.revokeMandate, async (request) => {
      const action = await actionOf(payments, request.params.companyId, request);
      await revokeMandate(payments, action, request.params.mandateId, request.headers);
      return noContent();
    }),
  ];
}
