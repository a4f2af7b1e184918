import { expect, test } from 'vitest';
import * as z from 'zod';
import { loadConfig } from '../../../shared/config.ts';
import { errorFields, logLine, redact } from '../../../shared/log.ts';
import { metricLine } from '../../../shared/metrics.ts';

const NOW = new Date('2026-01-31T12:00:00Z');

test('a log line has the known fields, the function and the trace, and drops what it does not know', () => {
  const fields = { requestId: 'r', name: 'Erika Mustermann' } as { requestId: string };
  const env = { AWS_LAMBDA_FUNCTION_NAME: 'backoffice-dev-ledger-http', _X_AMZN_TRACE_ID: 'Root=1-2' };
  expect(JSON.parse(logLine('info', 'answered', fields, env, NOW))).toEqual({
    time: '2026-01-31T12:00:00.000Z',
    level: 'info',
    message: 'answered',
    function: 'backoffice-dev-ledger-http',
    trace: 'Root=1-2',
    requestId: 'r',
  });
});

test('addresses, account numbers and quoted content are taken out of foreign texts', () => {
  const text = redact('for erika@example.org with DE02120300000000202051 at "Rechnung Mustermann"');
  expect(text).toBe('for <address> with <number> at <text>');
  const fields = errorFields(new Error('no account 4711 0815 99', { cause: new Error('a@b.de') }));
  expect(fields.errorText).toBe('no account <number> (cause: Error: <address>)');
  expect(fields.errorStack).toContain('log.test.ts');
});

test('a metric is one line in the embedded format', () => {
  const metric = {
    name: 'EntriesPosted',
    value: 3,
    unit: 'Count',
    dimensions: { Module: 'ledger' },
  } as const;
  expect(JSON.parse(metricLine(metric, 'dev', NOW))).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Namespace: 'Backoffice', Dimensions: [['Stage', 'Module']] }] },
    Stage: 'dev',
    Module: 'ledger',
    EntriesPosted: 3,
  });
});

test('a bad environment names every variable and shows no value', () => {
  const schema = z.object({ TABLE_NAME: z.string(), PORT: z.coerce.number(), STAGE: z.string() });
  expect(() => loadConfig(schema, { PORT: 'secret' })).toThrow(
    /TABLE_NAME is missing.*PORT .*STAGE is missing/,
  );
  expect(() => loadConfig(schema, { PORT: 'secret' })).not.toThrow(/secret/);
  expect(loadConfig(schema, { TABLE_NAME: 't', PORT: '3', STAGE: 'dev' }).PORT).toBe(3);
});
