import type { Principal } from '../../../shared/access.ts';
import { type Approval, requestApproval } from '../../../shared/approvals.ts';
import { recordChange } from '../../../shared/changes.ts';
import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { DunnedItem, DunnedPartner } from '../domain/dunning/dunned-item.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import type { DunningSettings } from '../domain/dunning/dunning-settings.ts';
import { packJson } from '../domain/dunning/packed-json.ts';
import { type LeftOut, type ProposedLetter, proposeDunning } from '../domain/dunning/propose-dunning.ts';
import type { LeftOutReason } from '../domain/dunning/screen-item.ts';
import type { BaseRateOf } from '../domain/interest/default-interest.ts';
import { composeLetter } from '../domain/letters/compose-letter.ts';
import type { Letter } from '../domain/letters/letter.ts';
import type { DunningStore } from '../store/dunning.ts';
import type { DunningLetterRow, DunningRunRow } from '../table/dunning.ts';

/** What is open and whose it is, as of a day: the port to open items. */
export type LoadOpenItems = (companyId: string, asOf: CalendarDate) => Promise<readonly DunnedItem[]>;
export type LoadPartners = (companyId: string) => Promise<readonly DunnedPartner[]>;

export interface ProposeRunDeps {
  readonly store: DunningStore;
  readonly loadOpenItems: LoadOpenItems;
  readonly loadPartners: LoadPartners;
  readonly baseRateOf: BaseRateOf;
  readonly newId: NewId;
}

export interface ProposeRunInput {
  readonly company: string;
  readonly currency: string;
  readonly asOf: CalendarDate;
  readonly settings: DunningSettings;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
  readonly withRun: (run: DunningRunRow) => readonly Write[];
}

/** Items in the letters of one run; what is more goes into the next. */
export const MAX_RUN_ITEMS = 2_000;
/** Left out items that a run names; it counts all. */
export const MAX_NAMED_LEFT_OUT = 2_000;
export const DUNNING_RUN = 'receivables.dunning-run';

export interface StoredLetter {
  readonly proposed: ProposedLetter;
  readonly letter: Letter;
}
export interface StoredLeftOut {
  readonly counts: Readonly<Partial<Record<LeftOutReason, number>>>;
  readonly items: readonly {
    readonly itemId: string;
    readonly account: string;
    readonly reason: LeftOutReason;
  }[];
}

export function letterOf(
  proposed: ProposedLetter,
  { terms, texts, sender }: DunningSettings,
  asOf: string,
  currency: string,
): Letter {
  if (!sender) throw refuseDunning('receivables.no-sender', 'Set `sender` in the dunning settings first.');
  const frame = { sender, asOf, currency, levels: terms.levels.length, texts: texts[proposed.level - 1] };
  return composeLetter(proposed, frame);
}

/**
 * Makes a proposal, stored with what its letters say; nobody is dunned before somebody else approves it.
 * @throws receivables.no-sender, receivables.no-base-rate, receivables.run-outdated
 */
export async function proposeDunningRun(
  deps: ProposeRunDeps,
  input: ProposeRunInput,
): Promise<DunningRunRow> {
  const { company, currency, asOf, settings, principal, now } = input;
  const head = await deps.store.loadHead(company);
  if (head.running)
    throw refuseDunning('receivables.run-outdated', `The run ${head.running} is being carried out.`);
  const { letters, leftOut } = await propose(deps, input);
  const runId = deps.newId('dun');
  const approvalId = deps.newId('apr');
  const rows = letters.map((proposed, at): DunningLetterRow => {
    const content: StoredLetter = { proposed, letter: letterOf(proposed, settings, asOf, currency) };
    return {
      company,
      runId,
      number: at + 1,
      partnerId: proposed.partner.id,
      standing: true,
      content: packJson(content),
    };
  });
  const run: DunningRunRow = {
    company, runId, asOf, currency, approvalId, state: 'proposed', basedOn: head.approved, letters: rows.length,
    settings: packJson(settings), exclusions: packJson([]), leftOut: packJson(summarize(leftOut)),
    proposedBy: principal.id, proposedAt: now.toISOString(), version: 1,
  }; // biome-ignore format: a record
  const together = [approvalOf(run), traceRun(deps, run, input, 'proposed'), ...input.withRun(run)];
  await deps.store.addRun(head, run, rows, together);
  return run;
}

async function propose(deps: ProposeRunDeps, { company, currency, asOf, settings }: ProposeRunInput) {
  const [open, partners] = await Promise.all([deps.loadOpenItems(company, asOf), deps.loadPartners(company)]);
  const overdue = open.filter(({ dueDate }) => dueDate < asOf).map(({ id }) => id);
  const states = await deps.store.loadStates(company, overdue);
  return proposeDunning({
    items: open.map((item) => ({ ...item, dunning: states.get(item.id) ?? item.dunning })),
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    terms: settings.terms,
    asOf,
    currency,
    baseRateOf: deps.baseRateOf,
    maxItems: MAX_RUN_ITEMS,
  });
}

function summarize(leftOut: readonly LeftOut[]): StoredLeftOut {
  const counts: Partial<Record<LeftOutReason, number>> = {};
  for (const { reason } of leftOut) counts[reason] = (counts[reason] ?? 0) + 1;
  const telling = leftOut.filter(({ reason }) => reason !== 'not-due' && reason !== 'vendor');
  const items = telling
    .slice(0, MAX_NAMED_LEFT_OUT)
    .map(({ item: { id: itemId, account }, reason }) => ({ itemId, account, reason }));
  return { counts, items };
}

function approvalOf({ company, approvalId, runId, proposedBy, proposedAt, asOf }: DunningRunRow): Write {
  const asked: Omit<Approval, 'state'> = {
    companyId: company, approvalId, kind: DUNNING_RUN, subject: `dunning-runs/${runId}`, payload: { runId },
    reason: `Reminders as of ${asOf}`, requestedBy: proposedBy, requestedAt: proposedAt,
  }; // biome-ignore format: a record
  return requestApproval(asked);
}

/** The trace of what happened to a run: counts and ids, no names. */
export function traceRun(
  { newId }: { readonly newId: NewId },
  { company, runId, asOf, letters }: DunningRunRow,
  { principal, now, requestId }: Pick<ProposeRunInput, 'principal' | 'now' | 'requestId'>,
  what: 'proposed' | 'changed' | 'approved' | 'rejected' | 'undone' | 'levels-written',
  after: Record<string, string | number> = {},
): Write {
  return recordChange({
    companyId: company, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
    action: `receivables.dunning-run-${what}`, subject: `dunning-runs/${runId}`, after: { asOf, letters, ...after },
  }); // biome-ignore format: a record
}
