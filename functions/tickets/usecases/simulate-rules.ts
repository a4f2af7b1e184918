import { invariant } from '../../../shared/kernel/errors.ts';
import type { AskedFor } from '../domain/desk/sort-ticket.ts';
import type { Rule, RuleOutcome, RuleSubject } from '../domain/rules/rules.ts';
import {
  type Desk,
  type Opening,
  openingBy,
  type PastTicket,
  type Played,
  play,
  type RuleSummary,
  summarize,
} from '../domain/rules/simulate.ts';
import { subjectOf } from '../domain/rules/subject.ts';
import type { Channel } from '../domain/ticket/events.ts';
import { refuse } from '../errors.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { RuleReader } from '../reader/rules.ts';
import type { SlaReader } from '../reader/slas.ts';
import type { TicketReader } from '../reader/tickets.ts';
import { loadGround } from './desk-ground.ts';

export interface SimulateRulesDeps {
  readonly reader: Pick<TicketReader, 'listOpened' | 'loadOpenings'> &
    Pick<RuleReader, 'loadRulesVersion'> &
    Pick<SlaReader, 'loadPromises'> &
    Pick<DeskReader, 'loadDesk' | 'allTeams' | 'allCategories'>;
}

export interface SimulationWish {
  readonly draft: readonly Rule[];
  /** Days (UTC) on which the tickets opened, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
}

/** Why a ticket cannot be played: its words are erased; a person sorted it; it is older than what is kept for this. */
export type Untestable = 'erased' | 'split' | 'not-kept';

export interface Simulation {
  readonly played: readonly Played[];
  readonly untestable: Readonly<Record<Untestable, number>>;
  readonly rules: readonly RuleSummary[];
  readonly next?: Readonly<Record<string, string>> | undefined;
}

/** Texts of so many tickets stand in memory at once: at most 20 MB. */
const AT_ONCE = 50;

/** The rules to be tried: a draft, or a version that was kept. @throws tickets.unknown-version */
export async function draftOf(
  { reader }: Pick<SimulateRulesDeps, 'reader'>,
  companyId: string,
  { rules, version }: { readonly rules?: readonly Rule[] | undefined; readonly version?: number | undefined },
): Promise<readonly Rule[]> {
  if (rules) return rules;
  invariant(version !== undefined, 'a draft or a version is asked for');
  const kept = await reader.loadRulesVersion(companyId, version);
  if (!kept) throw refuse('tickets.unknown-version', `The rules have no version ${version}.`);
  return kept.rules;
}

/**
 * Plays tickets that have come through a draft of the rules, the newest first: each as it was asked for, in the help desk of today. Nothing is changed. Ends after
 * `limit` tickets, or where the time is over; `next` goes on.
 */
export async function simulateRules(
  { reader }: SimulateRulesDeps,
  companyId: string,
  { draft, limit, ...range }: SimulationWish,
  hasTime: () => boolean,
): Promise<Simulation> {
  const deskFor = await deskOf(reader, companyId, draft);
  const played: Played[] = [];
  const untestable = { erased: 0, split: 0, 'not-kept': 0 };
  let { after } = range;
  let left = limit;
  do {
    const page = await reader.listOpened(companyId, { ...range, limit: Math.min(left, AT_ONCE), after });
    const kept = (await reader.loadOpenings(page.items)).map(pastTicket);
    const past = kept.filter((one) => typeof one !== 'string');
    for (const why of kept) if (typeof why === 'string') untestable[why] += 1;
    const desk = await deskFor(past.map(({ asked }) => asked));
    for (const ticket of past) played.push(play(draft, ticket, desk));
    left -= page.items.length;
    after = page.next;
  } while (after && left > 0 && hasTime());
  return { played, untestable, rules: summarize(draft, played), next: after };
}

/** A ticket that is made up. */
export interface TrialTicket extends AskedFor {
  readonly title: string;
  readonly description: string;
  readonly requester: { readonly email: string };
  readonly channel: Channel;
  readonly mailbox?: string | undefined;
  readonly headers: RuleSubject['headers'];
  readonly attachments: RuleSubject['attachments'];
}

/** How a ticket would open that is made up, and what each rule did. */
export async function tryRules(
  { reader }: Pick<SimulateRulesDeps, 'reader'>,
  companyId: string,
  draft: readonly Rule[],
  ticket: TrialTicket,
): Promise<Opening & Pick<RuleOutcome, 'applied'>> {
  const { kind, impact, urgency, category, team } = ticket;
  const { title, description: text, requester, attachments: files, channel, mailbox, headers } = ticket;
  const asked = { kind, impact, urgency, category, team };
  const subject = subjectOf(
    channel,
    { title, requester: requester.email, asked, mailbox, headers },
    { text, files },
  );
  const deskFor = await deskOf(reader, companyId, draft);
  const { opening, applied } = openingBy(draft, { subject, asked }, await deskFor([asked]));
  return { ...opening, applied };
}

/** The help desk as it stands now, read once; for tickets that ask for teams and categories. */
async function deskOf(reader: SimulateRulesDeps['reader'], companyId: string, draft: readonly Rule[]) {
  const [{ slas }, head, teams, categories] = await Promise.all([
    reader.loadPromises(companyId),
    reader.loadDesk(companyId),
    reader.allTeams(companyId),
    reader.allCategories(companyId),
  ]);
  const here = {
    loadDesk: async () => head,
    loadTeam: async (_: string, id: string) => teams.find((team) => team.id === id),
    loadCategory: async (_: string, id: string) => categories.find((category) => category.id === id),
  };
  const named = draft.map(({ set }) => set);
  return async (asked: readonly AskedFor[]): Promise<Desk> => {
    const { ground } = await loadGround({ reader: here }, companyId, [...named, ...asked]);
    return { ground, slas };
  };
}

type Kept = Awaited<ReturnType<TicketReader['loadOpenings']>>[number];

function pastTicket({ event, tagged, article }: Kept): PastTicket | Untestable {
  const { ticketId, at: openedAt, what } = event;
  invariant(what.type === 'opened', 'the first event of a ticket opens it');
  const { channel, rules, ...opened } = what;
  if (channel === 'split') return 'split';
  if (!article || article.redactedAt !== undefined) return 'erased';
  const { intake } = article;
  if (!intake) return 'not-kept';
  const { kind, impact, urgency, category, team, sla, acknowledgement } = opened;
  return {
    ticketId,
    openedAt,
    subject: subjectOf(channel, intake, article),
    asked: intake.asked,
    rules: rules?.ids ?? [],
    opened: { kind, impact, urgency, category, team, sla, acknowledgement, tags: tagged },
  };
}
