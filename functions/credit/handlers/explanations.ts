import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Explanations } from '../compose-explanations.ts';
import { splitCheckId } from '../contract.ts';
import { type Explanation, explain } from '../domain/explanation/explain.ts';
import * as routes from '../routes/explanations.ts';
import { explainCheck } from '../usecases/persons/explain-check.ts';

function copyOf({ language, summary, criteria, procedure, rights }: Explanation) {
  return {
    language,
    summary: [...summary],
    criteria: [...criteria],
    procedure: [...procedure],
    rights: [...rights],
  };
}

/** Why it was decided so, for the customer. */
export function explanationBindings(deps: Explanations): readonly Binding[] {
  return [
    on(routes.getExplanation, async ({ params: { companyId, checkId }, query: { language } }) => {
      const explained = await explainCheck(deps, { company: companyId, ...splitCheckId(checkId) });
      return ok({ checkId, ...copyOf(explain(explained, language)) });
    }),
  ];
}
