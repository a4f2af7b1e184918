import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import { percentText, percentTimes100 } from '../../../shared/kernel/percent.ts';
import { COST_FUNCTIONS } from '../domain/cost-functions.ts';
import * as routes from '../routes/cost-functions.ts';
import type { CostFunctionsItem } from '../table.ts';
import { type PutCostFunctionsDeps, putCostFunctions } from '../usecases/put-cost-functions.ts';

type Rules = CostFunctionsItem['rules'];

function viewRules(rules: Rules) {
  return {
    rules: rules.map(({ accounts, costCentres, shares }) => ({
      ...(accounts ? { accounts } : {}),
      ...(costCentres ? { costCentres } : {}),
      shares: Object.fromEntries(
        COST_FUNCTIONS.flatMap((name) =>
          shares[name] === undefined ? [] : [[name, percentText(shares[name])]],
        ),
      ),
    })),
  };
}

/** Which expenses serve which function. */
export function costFunctionBindings(deps: PutCostFunctionsDeps): readonly Binding[] {
  return [
    on(routes.getCostFunctions, async ({ params }) => {
      const seen = await deps.costFunctions.load(params.companyId);
      return ok(viewRules(seen?.rules ?? []), etagOf(seen?.version ?? 0));
    }),
    on(routes.putCostFunctions, async ({ params, body, headers, principal, now, requestId }) => {
      const rules: Rules = body.rules.map(({ accounts, costCentres, shares }) => ({
        ...(accounts ? { accounts } : {}),
        ...(costCentres ? { costCentres } : {}),
        shares: Object.fromEntries(
          COST_FUNCTIONS.flatMap((name) => {
            const share = shares[name];
            return share === undefined ? [] : [[name, percentTimes100(share)]];
          }),
        ),
      }));
      const input = { company: params.companyId, rules, headers, principal, now, requestId };
      const saved = await putCostFunctions(deps, input);
      return ok(viewRules(saved.rules), etagOf(saved.version));
    }),
  ];
}
