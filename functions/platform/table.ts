/** The platform's items are written by what all modules share; here they are gathered for the access patterns. */
export { Approval } from '../../shared/approvals.ts';
export { ChangeRecord } from '../../shared/changes.ts';
export { StoredReply } from '../../shared/http/idempotency.ts';
export { RequestCount } from '../../shared/http/rate-limit.ts';
export { FailedMessage } from '../../shared/queue/failed-message.ts';
