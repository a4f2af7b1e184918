import { recordChange } from '../../../shared/changes.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { CreditPortfolio } from '../compose-portfolio.ts';
import { lossRatesProblems } from '../domain/portfolio/read-loss-rates.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/loss-rates.ts';
import type { CreditLossRatesRow } from '../table.ts';

function viewRates({
  company: _company,
  version: _version,
  ...shown
}: CreditLossRatesRow): routes.LossRatesView {
  return shown;
}

/** PD and LGD by class. */
export function lossRateBindings({ table, portfolio, store, newId }: CreditPortfolio): readonly Binding[] {
  return [
    on(routes.listLossRates, async ({ params: { companyId } }) => {
      const rows = await portfolio.loadLossRates(companyId);
      return ok({ items: rows.map(viewRates) });
    }),
    on(routes.putLossRates, async ({ params, body, headers, principal, now, requestId }) => {
      const { companyId, validFrom } = params;
      const errors = lossRatesProblems(body.classes);
      const [first] = errors;
      if (first) throw refuse('credit.invalid-loss-rates', `${first.pointer} ${first.detail}.`, { errors });
      const seen = (await portfolio.loadLossRates(companyId)).find((row) => row.validFrom === validFrom);
      if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
      const next: CreditLossRatesRow = {
        company: companyId,
        validFrom,
        ...body,
        version: (seen?.version ?? 0) + 1,
        changedAt: now.toISOString(),
        changedBy: principal.id,
      };
      const trace = recordChange({
        companyId, changeId: newId('chg'), at: next.changedAt, principal: principal.id, requestId,
        action: 'credit.loss-rates-changed', subject: `credit-loss-rates/${validFrom}`,
        before: { classes: JSON.stringify(seen?.classes ?? {}) },
        after: { classes: JSON.stringify(next.classes) },
      }); // biome-ignore format: a record
      await table.transact([store.lossRatesWrite(seen, next), trace]);
      const etag = etagOf(next.version);
      const place = `/companies/${companyId}/credit-loss-rates/${validFrom}`;
      return seen ? ok(viewRates(next), etag) : created(viewRates(next), place, etag);
    }),
  ];
}
