import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { defineBackoffice } from '../../infra/backoffice.ts';
import { PROJECT_ROOT } from '../../infra/build.ts';

/** One resource as it stands in a synthesized template. */
export interface TemplateResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is foreign JSON; tests look at what they name
  readonly properties: any;
  readonly deletionPolicy: string | undefined;
  readonly dependsOn: readonly string[];
}

interface Template {
  Resources?: Record<
    string,
    { Type: string; Properties?: unknown; DeletionPolicy?: string; DependsOn?: string | string[] }
  >;
}

export const VALIDATE = '@aws-cdk/core:validateAgainstDefaultRules';

/** Uses an app whose folder is gone afterwards. */
export function withApp<T>(context: Readonly<Record<string, unknown>>, use: (app: App) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'backoffice-synth-'));
  try {
    return use(new App({ analyticsReporting: false, outdir, context }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * Synthesizes an app, defined by `define`. CloudFormation's own rules are looked at where the context asks for them: they
 * take most of the time. @throws on any cdk-nag finding, and on what those rules find
 */
export function synthesize(
  define: (app: App) => void,
  context: Readonly<Record<string, unknown>> = {},
): TemplateResource[] {
  process.env.CDK_VALIDATION = String(context[VALIDATE] === true);
  return withApp(context, (app) => {
    define(app);
    return app
      .synth()
      .stacks.flatMap(({ stackName, template }) => resourcesOf(stackName, template as Template));
  });
}

/** A deployment that decides whatever can be decided: one synthesis for all tests of what is not there without. */
export const PROD = {
  stage: 'prod',
  archiveLockYears: '10',
  customerManagedKey: 'true',
  inboundMail: 'support@example.com',
};

const synthesized = new Map<string, TemplateResource[]>();

/** Every resource of the real deployment; synthesized once a context and test process. */
export function synthesizeBackoffice(context: Readonly<Record<string, unknown>> = {}): TemplateResource[] {
  const key = JSON.stringify(context);
  const known = synthesized.get(key);
  if (known) return known;
  const resources = synthesize((app) => defineBackoffice(app, PROJECT_ROOT), context);
  synthesized.set(key, resources);
  return resources;
}

export function ofType(resources: readonly TemplateResource[], type: string): TemplateResource[] {
  return resources.filter((resource) => resource.type === type);
}

function resourcesOf(stack: string, template: Template): TemplateResource[] {
  return Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => ({
    stack,
    logicalId,
    type: resource.Type,
    properties: resource.Properties ?? {},
    deletionPolicy: resource.DeletionPolicy,
    dependsOn: [resource.DependsOn ?? []].flat(),
  }));
}
