import { listChanges } from '../../shared/changes.ts';
import { type Binding, on } from '../../shared/http/api.ts';
import { pagingOf } from '../../shared/http/cursor.ts';
import { etagOf } from '../../shared/http/etag.ts';
import { created, noContent, ok } from '../../shared/http/replies.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { refuse } from './errors.ts';
import { listCompaniesOf, listMembersOf } from './reader.ts';
import * as routes from './routes.ts';
import type { CompaniesStore } from './store.ts';
import type { Company, Member } from './table.ts';
import { changeCompany } from './usecases/change-company.ts';
import { changeMember } from './usecases/change-member.ts';
import { putCompany } from './usecases/put-company.ts';

export interface CompaniesDeps {
  readonly table: Table;
  readonly store: CompaniesStore;
  readonly newId: NewId;
  readonly adminPrincipal: string;
}

function viewCompany({ companyId, ...company }: Company) {
  return { id: companyId, ...company };
}

function viewMember({ principal, roles, since }: Member) {
  return { principal, roles, since };
}

async function memberOf({ store }: CompaniesDeps, companyId: string, principal: string) {
  const member = await store.loadMember(companyId, principal);
  if (!member) throw refuse('companies.unknown-member', `${principal} is no member.`);
  return viewMember(member);
}

/** Every route of the module and what answers it; tests bind them to a table of their own. */
export function companyBindings(deps: CompaniesDeps): readonly Binding[] {
  const { table, store } = deps;
  return [
    on(routes.putCompany, async ({ params: { companyId }, body, principal, now, requestId }) => {
      const input = { companyId, settings: body, principal, now, requestId };
      const { company, isNew } = await putCompany(deps, input);
      const view = viewCompany(company);
      const etag = etagOf(company.version);
      return isNew ? created(view, `/companies/${companyId}`, etag) : ok(view, etag);
    }),
    on(routes.patchCompany, async ({ params: { companyId }, body, headers, principal, now, requestId }) => {
      const input = { companyId, wanted: body, headers, principal, now, requestId };
      const company = await changeCompany(deps, input);
      return ok(viewCompany(company), etagOf(company.version));
    }),
    on(routes.getCompany, async ({ params }) => {
      const company = await store.loadCompany(params.companyId);
      if (!company) throw new Error(`company ${params.companyId} has members but no settings`);
      return ok(viewCompany(company), etagOf(company.version));
    }),
    on(routes.listCompanies, async (request) => {
      const paging = pagingOf(routes.listCompanies.id, request);
      const { items, next } = await listCompaniesOf(table, request.principal.id, paging);
      return ok(
        paging.page(
          items.map(({ company, roles }) => ({ ...viewCompany(company), roles })),
          next,
        ),
      );
    }),
    ...memberBindings(deps),
    on(routes.listChanges, async (request) => {
      const { params, query } = request;
      const paging = pagingOf(routes.listChanges.id, request);
      const of = { companyId: params.companyId, subject: query.subject };
      const { items, next } = await listChanges(table, { ...of, ...paging });
      return ok(
        paging.page(
          items.map(({ changeId, ...change }) => ({ id: changeId, ...change })),
          next,
        ),
      );
    }),
  ];
}

function memberBindings(deps: CompaniesDeps): readonly Binding[] {
  return [
    on(routes.putMember, async ({ params, body, principal, now, requestId }) => {
      const { companyId, principal: member } = params;
      const input = { companyId, member, roles: body.roles, principal, now, requestId };
      const { isNew } = await changeMember(deps, input);
      const view = await memberOf(deps, companyId, member);
      return isNew ? created(view, `/companies/${companyId}/members/${member}`) : ok(view);
    }),
    on(routes.deleteMember, async ({ params, principal, now, requestId }) => {
      const { companyId, principal: member } = params;
      await changeMember(deps, { companyId, member, roles: [], principal, now, requestId });
      return noContent();
    }),
    on(routes.getMember, async ({ params }) => ok(await memberOf(deps, params.companyId, params.principal))),
    on(routes.listMembers, async (request) => {
      const paging = pagingOf(routes.listMembers.id, request);
      const { items, next } = await listMembersOf(deps.table, request.params.companyId, paging);
      return ok(paging.page(items.map(viewMember), next));
    }),
  ];
}
