export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Bytes' | 'None';

export interface Metric {
  readonly name: string;
  readonly value: number;
  readonly unit: MetricUnit;
  /** Few and bounded (a module, a queue, a kind): every combination is billed as a metric of its own. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** Tells a figure to whoever watches. A port: tests pass a function that collects. */
export type Measure = (metric: Metric) => void;

export const METRIC_NAMESPACE = 'Backoffice';

/** One line in CloudWatch's Embedded Metric Format: a figure without a call to an API. */
export function metricLine({ name, value, unit, dimensions = {} }: Metric, stage: string, now: Date): string {
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

export const measure: Measure = (metric) => {
  process.stdout.write(`${metricLine(metric, process.env.STAGE ?? 'local', new Date())}\n`);
};
