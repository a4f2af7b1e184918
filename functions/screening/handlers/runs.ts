import { recordChange } from '../../../shared/changes.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { accepted, ok } from '../../../shared/http/replies.ts';
import type { Screening } from '../compose.ts';
import { thresholdsProblem } from '../domain/hit.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/runs.ts';
import type { ScreeningRunRow, ScreeningSettingsRow } from '../table.ts';
import { startWrites } from '../usecases/start-run.ts';

function viewRun(run: ScreeningRunRow): routes.RunView {
  const { company: _c, id, after: _after, version: _v, ...shown } = run;
  return { runId: id, ...shown };
}

/** Runs over all partners, and from which score on names are looked at. */
export function runBindings(screening: Screening): readonly Binding[] {
  const { reader, store, newId } = screening;
  return [
    on(routes.postRun, async ({ params: { companyId }, principal, now, idempotency }) => {
      if ((await reader.loadLists(companyId)).length === 0)
        throw refuse('screening.no-list', 'Upload a list first: there is nothing to compare with.');
      const { run, writes } = startWrites(screening, companyId, 'asked', { principal: principal.id, now });
      const reply = accepted(viewRun(run), `/companies/${companyId}/screenings/runs/${run.id}`);
      await store.commit([...writes, ...(idempotency ? [idempotency.writeFor(reply)] : [])]);
      return reply;
    }),
    on(routes.listRuns, async (request) => {
      const paging = pagingOf(routes.listRuns.id, request);
      const { items, next } = await reader.listRuns(request.params.companyId, paging);
      return ok(paging.page(items.map(viewRun), next));
    }),
    on(routes.getRun, async ({ params: { companyId, runId } }) => {
      const run = await reader.loadRun(companyId, runId);
      if (!run) throw refuse('screening.unknown-run', `There is no run ${runId}.`);
      return ok(viewRun(run));
    }),
    on(routes.getSettings, async ({ params: { companyId } }) => {
      const { hitFrom, possibleFrom, version } = await reader.loadSettings(companyId);
      return ok({ hitFrom, possibleFrom }, etagOf(version));
    }),
    on(routes.putSettings, async ({ params: { companyId }, body, headers, principal, now, requestId }) => {
      const problem = thresholdsProblem(body);
      if (problem) {
        const errors = [{ pointer: '/possibleFrom', detail: problem }];
        throw refuse('screening.invalid-settings', problem, { errors });
      }
      const seen = await reader.loadSettings(companyId);
      assertIfMatch(headers, seen.version);
      const next: ScreeningSettingsRow = { company: companyId, ...body, version: seen.version + 1 };
      const { hitFrom, possibleFrom } = seen;
      const trace = recordChange({
        companyId, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
        action: 'screening.settings-changed', subject: 'screening-settings',
        before: { hitFrom, possibleFrom }, after: body,
      }); // biome-ignore format: a record
      const run = startWrites(screening, companyId, 'settings-changed', { principal: principal.id, now });
      await store.commit([store.settingsWrite(seen, next), trace, ...run.writes]);
      return ok(body, etagOf(next.version));
    }),
  ];
}
