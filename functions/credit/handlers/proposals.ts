import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Proposals } from '../compose-proposals.ts';
import * as routes from '../routes/proposals.ts';
import type { CreditLimitRow } from '../table.ts';
import { type Proposal, proposalFor, proposalsFor, takeProposal } from '../usecases/propose-terms.ts';
import { viewLimit } from './view-limit.ts';

function viewProposal({ profile, proposed }: Proposal): routes.ProposalView {
  const { customer, currency, riskClass = null, score = null, limitMinor = null } = profile;
  const money = (minor: bigint | null) => (minor === null ? null : formatMinor(minor, currency));
  const differs =
    riskClass !== proposed.riskClass || score !== proposed.score || limitMinor !== proposed.limit;
  return {
    customerId: customer,
    currency,
    policyVersion: proposed.policyVersion,
    current: { riskClass, score, limit: money(limitMinor) },
    proposed: { riskClass: proposed.riskClass, score: proposed.score, limit: money(proposed.limit) },
    differs,
    because: [...proposed.because],
  };
}

/** What the policy proposes for customers, and asking for it. */
export function proposalBindings(credit: Proposals): readonly Binding[] {
  return [
    on(routes.listProposals, async (request) => {
      const { params, query, now } = request;
      const paging = pagingOf(routes.listProposals.id, request);
      const { items, next } = await credit.reader.listProfiles(params.companyId, paging);
      const views = (await proposalsFor(credit, params.companyId, items, now)).map(viewProposal);
      const shown = query.all === 'true' ? views : views.filter(({ differs }) => differs);
      return ok(paging.page(shown, next));
    }),
    on(routes.getProposal, async ({ params: { companyId, customerId }, now }) =>
      ok(viewProposal(await proposalFor(credit, companyId, customerId, now))),
    ),
    on(routes.takeProposal, async (request) => {
      const { params, body, idempotency } = request;
      const { companyId: company, customerId: customer } = params;
      const { reason, confirmBelowUse: isBelowUseConfirmed = false } = body;
      const reply = (row: CreditLimitRow) =>
        created(viewLimit(row), `/companies/${company}/credit-limits/${row.id}`);
      const remember = (row: CreditLimitRow) => (idempotency ? [idempotency.writeFor(reply(row))] : []);
      const wish = { company, customer, reason, isBelowUseConfirmed };
      return reply(await takeProposal(credit, wish, request, remember));
    }),
  ];
}
