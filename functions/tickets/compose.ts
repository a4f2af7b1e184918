import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { mailReader as outboxReader } from '../mail/reader.ts';
import { daysIn } from './domain/figures/days.ts';
import type { Ticket } from './domain/ticket/ticket.ts';
import { answerReader } from './reader/answers.ts';
import { catalogueReader } from './reader/catalogue.ts';
import { deskReader } from './reader/desk.ts';
import { figureReader } from './reader/figures.ts';
import { knowledgeReader } from './reader/knowledge.ts';
import { mailReader } from './reader/mails.ts';
import { ruleReader } from './reader/rules.ts';
import { searchReader } from './reader/search.ts';
import { slaReader } from './reader/slas.ts';
import { surveyReader } from './reader/surveys.ts';
import { ticketReader } from './reader/tickets.ts';
import { answerStore } from './store/answers.ts';
import { catalogueStore } from './store/catalogue.ts';
import { deskStore } from './store/desk.ts';
import { figureStore } from './store/figures.ts';
import { mailStore } from './store/mails.ts';
import { ruleStore } from './store/rules.ts';
import { searchStore } from './store/search.ts';
import { slaStore } from './store/slas.ts';
import { surveyStore } from './store/surveys.ts';
import { ticketStore } from './store/tickets.ts';
import { mailReplies } from './usecases/mail-reply.ts';
import { readClocks, ticketTimes } from './usecases/read-clocks.ts';

export type Tickets = ReturnType<typeof composeTickets>;

/** The parts of tickets put together around one table. */
export function composeTickets(table: Table) {
  const slas = slaReader(table);
  const reader = {
    ...ticketReader(table),
    ...surveyReader(table),
    ...slas,
    ...mailReader(table),
    ...answerReader(table),
    ...figureReader(table),
    ...ruleReader(table),
    ...catalogueReader(table),
    ...deskReader(table),
    ...searchReader(table),
    ...knowledgeReader(table),
  };
  const mails = mailStore(table);
  /** Of the office: that of the first calendar by id; without one, that of Germany. */
  const daysOf = async (companyId: string) =>
    daysIn((await slas.allCalendars(companyId))[0]?.timeZone ?? 'Europe/Berlin');
  return {
    table,
    companies: companiesReader(table),
    reader,
    mails,
    answers: answerStore(table),
    outbox: outboxReader(table),
    store: ticketStore(table),
    surveys: surveyStore(table),
    slas: slaStore(table),
    rules: ruleStore(table),
    catalogue: catalogueStore(table),
    desk: deskStore(table),
    timesOf: async (companyId: string, ticket: Ticket) =>
      ticketTimes(ticket, await slas.loadPromises(companyId)),
    mailReply: mailReplies({ reader, mails, retryWhileContended }),
    figures: figureStore(table),
    searchIndex: searchStore(table),
    daysOf,
    measuresOf: async (companyId: string) => {
      const [promises, { dayOf }] = await Promise.all([slas.loadPromises(companyId), daysOf(companyId)]);
      return {
        dayOf,
        clocksOf: (ticket: Ticket) => {
          const { clocks, calendar } = readClocks(ticket, promises);
          return { clocks, calendar: calendar && promises.calendars.get(calendar.id)?.calendar };
        },
      };
    },
    newId,
    retryWhileContended,
  };
}
