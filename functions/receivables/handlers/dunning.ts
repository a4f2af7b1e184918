import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { CompaniesReader } from '../../companies/reader.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import * as routes from '../routes/dunning.ts';
import { baseRateStore } from '../store/base-rates.ts';
import { type DunningStore, dunningStore } from '../store/dunning.ts';
import type { DunningRunRow } from '../table/dunning.ts';
import { leaveOutOfDunning } from '../usecases/leave-out-of-dunning.ts';
import { type LoadOpenItems, type LoadPartners, proposeDunningRun } from '../usecases/propose-dunning-run.ts';
import { loadBaseRateOf } from '../usecases/read-base-rates.ts';
import { dunningSettingsBindings, settingsOf } from './dunning-settings.ts';
import { viewLetter, viewRun } from './view-dunning.ts';

export interface DunningDeps {
  readonly table: Table;
  readonly companies: Pick<CompaniesReader, 'loadCompany'>;
  readonly loadOpenItems: LoadOpenItems;
  readonly loadPartners: LoadPartners;
  readonly newId: NewId;
}

export async function runOf(store: DunningStore, company: string, runId: string): Promise<DunningRunRow> {
  const run = await store.loadRun(company, runId);
  if (run) return run;
  throw refuseDunning('receivables.unknown-dunning-run', `There is no dunning run ${runId}.`);
}

/** Routes of the settings and of the runs; functions of their own decide on runs and make the PDFs. */
export function dunningBindings(deps: DunningDeps): readonly Binding[] {
  const { table, companies, newId } = deps;
  const store = dunningStore(table);
  const rates = baseRateStore(table);

  async function currencyOf(companyId: string): Promise<string> {
    const company = await companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has members but no settings`);
    return company.currency;
  }

  return [
    ...dunningSettingsBindings({ store, currencyOf, newId }),
    on(
      routes.proposeRun,
      async ({ params: { companyId: company }, body, principal, now, requestId, idempotency }) => {
        const reply = (run: DunningRunRow) =>
          created(viewRun(run), `/companies/${company}/dunning-runs/${run.runId}`, etagOf(run.version));
        const settings = await settingsOf(store, company);
        const withRun = (run: DunningRunRow) => (idempotency ? [idempotency.writeFor(reply(run))] : []);
        const currency = await currencyOf(company);
        const input = { company, currency, asOf: body.asOf, settings, principal, now, requestId, withRun };
        const baseRateOf = await loadBaseRateOf(rates, company);
        return reply(await proposeDunningRun({ ...deps, store, baseRateOf }, input));
      },
    ),
    on(routes.listRuns, async (request) => {
      const paging = pagingOf(routes.listRuns.id, request);
      const { items, next } = await store.listRuns(request.params.companyId, paging);
      return ok(paging.page(items.map(viewRun), next));
    }),
    on(routes.getRun, async ({ params: { companyId, runId } }) => {
      const run = await runOf(store, companyId, runId);
      return ok(viewRun(run), etagOf(run.version));
    }),
    on(
      routes.patchRun,
      async ({ params: { companyId, runId }, body, headers, principal, now, requestId }) => {
        const run = await runOf(store, companyId, runId);
        assertIfMatch(headers, run.version);
        const baseRateOf = await loadBaseRateOf(rates, companyId);
        const who = { principal, now, requestId };
        const next = await leaveOutOfDunning({ store, newId, baseRateOf }, run, body.leaveOut, who);
        return ok(viewRun(next), etagOf(next.version));
      },
    ),
    on(routes.listLetters, async (request) => {
      const { companyId, runId } = request.params;
      const { currency } = await runOf(store, companyId, runId);
      const paging = pagingOf(routes.listLetters.id, request);
      const { items, next } = await store.listLetters(companyId, runId, paging);
      return ok(
        paging.page(
          items.map((row) => viewLetter(row, currency)),
          next,
        ),
      );
    }),
  ];
}
