import { listChanges } from '../../../shared/changes.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Persons } from '../compose-persons.ts';
import * as routes from '../routes/persons.ts';
import type { CreditErasureRow } from '../table/erasures.ts';
import { eraseCustomer } from '../usecases/persons/erase-customer.ts';
import { exportCustomer, exportPart } from '../usecases/persons/export-customer.ts';
import { plainRow } from './plain-row.ts';

const PURPOSE =
  'Deciding on deliveries on account: assessment of credit risk, limits, and proof of the decisions (Art. 6(1)(b) and (f) GDPR).';
const RETENTION =
  'As long as something is open or limits hold; what documents orders that were carried out for six years from the end of the year (§257 HGB, §147 AO).';

const VALUATIONS =
  'Valuations of receivables that were booked explain annual accounts (§257 Abs. 1 Nr. 1, Abs. 4 HGB; §147 Abs. 1 Nr. 1, Abs. 3 AO; Art. 17(3)(b) GDPR).';
/** What no erasure of credit takes away, and why. */
const KEPT: routes.ErasureView['kept'] = [
  {
    what: 'changes',
    reason:
      'Who changed which limit when is proof of orderly bookkeeping (GoBD; §257 HGB, §147 AO; Art. 17(3)(b) GDPR). It has the id, codes and amounts, no words.',
  },
  {
    what: 'screening',
    reason:
      'Whoever is a customer or vendor has to be screened against sanctions lists (Art. 6(1)(c), Art. 17(3)(b) GDPR). It is deleted with the partner.',
  },
];

/** The changes that are shown: the newest. */
const MAX_CHANGES = 1_000;

function viewErasure({ id, state, at, by, ...row }: CreditErasureRow): routes.ErasureView {
  const { checks, approved, referred, declined, cases, released, limits } = row;
  const { insuranceReports, snapshots, valuations, ratingRequests, keptValuations, keptUntil } = row;
  const deleted = { checks, approved, referred, declined, cases, released, limits, insuranceReports };
  const booked = { what: 'valuations' as const, reason: VALUATIONS, count: keptValuations, until: keptUntil };
  return {
    erasureId: id,
    state,
    at,
    by,
    deleted,
    pseudonymized: { snapshots, valuations, ratingRequests },
    kept: [...(keptValuations > 0 ? [booked] : []), ...KEPT],
  };
}

type Plain = (row: Readonly<Record<string, unknown>>) => ReturnType<typeof plainRow>;

const NOTHING_MORE = {
  limits: [], cases: [], changes: [], insuranceReports: [], ratingRequests: [], valuations: [], screeningHits: [],
}; // biome-ignore format: a record

/** What is not paged. */
async function viewWhole(
  deps: Persons,
  of: { readonly companyId: string; readonly customerId: string },
  plain: Plain,
) {
  const { companyId, customerId } = of;
  const subject = `credit/${customerId}`;
  const [kept, { items: changes }, screened, hits] = await Promise.all([
    exportCustomer(deps, companyId, customerId),
    listChanges(deps.table, { companyId, subject, limit: MAX_CHANGES }),
    deps.screening.loadScreened(companyId, customerId),
    deps.screening.hitsOf(companyId, customerId),
  ]);
  const all = (rows: readonly object[]) => rows.map((row) => plain({ ...row }));
  return {
    ...(kept.profile ? { profile: plain(kept.profile) } : {}),
    ...(kept.exposure ? { exposure: plain(kept.exposure) } : {}),
    ...(kept.insuranceClock ? { insuranceClock: plain(kept.insuranceClock) } : {}),
    ...(screened ? { screening: plain(screened) } : {}),
    limits: all(kept.limits),
    cases: all(kept.cases),
    changes: all(changes),
    insuranceReports: all(kept.insuranceReports),
    ratingRequests: all(kept.ratingRequests),
    valuations: all(kept.valuations),
    screeningHits: all(hits),
  };
}

/** The rights of those whose data are kept. */
export function personBindings(deps: Persons): readonly Binding[] {
  const { reader, companies } = deps;
  return [
    on(routes.getPersonalData, async (request) => {
      const { companyId, customerId } = request.params;
      const paging = pagingOf(routes.getPersonalData.id, request);
      const isFirst = paging.after === undefined;
      const part = await exportPart(deps, companyId, customerId, paging);
      const of = { companyId, customerId };
      const company = await companies.loadCompany(companyId);
      invariant(company, `company ${companyId} has members but no settings`);
      const plain = (row: Readonly<Record<string, unknown>>) => plainRow(row, company.currency);
      const { items: checks, next } = paging.page(part.checks.map(plain), part.next);
      const paged = { checks, snapshots: part.snapshots.map((row) => plain({ ...row })) };
      const whole = isFirst ? await viewWhole(deps, of, plain) : NOTHING_MORE;
      return ok({
        customerId,
        purpose: PURPOSE,
        retention: RETENTION,
        ...whole,
        ...paged,
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
