import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { Fact, Groups } from '../../functions/tickets/domain/figures/facts.ts';
import { addFigures, NO_FIGURES } from '../../functions/tickets/domain/figures/figures.ts';
import { BLOCK, placeOf } from '../../functions/tickets/domain/search/postings.ts';
import { termsOf } from '../../functions/tickets/domain/search/terms.ts';
import { phaseOf, type TicketState } from '../../functions/tickets/domain/ticket/ticket.ts';
import {
  PostingRow,
  RequesterRow,
  TicketFactRow,
  TicketFiguresRow,
  TicketListingRow,
  TicketRow,
} from '../../functions/tickets/table.ts';
import { changesOf, type FigureChange } from '../../functions/tickets/usecases/measure-ticket.ts';
import type { AttributeMap } from '../../shared/table/entity.ts';
import type { BenchTable } from './open-engine.ts';

export const COMPANY = 'bench';
export const YEAR = 2026;
export const LAST_MONTH = '2026-12';
export const TEAMS = 8;
const REQUESTERS = 2_000;
export const AGENTS = 40;
const VOCABULARY = 2_000;
const WORDS_OF_A_TEXT = 12;
const WRITERS = 4;
const BATCH_ITEMS = 25;
const YEAR_MS = 365 * 86_400_000;
/** One of so many tickets is open, and these are the newest. */
const OPEN_SHARE = 20;
const OPEN_STATES: readonly TicketState[] = [
  'new',
  'open',
  'waiting-for-requester',
  'waiting-for-third-party',
];

export const requesterOf = (at: number) => `person${at % REQUESTERS}@bench.example`;
export const agentOf = (at: number) => `agent-${at % AGENTS}`;
export const teamOf = (at: number) => `team-${at % TEAMS}`;

