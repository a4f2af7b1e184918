import { composeTickets, type Tickets } from '../../functions/tickets/compose.ts';
import type { Report } from '../../functions/tickets/domain/figures/report.ts';
import { findTickets, type TicketWish } from '../../functions/tickets/usecases/find-tickets.ts';
import { listBehind } from '../../functions/tickets/usecases/list-behind.ts';
import { readFigures } from '../../functions/tickets/usecases/read-figures.ts';
import { openTable } from '../../shared/table/table.ts';
import { type Bench, type BenchResult, type BenchRow, median } from './bench.ts';
import { withEngine } from './open-engine.ts';
import { meterReads, type ReadMeter } from './read-meter.ts';
import {
  AGENTS,
  agentOf,
  COMPANY,
  fillTickets,
  LAST_MONTH,
  requesterOf,
  TEAMS,
  teamOf,
  YEAR,
} from './ticket-company.ts';

const TICKETS = Number(process.env.BENCH_TICKETS ?? 50_000);
const PAGE = 50;
const READINGS = 5;
/** Units for each that reading the returned tickets by their keys takes: a posting of each term may lie between two of them. */
const UNITS_EACH = 2;
/** And so many beside, however many tickets there are. */
const UNITS_BESIDE = 25;
/** Of a page that ends without having found enough: 252 postings of one term, and those of another one beside them, one by one. */
const UNITS_OF_A_VAIN_PAGE = 300;
/** A sum of a group and a period is below 1 kB. */
const UNITS_A_SUM = 0.25;
const MONTHS = 12;
const DAYS_OF_A_MONTH = 31;

interface Case {
  readonly what: string;
  /** Numbers of the tickets that came back; `undefined` where it is sums. */
  readonly run: (tickets: Tickets) => Promise<readonly string[] | undefined>;
  /** So many tickets must come back when all are there. */
  readonly atLeast: number;
  /** Units that may be read beside those of the tickets. */
  readonly beside: number;
}

const page = { limit: PAGE };
const found = (what: string, wish: TicketWish, atLeast = 1, beside = UNITS_BESIDE): Case => ({
  what,
  atLeast,
  beside,
  run: async (tickets) =>
    (await findTickets(tickets, COMPANY, wish, page)).items.map(({ ticketId }) => ticketId),
});
const report = (
  what: string,
  report: Report,
  by: 'team' | 'agent' | 'total' | 'day',
  from: string,
  sums: number,
): Case => ({
  what,
  atLeast: 0,
  beside: UNITS_BESIDE + sums * UNITS_A_SUM,
  run: async (tickets) => {
    const { lines } = await readFigures(tickets, COMPANY, { report, by, from, to: `${LAST_MONTH}-31` });
    if (lines.length === 0) throw new Error(`${what} has no lines.`);
    return undefined;
  },
});
const behind = (column: string): Case => ({
  what: `tickets behind a figure: ${column} of a team in a month`,
  atLeast: 1,
  beside: UNITS_BESIDE,
  run: async (tickets) => {
    const asked = { report: 'flow', column, from: `${LAST_MONTH}-01`, to: `${LAST_MONTH}-31` } as const;
    const of = { by: 'team', key: teamOf(0), dayBefore: `${YEAR}-11-30` } as const;
    const { items } = await listBehind(tickets, COMPANY, { ...asked, ...of }, page);
    return items.map(({ ticket }) => ticket.ticketId);
  },
});

const CASES: readonly Case[] = [
  found('list: open, oldest first', {}, PAGE),
  found('list: done', { phase: 'done' }, PAGE),
  found('list: open of a team', { team: teamOf(1) }, PAGE),
  found(
    'list: done, opened from a day on',
    { phase: 'done', openedFrom: `${YEAR}-03-01T00:00:00.000Z` },
    PAGE,
  ),
  found('list: of a requester, done', { requester: requesterOf(7), phase: 'done' }),
  found('list: open of an agent', { assignee: agentOf(7) }),
  found('list: open in one state', { state: 'waiting-for-requester' }),
  found('search: rare word', { q: 'zyklotron' }),
  found('search: word of every fifth', { q: 'Drucker' }, PAGE),
  found('search: word of all', { q: 'bench' }, PAGE),
  found('search: two frequent words', { q: 'drucker toner' }, PAGE),
  found('search: frequent and rare', { q: 'drucker zyklotron' }),
  found('search: beginning of a word', { q: 'zyklo*' }),
  found('search: number', { q: '#4711' }),
  found('search: word and team', { q: 'toner', team: teamOf(2) }, PAGE),
  found('search: word and requester', { q: 'drucker', requester: requesterOf(5) }),
  found('search: word and state', { q: 'drucker', state: 'waiting-for-third-party' }),
  found('search: word and team that never meet', { q: 'plotter', team: teamOf(1) }, 0, UNITS_OF_A_VAIN_PAGE),
  report('report: flow by team, a month', 'flow', 'team', `${LAST_MONTH}-01`, TEAMS * MONTHS),
  report('report: times, a year', 'times', 'total', `${YEAR}-01-01`, MONTHS),
  report('report: flow by day, a month', 'flow', 'day', `${LAST_MONTH}-01`, DAYS_OF_A_MONTH + MONTHS),
  report('report: times by agent, a quarter', 'times', 'agent', `${YEAR}-10-01`, AGENTS * MONTHS),
  behind('opened'),
];

async function measure(tickets: Tickets, meter: ReadMeter, { what, run, atLeast, beside }: Case) {
  const { value: ids, units } = await meter.during(() => run(tickets));
  if (ids && ids.length < atLeast && TICKETS >= 50_000)
    throw new Error(`${what}: ${ids.length} tickets, not ${atLeast}.`);
  // What the answer holds, and nothing else: its tickets by their keys, or one item.
  const bare = () => tickets.reader.loadTickets(COMPANY, ids && ids.length > 0 ? ids : ['1']);
  const { units: unitsOfBare } = await meter.during(bare);
  const most = (ids && ids.length > 0 ? unitsOfBare * UNITS_EACH : 0) + beside;
  const slower = (await medianMs(() => run(tickets))) / (await medianMs(bare));
  const row: BenchRow = {
    what,
    returned: ids ? ids.length : 'sums',
    units: Number(units.toFixed(1)),
    unitsOfThese: ids ? unitsOfBare : '-',
    most,
    times: Number(slower.toFixed(1)),
  };
  return { row, isMissed: units > most };
}

async function medianMs(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let reading = 0; reading < READINGS; reading += 1) {
    const from = performance.now();
    await run();
    times.push(performance.now() - from);
  }
  return median(times);
}

async function run(): Promise<BenchResult> {
  return withEngine(
    async (connect) => {
      const opened = connect();
      const meter = meterReads(opened.client);
      const tickets = composeTickets(openTable(opened));
      const from = performance.now();
      const items = await fillTickets(opened, TICKETS);
      console.log(
        `${TICKETS} tickets are ${items} items, filled in ${Math.round((performance.now() - from) / 1000)} s`,
      );
      const rows: BenchRow[] = [];
      const missed: string[] = [];
      for (const one of CASES) {
        const { row, isMissed } = await measure(tickets, meter, one);
        rows.push(row);
        if (isMissed) missed.push(`${one.what}: ${row.units} units, at most ${row.most}`);
      }
      return { rows, missed };
    },
    { stream: false },
  );
}

export const tickets: Bench = {
  name: 'tickets',
  about: `read units of lists, searches and figures of ${TICKETS} tickets, against its tickets read by their keys`,
  run,
};
