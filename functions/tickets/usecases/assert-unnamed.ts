import type { Page } from '../../../shared/table/table.ts';
import { type DeskParts, type Reference, referencesOf } from '../domain/desk/references.ts';
import { refuse } from '../errors.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { CatalogueReader } from '../reader/catalogue.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { FormReader } from '../reader/forms.ts';
import type { MacroReader } from '../reader/macros.ts';
import type { MailReader } from '../reader/mails.ts';
import type { PrivacyReader } from '../reader/privacy.ts';
import type { RuleReader } from '../reader/rules.ts';
import type { SlaReader } from '../reader/slas.ts';
import type { SurveyReader } from '../reader/surveys.ts';
import type { TemplateReader } from '../reader/templates.ts';
import type { PageSpec, TicketReader } from '../reader/tickets.ts';

export interface AssertUnnamedDeps {
  readonly reader: Pick<DeskReader, 'allTeams' | 'allCategories'> &
    Pick<RuleReader, 'loadRules'> &
    Pick<FormReader, 'allForms'> &
    Pick<MailReader, 'allMailboxes'> &
    Pick<CatalogueReader, 'listItems'> &
    Pick<SlaReader, 'allSlas'> &
    Pick<TemplateReader, 'listTemplates'> &
    Pick<MacroReader, 'allMacros'> &
    Pick<AnswerReader, 'loadAnswerSettings'> &
    Pick<SurveyReader, 'loadSurveySettings'> &
    Pick<PrivacyReader, 'loadPrivacySettings'> &
    Pick<TicketReader, 'listTickets' | 'listTasks'>;
}

/** Places that are told of; whoever has put these right is told of more. */
const MOST_TOLD = 50;
/** Of a team, so many of its open tickets and tasks are told. */
const WORK_TOLD = 10;
const PAGE = 300;

/**
 * A team or category goes when nothing names it any more: all that can is few enough to be read at once. Of a team, its open tickets and tasks
 * name it too, for nobody would see them. Tickets do not hold their category: it stays on them as a code (0208), and no list is read by it;
 * nor do articles of the knowledge base, which go on without.
 * @throws tickets.still-named with `namedBy`
 */
export async function assertUnnamed(
  { reader }: AssertUnnamedDeps,
  companyId: string,
  kind: Reference['kind'],
  code: string,
): Promise<void> {
  const [work, parts] = await Promise.all([
    kind === 'team' ? workOf(reader, companyId, code) : [],
    partsOf(reader, companyId),
  ]);
  const named = [...referencesOf(parts).filter((one) => one.kind === kind && one.code === code), ...work];
  const [first] = named;
  if (!first) return;
  const namedBy = named.slice(0, MOST_TOLD).map(({ by, id, pointer }) => ({ by, id, pointer }));
  const others = named.length > 1 ? ` and ${named.length - 1} more` : '';
  throw refuse('tickets.still-named', `The ${first.by} ${first.id}${others} name it.`, {
    extra: { namedBy },
  });
}

async function partsOf(reader: AssertUnnamedDeps['reader'], companyId: string): Promise<DeskParts> {
  const [
    rules,
    forms,
    mailboxes,
    items,
    promises,
    teams,
    categories,
    templates,
    macros,
    answers,
    survey,
    privacy,
  ] = await Promise.all([
    reader.loadRules(companyId),
    reader.allForms(companyId),
    reader.allMailboxes(companyId),
    everyPage((page) => reader.listItems(companyId, page)),
    reader.allSlas(companyId),
    reader.allTeams(companyId),
    reader.allCategories(companyId),
    everyPage((page) => reader.listTemplates(companyId, page)),
    reader.allMacros(companyId),
    reader.loadAnswerSettings(companyId),
    reader.loadSurveySettings(companyId),
    reader.loadPrivacySettings(companyId),
  ]);
  const all = { forms, mailboxes, items, promises, teams, categories, templates, macros };
  return { rules: rules?.rules ?? [], ...all, answers, survey, privacy };
}

/** A page of the table ends after a megabyte, however many items are asked for. */
async function everyPage<T>(list: (page: PageSpec) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let after: Page<T>['next'];
  do {
    const { items, next } = await list({ limit: PAGE, after });
    all.push(...items);
    after = next;
  } while (after);
  return all;
}

async function workOf(
  reader: AssertUnnamedDeps['reader'],
  companyId: string,
  team: string,
): Promise<Reference[]> {
  const page = { limit: WORK_TOLD };
  const [tickets, tasks] = await Promise.all([
    reader.listTickets(companyId, { phase: 'OPEN', team }, page),
    reader.listTasks(companyId, { team }, page),
  ]);
  const of = { kind: 'team', code: team, pointer: '/team' } as const;
  return [
    ...tickets.items.map(({ ticketId }) => ({ ...of, by: 'ticket' as const, id: ticketId })),
    ...tasks.items.map(({ ticketId, task }) => ({
      ...of,
      by: 'task' as const,
      id: `${ticketId}/tasks/${task}`,
    })),
  ];
}
