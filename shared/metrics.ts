export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Bytes' | 'None';

/**
 * Every figure that this system tells, with its unit and the dimensions it comes with. The list is closed: the
 * dashboard shows names of this list and no others. Dimensions are few and bounded (a kind, a queue, a status): every
 * combination of values is billed as a metric of its own.
 */
export const METRICS = {
  /** Entries that were booked and that were refused, whatever way they came in. */
  EntriesPosted: { unit: 'Count', dimensions: [] },
  EntriesRefused: { unit: 'Count', dimensions: [] },
  /** Attempts at an import, by how they ended: `done`, `paused` (goes on), `failed`. */
  ImportRuns: { unit: 'Count', dimensions: ['Kind', 'Outcome'] },
  /** What the rows of finished imports made (entries, vouchers): booked, and refused. */
  ImportRows: { unit: 'Count', dimensions: ['Kind'] },
  ImportRowsRefused: { unit: 'Count', dimensions: ['Kind'] },
  /** Requests that were refused, by status: nobody's bug, but many of them are somebody's trouble. */
  RequestsRefused: { unit: 'Count', dimensions: ['Status'] },
  /** Messages that were given up and lie in the dead letters. */
  MessagesFailed: { unit: 'Count', dimensions: ['Queue'] },
} as const satisfies Readonly<
  Record<string, { readonly unit: MetricUnit; readonly dimensions: readonly string[] }>
>;

export type MetricName = keyof typeof METRICS;

/** One figure, with a value for each of its dimensions. */
export type Metric = {
  readonly [N in MetricName]: {
    readonly name: N;
    readonly value: number;
    readonly unit: (typeof METRICS)[N]['unit'];
  } & ((typeof METRICS)[N]['dimensions'] extends readonly []
    ? { readonly dimensions?: undefined }
    : { readonly dimensions: Readonly<Record<(typeof METRICS)[N]['dimensions'][number], string>> });
}[MetricName];

/** Tells a figure to whoever watches. A port: tests pass a function that collects. */
export type Measure = (metric: Metric) => void;

export const METRIC_NAMESPACE = 'Backoffice';

/** One line in CloudWatch's Embedded Metric Format: a figure without a call to an API. */
export function metricLine({ name, value, unit, dimensions }: Metric, stage: string, now: Date): string {
  const all = { Stage: stage, ...dimensions };
  return JSON.stringify({
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [Object.keys(all)],
          Metrics: [{ Name: name, Unit: unit }],
        },
      ],
    },
    ...all,
    [name]: value,
  });
}

/** Written past the console, which Lambda wraps in an envelope that CloudWatch would not read a metric from. */
export const measure: Measure = (metric) => {
  process.stdout.write(`${metricLine(metric, process.env.STAGE ?? 'local', new Date())}\n`);
};
