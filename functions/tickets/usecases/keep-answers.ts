import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import { namesNobodyKeeps } from '../domain/answers/acknowledgement.ts';
import { refuse } from '../errors.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { MailReader } from '../reader/mails.ts';
import type { RuleReader } from '../reader/rules.ts';
import type { AnswerStore } from '../store/answers.ts';
import type { AgentRow, AnswerSettingsRow } from '../table/answers.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import { assertMailbox } from './keep-mailboxes.ts';
import type { Keeper } from './keeper.ts';

export interface KeepAnswersDeps {
  readonly reader: AnswerReader &
    Pick<MailReader, 'loadMailbox'> &
    Pick<RuleReader, 'loadRules'> &
    AssertCodesDeps['reader'];
  readonly answers: AnswerStore;
  readonly retryWhileContended: Retry;
}

export type AnswerKeeper = Omit<Keeper, 'requestId'>;

/** All of them are read with every digest, and with every mail that arrives. */
const MAX_AGENTS = 500;

/** What holds until a company says otherwise: German, requests by mail and form are confirmed. */
export function standardAnswers(companyId: string): AnswerSettingsRow {
  return {
    companyId,
    version: 0,
    language: 'de',
    signatures: {},
    acknowledge: ['mail', 'form'],
    at: '1970-01-01T00:00:00.000Z',
    by: 'standard',
  };
}

export async function answerSettings(
  { reader }: { readonly reader: Pick<AnswerReader, 'loadAnswerSettings'> },
  companyId: string,
): Promise<AnswerSettingsRow> {
  return (await reader.loadAnswerSettings(companyId)) ?? standardAnswers(companyId);
}

/** Rules go on naming words that are taken away: those rules come first. */
async function assertNotNamed(
  { reader }: Pick<KeepAnswersDeps, 'reader'>,
  companyId: string,
  { acknowledgements = {} }: Pick<AnswerSettingsRow, 'acknowledgements'>,
): Promise<void> {
  const { rules } = (await reader.loadRules(companyId)) ?? { rules: [] };
  const [first] = namesNobodyKeeps(rules, acknowledgements);
  if (!first) return;
  const detail = `The rule ${rules[first.at]?.id} names the words ${first.name}.`;
  throw refuse('tickets.unknown-acknowledgement', detail, {
    errors: [{ pointer: '/acknowledgements', detail: `must have ${first.name}: a rule names it` }],
  });
}

/** @throws tickets.no-mailbox, tickets.does-not-fit, tickets.unknown-acknowledgement, platform.stale, platform.if-match-required */
export async function keepAnswerSettings(
  deps: KeepAnswersDeps,
  companyId: string,
  wish: Omit<AnswerSettingsRow, 'companyId' | 'version' | 'at' | 'by'>,
  { principal, now, headers }: AnswerKeeper,
): Promise<AnswerSettingsRow> {
  await assertMailbox(deps, companyId, wish.mailbox);
  await assertCodes(deps, companyId, { answers: wish });
  await assertNotNamed(deps, companyId, wish);
  return deps.retryWhileContended(async () => {
    const { version } = await answerSettings(deps, companyId);
    assertIfMatch(headers, version);
    const row = { companyId, ...wish, version: version + 1, at: now.toISOString(), by: principal };
    await deps.answers.keepAnswerSettings(row);
    return row;
  });
}

/** @throws tickets.unknown-agent */
export async function loadAgent(
  { reader }: Pick<KeepAnswersDeps, 'reader'>,
  companyId: string,
  principal: string,
): Promise<AgentRow> {
  const row = await reader.loadAgent(companyId, principal);
  if (!row) throw refuse('tickets.unknown-agent', `Nothing is kept of an agent ${principal}.`);
  return row;
}

/** @throws tickets.too-many, platform.stale, platform.if-match-required */
export function keepAgent(
  deps: KeepAnswersDeps,
  wish: Omit<AgentRow, 'version' | 'at' | 'by'>,
  { principal, now, headers }: AnswerKeeper,
): Promise<AgentRow> {
  return deps.retryWhileContended(async () => {
    const standing = await deps.reader.loadAgent(wish.companyId, wish.principal);
    if (standing) assertIfMatch(headers, standing.version);
    else if ((await deps.reader.allAgents(wish.companyId)).length >= MAX_AGENTS)
      throw refuse('tickets.too-many', `Of at most ${MAX_AGENTS} agents addresses are kept.`);
    const row = { ...wish, version: (standing?.version ?? 0) + 1, at: now.toISOString(), by: principal };
    await deps.answers.keepAgent(row);
    return row;
  });
}

/** @throws tickets.unknown-agent, platform.stale, platform.if-match-required */
export function dropAgent(
  deps: KeepAnswersDeps,
  companyId: string,
  agent: string,
  { headers }: AnswerKeeper,
): Promise<void> {
  return deps.retryWhileContended(async () => {
    const standing = await loadAgent(deps, companyId, agent);
    assertIfMatch(headers, standing.version);
    await deps.answers.dropAgent(standing);
  });
}
