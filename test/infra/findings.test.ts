import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { defineBackoffice } from '../../infra/backoffice.ts';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { synthesize } from '../support/templates.ts';

describe('cdk-nag', () => {
  it('finds nothing, whatever a deployment decides', () => {
    const context = { customerManagedKey: 'true', archiveLockYears: '10', alarmEmail: 'ops@example.com' };
    expect(synthesize((app) => defineBackoffice(app, PROJECT_ROOT), context).length).toBeGreaterThan(0);
  });

  it('is listened to: one careless bucket stops the synthesis', () => {
    const careless = (app: App) => {
      defineBackoffice(app, PROJECT_ROOT);
      new Bucket(new Stack(app, 'careless'), 'Bucket');
    };
    expect(() => synthesize(careless)).toThrow('AwsSolutions-S10');
  });

  it('is told a reason wherever it is overruled', () => {
    const app = new App({ analyticsReporting: false });
    defineBackoffice(app, PROJECT_ROOT);
    const acknowledged = app.node
      .findAll()
      .flatMap(({ node }) =>
        node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) => Object.entries(data as Record<string, string>)),
      );
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const [id, reason] of acknowledged) {
      expect(id).toMatch(/AwsSolutions-[A-Z]+\d+/);
      expect(reason.length, `the reason for ${id}`).toBeGreaterThan(40);
    }
  });
});
