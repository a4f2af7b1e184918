import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { oneByOne } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Tickets } from '../compose.ts';
import type { addTicketArticle, createTicket } from '../contract.ts';
import { withoutFractions } from '../domain/desk/fields.ts';
import { refuse } from '../errors.ts';
import { takeInArticle, takeInTicket } from '../usecases/take-in.ts';

type IntakeMessage = MessageOf<typeof createTicket> | MessageOf<typeof addTicketArticle>;

const QUEUE = { kind: 'machine', id: 'queue' } as const;

/** Works on queue `ticket-intake`. */
export function intakeMessages(deps: Tickets) {
  return oneByOne(async (message: IntakeMessage, now: Date) => {
    const { companyId, payload, id, type } = message;
    if (!(await deps.companies.loadCompany(companyId)))
      throw refuse('tickets.unknown-company', `There is no company ${companyId}.`);
    const contentHash = sha256Hex(canonicalJson(contentOf(payload)));
    const key = { companyId, key: `${type} ${id}`, contentHash };
    const who = { by: QUEUE, now };
    if ('title' in payload) await takeInTicket(deps, key, payload, who);
    else await takeInArticle(deps, key, payload, who);
  });
}

function contentOf(payload: IntakeMessage['payload']) {
  if (!('title' in payload) || !payload.fields) return payload;
  return { ...payload, fields: withoutFractions(payload.fields) };
}
