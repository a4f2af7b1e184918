import { describe, expect, it } from 'vitest';
import { ofType, synthesizeBackoffice } from '../support/templates.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

/** Actions that AWS gives for no narrower resource than `*`, with the reason. Nothing else may ask for it. */
const STAR_ONLY: Readonly<Record<string, string>> = {
  'xray:PutTraceSegments': 'X-Ray has no resource to name',
  'xray:PutTelemetryRecords': 'X-Ray has no resource to name',
};

const resources = synthesizeBackoffice();
const statements = ofType(resources, 'AWS::IAM::Policy').flatMap(({ logicalId, properties }) =>
  properties.PolicyDocument.Statement.map((statement: Statement) => ({ logicalId, statement })),
) as { logicalId: string; statement: Statement }[];

describe('what the roles may do', () => {
  it('names every action', () => {
    const wild = statements.filter(({ statement }) =>
      [statement.Action].flat().some((action) => action.includes('*')),
    );
    expect(wild).toEqual([]);
  });

  it('names every resource, but for the actions that have none', () => {
    const wild = statements.filter(
      ({ statement }) =>
        [statement.Resource].flat().includes('*') &&
        ![statement.Action].flat().every((action) => action in STAR_ONLY),
    );
    expect(wild).toEqual([]);
  });

  it('comes from the stacks alone: no managed policy, no inline leftovers', () => {
    for (const { properties } of ofType(resources, 'AWS::IAM::Role')) {
      expect(properties.ManagedPolicyArns).toBeUndefined();
      expect(properties.Policies).toBeUndefined();
    }
  });

  it('never lets a function scan the table or change its settings', () => {
    const dangerous = /^dynamodb:(?:Scan|DeleteTable|UpdateTable|PartiQL.*|UpdateTimeToLive|RestoreTable.*)$/;
    const found = statements
      .flatMap(({ statement }) => [statement.Action].flat())
      .filter((a) => dangerous.test(a));
    expect(found).toEqual([]);
  });
});

describe('what the stacks are made of', () => {
  it('has no custom resource and no function but ours', () => {
    expect(
      resources.filter(({ type }) => type.startsWith('Custom::') || type.includes('CustomResource')),
    ).toEqual([]);
    for (const { properties } of ofType(resources, 'AWS::Lambda::Function')) {
      expect(properties.FunctionName).toMatch(/^backoffice-dev-/);
    }
  });
});
