import { listChanges } from '../../../shared/changes.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Persons } from '../compose-persons.ts';
import * as routes from '../routes/persons.ts';
import type { CreditErasureRow } from '../table/erasures.ts';
import { eraseCustomer } from '../usecases/persons/erase-customer.ts';
import { exportCustomer } from '../usecases/persons/export-customer.ts';
import { plainRow } from './plain-row.ts';

const PURPOSE =
  'Deciding on deliveries on account: assessment of credit risk, limits, and proof of the decisions (Art. 6(1)(b) and (f) GDPR).';
const RETENTION =
  'As long as something is open or limits hold; what documents orders that were carried out for six years from the end of the year (§257 HGB, §147 AO).';

/** The changes that are shown: the newest. */
const MAX_CHANGES = 1_000;

function viewErasure({ id, state, at, by, ...row }: CreditErasureRow): routes.ErasureView {
  const { checks, approved, referred, declined, cases, released, limits } = row;
  const deleted = { checks, approved, referred, declined, cases, released, limits };
  return { erasureId: id, state, at, by, deleted };
}

/** The rights of those whose data are kept. */
export function personBindings(deps: Persons): readonly Binding[] {
  const { table, reader, companies } = deps;
  return [
    on(routes.getPersonalData, async (request) => {
      const { companyId, customerId } = request.params;
      const paging = pagingOf(routes.getPersonalData.id, request);
      const kept = await exportCustomer(deps, companyId, customerId, paging);
      const of = { companyId, subject: `credit/${customerId}`, limit: MAX_CHANGES };
      const company = await companies.loadCompany(companyId);
      invariant(company, `company ${companyId} has members but no settings`);
      const plain = (row: Readonly<Record<string, unknown>>) => plainRow(row, company.currency);
      const changes = paging.after === undefined ? (await listChanges(table, of)).items : [];
      const { items: checks, next } = paging.page(kept.checks.map(plain), kept.next);
      return ok({
        customerId,
        purpose: PURPOSE,
        retention: RETENTION,
        ...(kept.profile ? { profile: plain(kept.profile) } : {}),
        ...(kept.exposure ? { exposure: plain(kept.exposure) } : {}),
        limits: kept.limits.map(plain),
        cases: kept.cases.map(plain),
        changes: changes.map(plain),
        checks,
        ...(next === undefined ? {} : { next }),
      });
    }),
    on(routes.postErasure, async (request) => {
      const { companyId, customerId } = request.params;
      return ok(viewErasure(await eraseCustomer(deps, companyId, customerId, request)));
    }),
    on(routes.listErasures, async (request) => {
      const paging = pagingOf(routes.listErasures.id, request);
      const { items, next } = await reader.listErasures(request.params.companyId, paging);
      return ok(paging.page(items.map(viewErasure), next));
    }),
  ];
}
