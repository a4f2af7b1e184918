import { type App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { defineBackoffice } from '../../infra/backoffice.ts';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { synthesize, VALIDATE, withApp } from '../support/templates.ts';

describe('cdk-nag', () => {
  it('finds nothing, nor do the rules of CloudFormation, whatever a deployment decides', {
    timeout: 300_000,
  }, () => {
    const context = { customerManagedKey: 'true', archiveLockYears: '10', alarmEmail: 'ops@example.com' };
    const resources = synthesize((app) => defineBackoffice(app, PROJECT_ROOT), {
      ...context,
      [VALIDATE]: true,
    });
    expect(resources.length).toBeGreaterThan(0);
  });

  it('has the rules of CloudFormation beside it: a template that they refuse stops the synthesis', () => {
    const wrong = (app: App) => {
      const stack = new Stack(app, 'wrong');
      new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue', properties: { DelaySeconds: 'soon' } });
    };
    expect(() => synthesize(wrong, { [VALIDATE]: true })).toThrow();
    expect(synthesize(wrong).length).toBeGreaterThan(0);
  });

  it('is told a reason wherever it is overruled, and listened to: one careless bucket stops the synthesis', () => {
    const acknowledged = withApp({}, (app) => {
      defineBackoffice(app, PROJECT_ROOT);
      new Bucket(new Stack(app, 'careless'), 'Bucket');
      expect(() => app.synth()).toThrow('AwsSolutions-S10');
      return app.node
        .findAll()
        .flatMap(({ node }) =>
          node.metadata
            .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
            .flatMap(({ data }) => Object.entries(data as Record<string, string>)),
        );
    });
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const [id, reason] of acknowledged) {
      expect(id).toMatch(/AwsSolutions-[A-Z]+\d+/);
      expect(reason.length, `the reason for ${id}`).toBeGreaterThan(40);
    }
  });
});
