import { describe, expect, it } from 'vitest';
import { eventSources } from '../../../functions/platform/contract.ts';
import { exportKinds } from '../../../functions/transfers/registry.ts';

const published = new Set(eventSources.map(({ publishes }) => publishes.type));

describe('somebody asks for an export', () => {
  it.each(exportKinds)('$kind: its module hears of it', ({ module }) => {
    expect(published).toContain(`${module}.export-requested`);
  });
});
