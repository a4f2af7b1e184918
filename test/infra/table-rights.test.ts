import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../infra/docs/modules.ts';
import { keyPattern } from '../../infra/docs/tables.ts';
import { type Demand, isAllowed } from '../../infra/local/gate/policy.ts';
import { Statement } from '../../infra/local/template/resources/policy.ts';
import * as keys from '../../infra/table-keys.ts';
import { referenced } from '../support/template-lookup.ts';
import { ofType, synthesizeBackoffice } from '../support/templates.ts';

const resources = synthesizeBackoffice();
const roles = ofType(resources, 'AWS::IAM::Role');
const policies = ofType(resources, 'AWS::IAM::Policy');
const isTable = (resource: unknown) => JSON.stringify(resource).includes('Table');

/** What a function's role says about the table, with the table called `table`. */
function tableStatements(fn: (typeof resources)[number]): Statement[] {
  const role = referenced(fn, fn.properties.Role, roles);
  return policies
    .filter((policy) => referenced(policy, policy.properties.Roles, roles) === role)
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('dynamodb:')))
    .filter(({ Resource }) => [Resource].flat().some(isTable))
    .map((statement) => Statement.parse({ ...statement, Resource: 'table' }));
}

const functions = ofType(resources, 'AWS::Lambda::Function').map((fn) => ({
  name: (fn.properties.FunctionName as string).replace('backoffice-dev-', ''),
  statements: tableStatements(fn),
}));

function whoMay(action: string, key: string): string[] {
  const demand: Demand = {
    action: `dynamodb:${action}`,
    resource: 'table',
    context: { 'dynamodb:leadingkeys': [key] },
  };
  return functions
    .filter(({ statements }) => isAllowed(statements, demand))
    .map(({ name }) => name)
    .toSorted();
}

describe('who may write what', () => {
  it('members, roles and settings of a company: the function that is for them, and no other', () => {
    for (const action of ['PutItem', 'UpdateItem', 'DeleteItem'])
      expect(whoMay(action, 'C#acme')).toEqual(['companies-http']);
  });

  it('the journal: those that book, none of which is for members, files or failed messages', () => {
    const booking = [
      'assets-http',
      'banking-http-bookings',
      'banking-on-upload',
      'cash-http',
      'credit-http-valuations',
      'invoices-http',
      'invoices-http-issue',
      'ledger-http',
      'ledger-http-accounts',
      'ledger-http-closing',
      'ledger-http-drafts',
      'ledger-http-postings',
      'ledger-http-years',
      'ledger-on-postings',
      'ledger-on-upload',
      'payments-http',
      'payments-on-upload',
      'receivables-http',
      'receivables-http-decisions',
      'reporting-http-closing',
      'routines-http',
      'routines-on-schedule',
    ];
    expect(whoMay('PutItem', 'C#acme#JOURNAL#2026')).toEqual(booking);
    expect(whoMay('DeleteItem', 'C#acme#JOURNAL#2026')).toEqual(['ledger-http-drafts', 'ledger-on-upload']);
  });

  it('seals: the sealer, and who may write all books', () => {
    expect(whoMay('PutItem', 'C#acme#SEALS#2026')).toContain('ledger-on-schedule-seal');
    expect(whoMay('PutItem', 'C#acme#JOURNAL#2026')).not.toContain('ledger-on-schedule-seal');
  });

  it('the count of requests: every function that answers HTTP, or its limit would be none', () => {
    const answering = functions
      .map(({ name }) => name)
      .filter((name) => /-http(-|$)/.test(name))
      .toSorted();
    expect(answering.length).toBeGreaterThan(7);
    expect(whoMay('UpdateItem', 'P#webshop#REQUESTS')).toEqual(answering);
  });

  it('reports write nothing else', () => {
    for (const key of ['C#acme', 'C#acme#JOURNAL#2026', 'C#acme#HEAD#2026', 'C#acme#BALANCE#2026#3'])
      expect(whoMay('PutItem', key)).not.toContain('ledger-http-reports');
  });

  it('every write is bound to partitions', () => {
    for (const { statements } of functions) {
      const writes = statements.filter(
        ({ Effect, Action }) =>
          Effect === 'Allow' && Action.some((action) => /Put|Update|Delete|Check/.test(action)),
      );
      for (const { Condition } of writes)
        expect(Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']?.length).toBeGreaterThan(0);
    }
  });
});

const { entities } = await readDefinitions();
const known = entities.map((entity) => keyPattern(entity).pk.replaceAll(/<[^>]+>/g, '*'));

describe('the patterns', () => {
  it.each(
    Object.values(keys)
      .flat()
      .filter((pattern) => pattern !== keys.WHOLE_COMPANY && pattern !== keys.BELOW_COMPANY),
  )('%s is a partition of some entity', (pattern) =>
    expect(known.some((pk) => pk === pattern || pk.startsWith(pattern.replace(/\*$/, '')))).toBe(true),
  );
});
