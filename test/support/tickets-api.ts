import { composeMacros, type TicketsWithMacros } from '../../functions/tickets/compose-macros.ts';
import { answeringBindings } from '../../functions/tickets/handlers/answering.ts';
import { intakeMessages } from '../../functions/tickets/handlers/intake-messages.ts';
import { orderBindings } from '../../functions/tickets/handlers/orders.ts';
import { joinBindings } from '../../functions/tickets/handlers/ticket-joins.ts';
import { ticketMacroBindings } from '../../functions/tickets/handlers/ticket-macros.ts';
import { taskBindings } from '../../functions/tickets/handlers/ticket-tasks.ts';
import { ticketBindings } from '../../functions/tickets/handlers/tickets.ts';
import { timeBindings } from '../../functions/tickets/handlers/time.ts';
import { watcherBindings } from '../../functions/tickets/handlers/watchers.ts';
import type { Binding } from '../../shared/http/api.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Answer } from './http-event.ts';
import { NOW, openLedgerApi } from './ledger-api.ts';
import type { TestTable } from './table.ts';

export interface TicketsApi {
  readonly table: Table;
  readonly testTable: TestTable;
  readonly tickets: TicketsWithMacros;
  /** What requests brought, by its place. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Below the company `acme`; `anna` is an admin, `agneta` an agent, `robert` a requester, `shop` a connector. */
  readonly call: (
    method: string,
    path: string,
    params?: Record<string, string>,
    more?: object,
  ) => Promise<Answer>;
  /** Of nobody: what needs no token. */
  readonly public: TicketsApi['call'];
  /** Opens a ticket, and gives its answer. */
  readonly open: (body?: Record<string, unknown>) => Promise<Answer>;
  /** What the queue brings. */
  readonly hear: (
    type: 'tickets.create' | 'tickets.add-article',
    id: string,
    payload: object,
  ) => Promise<unknown>;
}

export const TICKET = {
  title: 'Printer prints blank pages',
  description: 'Since this morning.',
  requester: { email: 'Robert@Example.com', name: 'Robert Roe' },
  kind: 'incident',
  impact: 2,
  urgency: 4,
};

/** Tickets of the company `acme`, all in this process; queues are called by hand. */
export async function openTicketsApi(
  bind: (tickets: TicketsWithMacros) => readonly Binding[] = () => [],
  given?: TestTable,
): Promise<TicketsApi> {
  let tickets: TicketsWithMacros | undefined;
  const files = new Map<string, Uint8Array>();
  const putFile = async (key: string, content: Uint8Array) => void files.set(key, content);
  const links = { toDownload: (key: string) => ({ url: `https://files.test/${key}`, expiresAt: NOW }) };
  const ledger = await openLedgerApi(({ table }) => {
    tickets = composeMacros(table);
    return [
      ...answeringBindings(tickets),
      ...joinBindings(tickets),
      ...orderBindings(tickets),
      ...timeBindings(tickets),
      ...taskBindings(tickets),
      ...ticketMacroBindings(tickets),
      ...watcherBindings(tickets),
      ...ticketBindings({ ...tickets, putFile, links }),
      ...bind(tickets),
    ];
  }, given);
  if (!tickets) throw new Error('nothing was bound');
  const made = tickets;
  await ledger.createCompany('acme');
  const call: TicketsApi['call'] = (method, path, params = {}, more = {}) =>
    ledger.call(method, `/companies/{companyId}${path}`, {
      params: { companyId: 'acme', ...params },
      ...more,
    });
  const roles = { agneta: 'agent', robert: 'requester', shop: 'connector' };
  for (const [principal, role] of Object.entries(roles))
    await call('PUT', '/members/{principal}', { principal }, { body: { roles: [role] } });
  const handle = intakeMessages(made);
  return {
    table: ledger.table,
    testTable: ledger.testTable,
    tickets: made,
    files,
    call,
    public: (method, path, params = {}, more = {}) => ledger.call(method, path, { params, ...more }),
    open: (body = {}) => call('POST', '/tickets', {}, { body: { ...TICKET, ...body }, principal: 'agneta' }),
    hear: (type, id, payload) =>
      handle([{ id, type, companyId: 'acme', payload, attempt: 1 } as never], new Date(NOW)),
  };
}
