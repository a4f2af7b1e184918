import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { findEntries } from '../../infra/entries.ts';
import { defineExample, EXAMPLE_FILES } from '../support/example-module.ts';
import { withProject } from '../support/project-fixture.ts';
import { alarmsOn, referenced } from '../support/template-lookup.ts';
import { ofType, synthesize, synthesizeBackoffice } from '../support/templates.ts';

const example = await withProject(EXAMPLE_FILES, (root) => synthesize((app) => defineExample(app, root)));
const deployed = synthesizeBackoffice();
const functionNames = (resources: typeof deployed) =>
  ofType(resources, 'AWS::Lambda::Function').map(({ properties }) => properties.FunctionName as string);

describe('the deployment', () => {
  it('has a function for every entry, and for nothing else', () => {
    const entries = findEntries(PROJECT_ROOT).map(({ bundle }) => `backoffice-dev-${bundle}`);
    expect(functionNames(deployed).toSorted()).toEqual(entries);
  });
});

describe.each([
  ['an example module', example],
  ['the deployment', deployed],
])('every function of %s', (_, resources) => {
  const functions = ofType(resources, 'AWS::Lambda::Function');
  const cases = functions.map((fn) => [fn.properties.FunctionName as string, fn] as const);

  it.each(cases)('%s runs Node 24 on ARM64, traced, with a timeout and memory of its own', (_name, fn) => {
    expect(fn.properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      Timeout: expect.any(Number),
      MemorySize: expect.any(Number),
    });
  });

  it.each(cases)('%s logs as JSON into a group of its own that forgets', (name, fn) => {
    const groups = ofType(resources, 'AWS::Logs::LogGroup');
    const group = referenced(fn, fn.properties.LoggingConfig.LogGroup, groups);
    expect(fn.properties.LoggingConfig.LogFormat).toBe('JSON');
    expect(group?.properties).toMatchObject({ LogGroupName: `/aws/lambda/${name}`, RetentionInDays: 90 });
  });

  it.each(cases)('%s has a role that no other function has', (_name, fn) => {
    const sharing = functions.filter(
      (other) =>
        JSON.stringify(other.properties.Role) === JSON.stringify(fn.properties.Role) &&
        other.stack === fn.stack,
    );
    expect(sharing).toEqual([fn]);
  });

  it.each(cases)('%s has its alarms, each saying what breaks', (_name, fn) => {
    const alarms = alarmsOn(fn, resources);
    expect([...alarms.keys()]).toEqual(expect.arrayContaining(['Duration', 'Errors', 'Throttles']));
    for (const { properties } of alarms.values()) {
      expect(properties.AlarmDescription).toContain(fn.properties.Description);
      expect(properties.AlarmActions).toHaveLength(1);
    }
    expect(alarms.get('Duration')?.properties.ExtendedStatistic).toBe('p99');
  });

  it('that sends to the queue which invokes it says so, or Lambda ends it as a loop; no other does', () => {
    const queues = ofType(resources, 'AWS::SQS::Queue');
    const mappings = ofType(resources, 'AWS::Lambda::EventSourceMapping');
    for (const fn of functions) {
      const sources = mappings
        .filter((mapping) => referenced(mapping, mapping.properties.FunctionName, functions) === fn)
        .map((mapping) => referenced(mapping, mapping.properties.EventSourceArn, queues));
      const variables = Object.values(fn.properties.Environment.Variables);
      const targets = variables.map((value) => referenced(fn, value, queues)).filter(Boolean);
      const isLoop = targets.some((target) => sources.includes(target));
      expect(fn.properties.RecursiveLoop, fn.logicalId).toBe(isLoop ? 'Allow' : undefined);
    }
  });
});
