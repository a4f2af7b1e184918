import { fillTemplate, valuesOf } from '../domain/macros/placeholders.ts';
import { refuse } from '../errors.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { TemplateReader } from '../reader/templates.ts';
import type { PageSpec, TicketReader } from '../reader/tickets.ts';
import type { TemplateRow } from '../table/templates.ts';
import type { TicketRow } from '../table/tickets.ts';
import { STANDARD_LANGUAGE } from './mail-reply.ts';

export interface FillTemplatesDeps {
  readonly reader: Pick<TicketReader, 'loadTicket'> &
    Pick<AnswerReader, 'loadAgent'> &
    Pick<TemplateReader, 'listTemplates'>;
}

interface Asked {
  readonly companyId: string;
  readonly ticketId: string;
  readonly language?: string | undefined;
  readonly paging: PageSpec;
}

/**
 * The templates that fit a ticket, with its values, for an agent who edits before anything is sent.
 * @throws tickets.unknown-ticket
 */
export async function templatesFor(
  { reader }: FillTemplatesDeps,
  { companyId, ticketId, language, paging }: Asked,
  principal: string,
) {
  const [ticket, agent, { items, next }] = await Promise.all([
    reader.loadTicket(companyId, ticketId),
    reader.loadAgent(companyId, principal),
    reader.listTemplates(companyId, paging),
  ]);
  if (!ticket) throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId}.`);
  const fitting = items.filter(
    (one) => fits(one, ticket) && (language === undefined || (one.language ?? language) === language),
  );
  const filled = fitting.map(({ id, version, name, text, ...own }) => {
    const values = valuesOf({
      ...ticket,
      agentName: agent?.name,
      language: own.language ?? STANDARD_LANGUAGE,
    });
    return { id, version, name, language: own.language, ...fillTemplate(text, values) };
  });
  return { items: filled, next };
}

function fits({ team, category }: TemplateRow, ticket: TicketRow): boolean {
  return (
    (team === undefined || team === ticket.team) && (category === undefined || category === ticket.category)
  );
}
