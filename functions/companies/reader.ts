import type { MembershipOf } from '../../shared/access.ts';
import { invariant } from '../../shared/kernel/errors.ts';
import { errorFields, log } from '../../shared/log.ts';
import type { Table } from '../../shared/table/table.ts';
import { ALL_COMPANIES, Company, Member } from './table.ts';

/** What other modules may know of companies. */
export interface CompaniesReader {
  /** Settings of a company; undefined when there is none. */
  readonly loadCompany: (companyId: string) => Promise<Company | undefined>;
  /** Port of the HTTP pipeline. */
  readonly membershipOf: MembershipOf;
  /** Who has a role in a company, by id; no more than so many. */
  readonly membersWithRole: (companyId: string, role: string, limit: number) => Promise<string[]>;
}

function membersOf(companyId: string) {
  return { pk: `C#${companyId}`, beginsWith: 'MEMBER#' };
}

export type { Company } from './table.ts';

export function companiesReader(table: Table): CompaniesReader {
  return {
    loadCompany: (companyId) => table.get(Company, { companyId }),
    membershipOf: (companyId, principal) => table.get(Member, { companyId, principal }),
    async membersWithRole(companyId, role, limit) {
      const found: string[] = [];
      for await (const { principal, roles } of table.queryAll(Member, membersOf(companyId))) {
        if (roles.includes(role)) found.push(principal);
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}

/** Every company, for scheduled work; one created a moment ago may be missing until the next run. */
export function listAllCompanies(table: Table): AsyncGenerator<Company, void, undefined> {
  return table.queryAll(Company, { pk: ALL_COMPANIES, index: 'gsi1' });
}

/**
 * Works for every company; one that fails does not stop the others, but ends in an error, which rings the alarm.
 * @param work may report failures of its own and go on
 */
export async function eachCompany(
  table: Table,
  complaint: string,
  work: (companyId: string, onFailure: (companyId: string, error: unknown) => void) => Promise<void>,
): Promise<void> {
  let failures = 0;
  const onFailure = (companyId: string, error: unknown) => {
    failures += 1;
    log('error', complaint, { companyId, ...errorFields(error) });
  };
  for await (const { companyId } of listAllCompanies(table)) {
    try {
      await work(companyId, onFailure);
    } catch (error) {
      onFailure(companyId, error);
    }
  }
  invariant(failures === 0, `${failures} failures, each in a line of its own`);
}

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** Members of a company in order of their ids. */
export function listMembersOf(table: Table, companyId: string, page: PageSpec) {
  return table.query(Member, { ...membersOf(companyId), ...page });
}

/** The companies of a principal with its roles there. The index lags behind by moments; access itself does not. */
export async function listCompaniesOf(table: Table, principal: string, page: PageSpec) {
  const { items: members, next } = await table.query(Member, {
    pk: `P#${principal}`,
    index: 'gsi1',
    ...page,
  });
  const companies = await table.getMany(Company, members);
  const items = members.flatMap((member) => {
    const company = companies.find(({ companyId }) => companyId === member.companyId);
    return company ? [{ company, roles: member.roles }] : [];
  });
  return { items, next };
}
