import { describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { PROD, synthesizeBackoffice, withApp } from '../support/templates.ts';

describe('settings from context', () => {
  it('need no answers', () => {
    expect(withApp({}, readSettings)).toMatchObject({
      stage: 'dev',
      archiveLockYears: 0,
      customerManagedKey: false,
    });
  });

  it.each([
    ['stage', 'Production!'],
    ['archiveLockYears', '-1'],
    ['customerManagedKey', 'perhaps'],
    ['alarmEmail', 'nobody'],
    ['tableName', 'backoffice-prod-restored'], // of another stage
    ['formerTables', 'backoffice-dev'], // is the one in use
    ['archiveLockYear', '10'], // a letter is missing
  ])('refuse %s=%s by name', (name, value) => {
    expect(() => withApp({ [name]: value }, readSettings)).toThrow(name);
  });

  it('keep stages apart: no name of one appears in another', () => {
    const prod = JSON.stringify(synthesizeBackoffice(PROD));
    expect(prod).toContain('backoffice-prod');
    expect(prod).not.toContain('backoffice-dev');
  });
});
