import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import { functionRuleProblems } from '../domain/cost-functions.ts';
import { refuse } from '../errors.ts';
import type { CostFunctionsStore } from '../store/cost-functions.ts';
import type { CostFunctionsItem } from '../table.ts';

export interface PutCostFunctionsDeps {
  readonly costFunctions: CostFunctionsStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface PutCostFunctionsInput {
  readonly company: string;
  readonly rules: CostFunctionsItem['rules'];
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/** Replaces the rules; the same ones again change nothing. @throws reporting.invalid-rules, platform.stale */
export function putCostFunctions(
  deps: PutCostFunctionsDeps,
  input: PutCostFunctionsInput,
): Promise<CostFunctionsItem> {
  const { company, rules, headers } = input;
  const errors = functionRuleProblems(rules).map(({ pointer, detail }) => ({
    pointer,
    detail: `The rule ${detail}.`,
  }));
  if (errors[0]) throw refuse('reporting.invalid-rules', errors[0].detail, { errors });
  return deps.retryWhileContended(async () => {
    const seen = await deps.costFunctions.load(company);
    const [before, after] = [{ rules: JSON.stringify(seen?.rules ?? []) }, { rules: JSON.stringify(rules) }];
    if (seen && before.rules === after.rules) return seen;
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
    const next = { company, rules, version: (seen?.version ?? 0) + 1 };
    const trace = recordChange({
      companyId: company,
      changeId: deps.newId('chg'),
      at: input.now.toISOString(),
      principal: input.principal.id,
      action: 'reporting.cost-functions-changed',
      subject: 'report-settings/cost-functions',
      requestId: input.requestId,
      ...changedValues(before, after),
    });
    await deps.costFunctions.save(seen, next, trace);
    return next;
  });
}