/** Letters only, so that no ending is cut off: `qa`, `qb`, ... */
function word(rank: number): string {
  const letters = [...rank.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
  return `q${letters.join('').padStart(4, 'q')}o`;
}

/** As in a language: the word of rank n occurs a share of 1/n as often as the first. */
function someWord(random: () => number): string {
  return word(Math.floor(VOCABULARY ** random()));
}

/** Numbers that are the same in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Every fifth has `drucker`, every tenth `toner`, every two-hundredth `plotter`, each block of a thousand one `zyklotron`. */
function textOf(at: number, random: () => number): string {
  const words = Array.from({ length: WORDS_OF_A_TEXT }, () => someWord(random));
  for (const [often, known] of [[5, 'drucker'], [10, 'toner'], [200, 'plotter'], [10_000, 'zyklotron']] as const)
    if (at % often === 0) words.push(known);
  return words.join(' ');
} // biome-ignore format: a table

export interface BenchTicket {
  readonly row: TicketRow;
  readonly terms: readonly string[];
  readonly facts: readonly Fact[];
}

export function ticketAt(at: number, tickets: number): BenchTicket {
  const random = randomOf(at);
  const opened = Date.UTC(YEAR, 0, 1) + Math.floor((at / (tickets + 1)) * YEAR_MS);
  const openedAt = new Date(opened).toISOString();
  const doneAt = new Date(opened + 86_400_000).toISOString();
  const isOpen = at > tickets - tickets / OPEN_SHARE;
  const state: TicketState = isOpen ? (OPEN_STATES[at % OPEN_STATES.length] ?? 'open') : 'closed';
  const text = textOf(at, random);
  const row: TicketRow = {
    companyId: COMPANY,
    ticketId: String(at),
    title: text.slice(0, 60),
    requester: { email: requesterOf(at) },
    participants: [requesterOf(at)],
    version: 2,
    kind: 'incident',
    state,
    impact: 3,
    urgency: 3,
    priority: 3,
    isPrioritySet: false,
    team: teamOf(at),
    assignee: agentOf(at),
    tags: [],
    links: [],
    requesterId: `req_${at % REQUESTERS}`,
    openedAt,
    changedAt: isOpen ? openedAt : doneAt,
    articles: 1,
    reopened: 0,
    waits: [],
    told: {},
    spentMinutes: 0,
    timeEntries: 0,
    deadlines: {},
    kept: {},
    ...(isOpen ? {} : { resolvedAt: doneAt, closedAt: doneAt }),
  };
  const groups: Groups = { team: teamOf(at), category: '-', requester: row.requesterId, priority: '3', agent: agentOf(at) };
  const fact = { version: 1, groups, kept: {}, isWithdrawn: false };
  const facts: Fact[] = [
    { ...fact, what: 'opened', at: openedAt, day: openedAt.slice(0, 10) },
    ...(isOpen ? [] : [{ ...fact, version: 2, what: 'resolved' as const, at: doneAt, day: doneAt.slice(0, 10), resolution: { calendarMinutes: 1_440 } }]),
  ];
  return { row, terms: termsOf(row, [text]), facts };
} // biome-ignore format: records

function* postingsOf(tickets: readonly BenchTicket[], block: number): Generator<AttributeMap> {
  const offsets = new Map<string, Set<number>>();
  for (const { row, terms } of tickets)
    for (const term of terms) {
      const { offset } = placeOf(row.ticketId);
      offsets.set(term, (offsets.get(term) ?? new Set()).add(offset));
    }
  for (const [term, of] of offsets) yield PostingRow.write({ companyId: COMPANY, term, block, offsets: of });
}

/** Block by block: all at once would keep the engine waiting until it hangs up. */
function addUp(sums: Map<string, FigureChange>, tickets: readonly BenchTicket[]): void {
  const facts = tickets.flatMap((ticket) => ticket.facts);
  for (const change of changesOf(facts.map((fact) => ({ fact, sign: 1 })))) {
    const id = `${change.by} ${change.period} ${change.key}`;
    const figures = addFigures(sums.get(id)?.figures ?? NO_FIGURES, change.figures);
    sums.set(id, { ...change, figures });
  }
}

/** What `openTicket` and the follower of changes would have written, but for history and articles, which no list reads. */
function* allItems(tickets: number): Generator<AttributeMap> {
  const companyId = COMPANY;
  const figures = new Map<string, FigureChange>();
  for (let at = 0; at < REQUESTERS; at += 1)
    yield RequesterRow.write({ companyId, email: requesterOf(at), requesterId: `req_${at}` });
  for (let block = 0; block * BLOCK <= tickets; block += 1) {
    const some: BenchTicket[] = [];
    for (let at = Math.max(1, block * BLOCK); at < (block + 1) * BLOCK && at <= tickets; at += 1)
      some.push(ticketAt(at, tickets));
    for (const { row, facts: own } of some) {
      const { ticketId, requesterId, assignee = '' } = row;
      const phase = phaseOf(row);
      yield TicketRow.write(row);
      yield TicketListingRow.write({ companyId, list: 'requester', of: requesterId, phase, ticketId });
      yield TicketListingRow.write({ companyId, list: 'agent', of: assignee, phase, ticketId });
      for (const fact of own.filter(({ day }) => day.startsWith(LAST_MONTH)))
        yield TicketFactRow.write({ companyId, ticketId, ...fact });
    }
    addUp(figures, some);
    yield* postingsOf(some, block);
  }
  // By requester and day nobody asks below: that would be one more for nearly every ticket.
  for (const { by, period, key, figures: sum } of figures.values())
    if (by !== 'requester' || period.startsWith('M#'))
      yield TicketFiguresRow.write({ companyId, by, period, key, ...sum, version: 1 });
}

/** So many tickets of one company, straight into the table. Returns how many items they are. */
export async function fillTickets({ client, tableName }: BenchTable, tickets: number): Promise<number> {
  const all = allItems(tickets);
  let items = 0;
  const write = async () => {
    for (let some = take(all); some.length > 0; some = take(all)) {
      items += some.length;
      const puts = some.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: puts } }),
      );
      if (Object.keys(UnprocessedItems).length > 0) throw new Error('The engine did not take all items.');
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return items;
}

function take(all: Generator<AttributeMap>): AttributeMap[] {
  const some: AttributeMap[] = [];
  while (some.length < BATCH_ITEMS) {
    const { value, done } = all.next();
    if (done) break;
    some.push(value);
  }
  return some;
}
