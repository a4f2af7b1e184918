import { where } from '../../shared/table/condition.ts';
import { ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Write } from '../../shared/table/writes.ts';
import { erase, insert, put } from '../../shared/table/writes.ts';
import { Admins, Company, Member } from './table.ts';

export type CompaniesStore = ReturnType<typeof companiesStore>;

/** Somebody else was faster: the pipeline runs the handler again, on what stands there now. */
const meanwhile = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

/** Everything of this module that is written or read for a write. `trace` is the change record. */
export function companiesStore(table: Table) {
  return {
    loadCompany: (companyId: string) => table.get(Company, { companyId }),
    loadMember: (companyId: string, principal: string) => table.get(Member, { companyId, principal }),
    loadAdmins: (companyId: string) => table.get(Admins, { companyId }),

    /** A company comes with its first admin. */
    createCompany: (company: Company, admin: Member, trace: readonly Write[]) =>
      table.transact([
        insert(Company, company, meanwhile(`The company ${company.companyId}`)),
        insert(Member, admin, meanwhile('The member')),
        insert(
          Admins,
          { companyId: company.companyId, principals: [admin.principal], version: 1 },
          meanwhile('The list of admins'),
        ),
        ...trace,
      ]),

    replaceCompany: (seen: Company, next: Company, trace: Write) =>
      table.transact([put(Company, next, where({ version: seen.version }), meanwhile('The company')), trace]),

    /** Writes a membership (undefined: ends it) and, when they changed, the admins with it. */
    replaceMember: (
      seen: Member | undefined,
      next: Member | undefined,
      admins: { readonly seen: Admins; readonly next: readonly string[] },
      trace: Write,
    ) => {
      const writes: Write[] = [trace];
      const unchanged = seen ? where({ version: seen.version }) : { exists: false };
      if (next) writes.push(put(Member, next, unchanged, meanwhile('The member')));
      else if (seen) writes.push(erase(Member, seen, unchanged, meanwhile('The member')));
      if (admins.seen.principals.join() !== admins.next.join()) {
        const list = { ...admins.seen, principals: [...admins.next], version: admins.seen.version + 1 };
        writes.push(
          put(Admins, list, where({ version: admins.seen.version }), meanwhile('The list of admins')),
        );
      }
      return table.transact(writes);
    },
  };
}
