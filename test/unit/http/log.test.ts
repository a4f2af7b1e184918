import { expect, test } from 'vitest';
import * as z from 'zod';
import { loadConfig } from '../../../shared/config.ts';
import { errorFields, logLine, redact } from '../../../shared/log.ts';
import { METRICS, type Metric, metricLine } from '../../../shared/metrics.ts';

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

test.each([
  ['debit 119.00 exceeds 1.234,56 by -0.5', 'debit <amount> exceeds <amount> by <amount>'],
  ['node 24.21.0 at 127.0.0.1:3000, entry 4711', 'node 24.21.0 at 127.0.0.1:3000, entry 4711'],
])('amounts too, but not versions and counts: %s', (text, redacted) => expect(redact(text)).toBe(redacted));

/** Units that the Embedded Metric Format takes, of those that we use (AWS: MetricDatum, Unit). */
const EMF_UNITS = ['Count', 'Milliseconds', 'Seconds', 'Bytes', 'None'];

test.each(Object.entries(METRICS))('%s is one line in the embedded metric format', (name, spec) => {
  const dimensions = Object.fromEntries(spec.dimensions.map((dimension) => [dimension, 'some']));
  const metric = { name, value: 3, unit: spec.unit, dimensions } as unknown as Metric;
  const text = metricLine(metric, 'dev', NOW);
  expect(text).not.toContain('\n');
  const line = JSON.parse(text);
  expect(line).toEqual({
    _aws: {
      Timestamp: NOW.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: 'Backoffice',
          Dimensions: [['Stage', ...spec.dimensions]],
          Metrics: [{ Name: name, Unit: spec.unit }],
        },
      ],
    },
    Stage: 'dev',
    ...dimensions,
    [name]: 3,
  });
  // What the specification asks: at most 30 dimensions, each a member of the root with a text; the metric a number.
  const [{ Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
  expect(Dimensions[0].length).toBeLessThanOrEqual(30);
  for (const dimension of Dimensions[0])
    expect(line[dimension]).toEqual(expect.stringMatching(/^[\x21-\x7e]+$/));
  for (const { Name, Unit } of Metrics) {
    expect(EMF_UNITS).toContain(Unit);
    expect(line[Name]).toEqual(expect.any(Number));
  }
});

test('a bad environment names every variable and shows no value', () => {
  const schema = z.object({ TABLE_NAME: z.string(), PORT: z.coerce.number(), STAGE: z.string() });
  expect(() => loadConfig(schema, { PORT: 'secret' })).toThrow(
    /TABLE_NAME is missing.*PORT .*STAGE is missing/,
  );
  expect(() => loadConfig(schema, { PORT: 'secret' })).not.toThrow(/secret/);
  expect(loadConfig(schema, { TABLE_NAME: 't', PORT: '3', STAGE: 'dev' }).PORT).toBe(3);
});
