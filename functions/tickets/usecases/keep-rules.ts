import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import { namesNobodyKeeps } from '../domain/answers/acknowledgement.ts';
import type { Rule } from '../domain/rules/rules.ts';
import { refuse } from '../errors.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { RuleReader } from '../reader/rules.ts';
import type { SlaReader } from '../reader/slas.ts';
import type { RuleStore } from '../store/rules.ts';
import type { TicketRulesRow } from '../table/rules.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import { assertSlas } from './assert-slas.ts';
import { type Keeper, traceOfKeeping } from './keeper.ts';

export interface KeepRulesDeps {
  readonly reader: Pick<RuleReader, 'loadRules'> &
    Pick<SlaReader, 'allSlas'> &
    AssertCodesDeps['reader'] &
    Pick<AnswerReader, 'loadAnswerSettings'>;
  readonly rules: RuleStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** What rules set has to be there. @throws tickets.invalid-sla, tickets.does-not-fit */
export async function assertEffects(
  deps: { readonly reader: Pick<SlaReader, 'allSlas'> & AssertCodesDeps['reader'] },
  companyId: string,
  rules: readonly Rule[],
): Promise<void> {
  const named = rules.map(({ set }, at) => ({ sla: set.sla, pointer: `/rules/${at}/set/sla` }));
  await assertSlas(deps, companyId, named);
  await assertCodes(deps, companyId, { rules });
}

/** @throws tickets.unknown-acknowledgement */
async function assertAcknowledgements(
  { reader }: Pick<KeepRulesDeps, 'reader'>,
  companyId: string,
  rules: readonly Rule[],
): Promise<void> {
  const { acknowledgements = {} } = (await reader.loadAnswerSettings(companyId)) ?? {};
  const unknown = namesNobodyKeeps(rules, acknowledgements);
  const [first] = unknown;
  if (!first) return;
  throw refuse('tickets.unknown-acknowledgement', `No words are kept by the name ${first.name}.`, {
    errors: unknown.map(({ at, name }) => ({
      pointer: `/rules/${at}/set/acknowledgement`,
      detail: `must be a name of mail/answer-settings, acknowledgements; ${name} is none`,
    })),
  });
}

/**
 * Keeps the rules of a company; they hold for tickets that open from now on. The former version stays.
 * @throws tickets.invalid-sla, tickets.does-not-fit, tickets.unknown-acknowledgement, platform.stale, platform.if-match-required
 */
export async function keepRules(
  deps: KeepRulesDeps,
  companyId: string,
  rules: readonly Rule[],
  keeper: Keeper,
): Promise<TicketRulesRow> {
  const { reader, rules: store, retryWhileContended } = deps;
  const { principal, now, headers } = keeper;
  await assertEffects(deps, companyId, rules);
  await assertAcknowledgements(deps, companyId, rules);
  return retryWhileContended(async () => {
    const standing = await reader.loadRules(companyId);
    if (standing) assertIfMatch(headers, standing.version);
    const version = (standing?.version ?? 0) + 1;
    const at = now.toISOString();
    const row = { companyId, version, at, by: principal, rules: structuredClone(rules) } as TicketRulesRow;
    const kept = { action: 'tickets.rules-kept', subject: 'ticket-rules', after: { version } };
    await store.putRules(row, [traceOfKeeping(deps, companyId, kept, keeper)]);
    return row;
  });
}
