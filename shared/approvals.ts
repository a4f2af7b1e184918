import * as z from 'zod';
import { refuse } from './http/errors.ts';
import { where } from './table/condition.ts';
import { entity, type ItemOf } from './table/entity.ts';
import { insert, put, type Write } from './table/writes.ts';

/**
 * A change that somebody asked for and somebody else decides (four eyes): a period to reopen, a limit to raise.
 * `payload` is what the asking module needs to carry it out.
 */
export const Approval = entity({
  name: 'shared.approval',
  schema: z.object({
    companyId: z.string(),
    approvalId: z.string(),
    /** `module.what-is-asked`, for example `ledger.reopen-period`. */
    kind: z.string(),
    subject: z.string(),
    payload: z.record(z.string(), z.json()),
    reason: z.string().max(500),
    state: z.enum(['requested', 'approved', 'rejected']),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
  }),
  key: (of: { companyId: string; approvalId: string }) => ({
    pk: `C#${of.companyId}#APPROVALS`,
    sk: of.approvalId,
  }),
  access: ['by id', 'all of a company, oldest first'],
});
export type Approval = ItemOf<typeof Approval>;

/** Whoever asked cannot decide. */
export function assertFourEyes(requestedBy: string, decider: { readonly id: string }): void {
  if (requestedBy !== decider.id) return;
  throw refuse('platform.four-eyes', 'Whoever asked for a change cannot approve it.');
}

/** The request as a write; nothing else has changed yet. */
export function requestApproval(asked: Omit<Approval, 'state' | 'decidedBy' | 'decidedAt'>): Write {
  const approval: Approval = { ...asked, state: 'requested' };
  return insert(Approval, approval, () => new Error(`approval ${asked.approvalId} exists already`));
}

/**
 * The decision as a write, to be committed with what it allows. Of two deciders at once one wins; the other is told.
 * @throws platform.four-eyes, platform.already-decided
 */
export function decideApproval(
  approval: Approval,
  decision: 'approved' | 'rejected',
  decider: { readonly id: string },
  now: Date,
): Write {
  const alreadyDecided = () =>
    refuse('platform.already-decided', `The request ${approval.approvalId} has been decided.`);
  if (approval.state !== 'requested') throw alreadyDecided();
  assertFourEyes(approval.requestedBy, decider);
  const decided: Approval = {
    ...approval,
    state: decision,
    decidedBy: decider.id,
    decidedAt: now.toISOString(),
  };
  return put(Approval, decided, where({ state: 'requested' }), alreadyDecided);
}
