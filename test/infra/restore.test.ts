import { describe, expect, it } from 'vitest';
import { defineBackoffice } from '../../infra/backoffice.ts';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { withApp } from '../support/templates.ts';

/* What CloudFormation would make of the steps in docs/restore.md, as far as the templates decide it. */

const NEW = 'backoffice-dev-20261125';
const before = synthesizeStacks({});
const during = synthesizeStacks({ tableName: NEW, formerTables: 'backoffice-dev' });
const after = synthesizeStacks({ tableName: NEW });
const STATE = 'backoffice-dev-state';

interface Template {
  Resources: Record<string, { Type: string; DeletionPolicy?: string; Properties: { TableName?: string } }>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>;
}

function synthesizeStacks(context: Record<string, string>): Record<string, Template> {
  return withApp(context, (app) => {
    defineBackoffice(app, PROJECT_ROOT);
    return Object.fromEntries(app.synth().stacks.map(({ stackName, template }) => [stackName, template]));
  });
}

function stateOf(stacks: Record<string, Template>): Template {
  const template = stacks[STATE];
  if (!template) throw new Error('no state stack');
  return template;
}

function tablesOf(stacks: Record<string, Template>): [string, string | undefined][] {
  return Object.entries(stateOf(stacks).Resources)
    .filter(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable')
    .map(([id, { Properties }]) => [id, Properties.TableName]);
}

/** Exports of the state stack that the other stacks import, all of them. */
function importsOf(stacks: Record<string, Template>): string[] {
  const text = JSON.stringify(Object.entries(stacks).filter(([name]) => name !== STATE));
  const names = [...text.matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name ?? '');
  return [...new Set(names)].filter((name) => name.startsWith(`${STATE}:`)).toSorted();
}

function exportsOf(stacks: Record<string, Template>): string[] {
  return Object.values(stateOf(stacks).Outputs ?? {}).flatMap(({ Export }) => Export?.Name ?? []);
}

describe('a deployment that takes a restored table', () => {
  it('imports the table as the only change to the stack: the one before stays as it is', () => {
    const known = stateOf(before).Resources;
    const added = Object.entries(stateOf(during).Resources).filter(([id]) => !(id in known));
    expect(added.map(([, { Type, DeletionPolicy }]) => [Type, DeletionPolicy])).toEqual([
      ['AWS::DynamoDB::GlobalTable', 'Retain'],
    ]);
    expect(stateOf(during).Resources).toMatchObject(known);
    expect(tablesOf(during).map(([, name]) => name)).toEqual([NEW, 'backoffice-dev']);
  });

  it('keeps every export that other stacks still import when the state stack is deployed first', () => {
    expect(importsOf(before).length).toBeGreaterThan(2);
    expect(exportsOf(during)).toEqual(expect.arrayContaining(importsOf(before)));
  });

  it('lets all functions use the restored table and nothing of the one before', () => {
    const [restored, former] = tablesOf(during).map(([id]) => id);
    const imports = importsOf(during).join();
    expect(imports).toContain(restored);
    expect(imports).not.toContain(former);
  });

  it('lets the table before go, kept, once nothing refers to it', () => {
    expect(tablesOf(after).map(([, name]) => name)).toEqual([NEW]);
    expect(exportsOf(after)).toEqual(expect.arrayContaining(importsOf(during)));
    const [former = ''] = tablesOf(before).map(([id]) => id);
    expect(stateOf(before).Resources[former]?.DeletionPolicy).toBe('Retain');
  });
});
