import { companyBindings } from '../../functions/companies/bindings.ts';
import { companiesStore } from '../../functions/companies/store.ts';
import { type Credit, composeCredit } from '../../functions/credit/compose.ts';
import { composeCaseDecisions } from '../../functions/credit/compose-case-decisions.ts';
import { composeCases } from '../../functions/credit/compose-cases.ts';
import { type Checks, composeChecks } from '../../functions/credit/compose-checks.ts';
import { composeExplanations } from '../../functions/credit/compose-explanations.ts';
import { composePersons } from '../../functions/credit/compose-persons.ts';
import { composePolicies } from '../../functions/credit/compose-policies.ts';
import { composeProposals } from '../../functions/credit/compose-proposals.ts';
import { caseDecisionBindings } from '../../functions/credit/handlers/case-decisions.ts';
import { caseSettingsBindings } from '../../functions/credit/handlers/case-settings.ts';
import { caseBindings } from '../../functions/credit/handlers/cases.ts';
import { checkBindings } from '../../functions/credit/handlers/checks.ts';
import { decisionBindings } from '../../functions/credit/handlers/decisions.ts';
import { explanationBindings } from '../../functions/credit/handlers/explanations.ts';
import { limitBindings } from '../../functions/credit/handlers/limits.ts';
import { lookBackBindings } from '../../functions/credit/handlers/look-back.ts';
import { personBindings } from '../../functions/credit/handlers/persons.ts';
import { activationBindings, policyBindings } from '../../functions/credit/handlers/policies.ts';
import { profileBindings } from '../../functions/credit/handlers/profiles.ts';
import { proposalBindings } from '../../functions/credit/handlers/proposals.ts';
import { reservationBindings } from '../../functions/credit/handlers/reservations.ts';
import { settingsBindings } from '../../functions/credit/handlers/settings.ts';
import { CreditProfileRow } from '../../functions/credit/table.ts';
import { sharedOf } from '../../functions/credit/usecases/put-profile.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { logLine } from '../../shared/log.ts';
import { openTable, type Table } from '../../shared/table/table.ts';
import { put } from '../../shared/table/writes.ts';
import { type Answer, ask } from './http-event.ts';
import { createTestTable, type TestTable } from './table.ts';

export interface CreditApi {
  readonly table: Table;
  readonly testTable: TestTable;
  readonly credit: Credit;
  readonly checks: Checks;
  /** `call('GET', '/credit/{customerId}', { customerId: 'k-1' })`, below the company `acme`; asked by `anna`, an admin. */
  readonly call: (
    method: string,
    path: string,
    params?: Record<string, string>,
    more?: {
      body?: unknown;
      headers?: Record<string, string>;
      principal?: string;
      query?: Record<string, string>;
    },
  ) => Promise<Answer>;
  /** A customer with a limit of so many euros, whoever might have to approve it; none where it is undefined. */
  readonly openCustomer: (
    customer: string,
    limitMinor: bigint | undefined,
    profile?: Record<string, unknown>,
  ) => Promise<void>;
  readonly clock: { now: Date };
  /** What was logged, as it stands in the log. */
  readonly lines: readonly string[];
}

export const TODAY = new Date('2026-06-15T12:00:00.000Z');

/** Credit's routes on a table of their own, and the company `acme` with the admins `anna` and `bert`. */
export async function openCreditApi(given?: TestTable): Promise<CreditApi> {
  const testTable = given ?? (await createTestTable());
  const table = openTable(testTable);
  const credit = composeCredit(table);
  const checks = composeChecks(table);
  const policies = composePolicies(table);
  const clock = { now: TODAY };
  const lines: string[] = [];
  const deps = { table, store: companiesStore(table), newId, adminPrincipal: 'anna' };
  const handler = api(
    {
      table,
      membershipOf: credit.companies.membershipOf,
      clock: () => clock.now,
      log: (level, message, fields = {}) => {
        lines.push(logLine(level, message, fields, {}, clock.now));
      },
      measure: () => {},
    },
    ...companyBindings(deps),
    ...checkBindings(checks),
    ...reservationBindings(checks),
    ...profileBindings(credit),
    ...limitBindings(credit),
    ...caseBindings(composeCases(table)),
    ...caseDecisionBindings(composeCaseDecisions(table)),
    ...caseSettingsBindings(composeCases(table)),
    ...personBindings(composePersons(table)),
    ...explanationBindings(composeExplanations(table)),
    ...proposalBindings(composeProposals(table)),
    ...settingsBindings(credit),
    ...policyBindings(policies),
    ...decisionBindings(policies),
    ...activationBindings(policies),
    ...lookBackBindings(policies),
  );
  const call: CreditApi['call'] = (method, path, params = {}, more = {}) =>
    ask(handler, {
      route: `${method} /companies/{companyId}${path}`,
      principal: 'anna',
      params: { companyId: 'acme', ...params },
      ...more,
    });
  await call('PUT', '', {}, { body: { name: 'Acme', currency: 'EUR', chart: 'SKR03' } });
  await call('PUT', '/members/{principal}', { principal: 'bert' }, { body: { roles: ['admin'] } });

  async function openCustomer(
    customer: string,
    limitMinor: bigint | undefined,
    profile: Record<string, unknown> = {},
  ): Promise<void> {
    const opened = await call('PUT', '/credit/{customerId}', { customerId: customer }, { body: profile });
    if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
    await setLimit(credit, customer, limitMinor);
  }
  return { table, testTable, credit, checks, call, openCustomer, clock, lines };
}

/** Past the approval, which has tests of its own. */
async function setLimit(
  { reader, store, table }: Credit,
  customer: string,
  limitMinor: bigint | undefined,
): Promise<void> {
  const seen = await reader.loadProfile('acme', customer);
  if (!seen || limitMinor === undefined) return;
  const counter = await reader.loadCounter('acme', seen.root);
  const member = counter?.members[customer];
  if (!member) throw new Error('no member');
  const next: CreditProfileRow = { ...seen, limitMinor, terms: seen.terms + 1, version: seen.version + 1 };
  const shared = seen.root === customer ? sharedOf(next) : undefined;
  const terms = { terms: next.terms, exposureMinor: member.exposureMinor };
  await table.transact([
    put(CreditProfileRow, next),
    store.changeTerms({ company: 'acme', root: seen.root }, customer, member, terms, shared),
  ]);
}

/** A member of the company with other roles. */
export async function addMember({ call }: CreditApi, principal: string, roles: readonly string[]) {
  const { status } = await call('PUT', '/members/{principal}', { principal }, { body: { roles } });
  if (status !== 201) throw new Error(`no member: ${status}`);
}

export const ORDER = { customerId: 'k-1', amount: '10.00', currency: 'EUR', reference: 'A-1', reserve: true };
