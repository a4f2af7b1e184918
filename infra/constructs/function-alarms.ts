import type { Deployment } from '../deployment.ts';
import type { BackofficeFunction } from './backoffice-function.ts';
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts';

/** Share of the timeout at which the slowest hundredth is too slow: the next step is a killed invocation. */
const SLOW_SHARE = 0.8;

/** Errors, throttles and p99 duration of one function. */
export function watchFunction(fn: BackofficeFunction, deployment: Deployment): void {
  const { bundle, impact } = fn;
  new ImpactAlarm(fn, 'ErrorsAlarm', {
    deployment,
    metric: fn.metricErrors({ period: ALARM_PERIOD }),
    above: 0,
    symptom: `errors in ${bundle}`,
    impact,
  });
  new ImpactAlarm(fn, 'ThrottlesAlarm', {
    deployment,
    metric: fn.metricThrottles({ period: ALARM_PERIOD }),
    above: 0,
    symptom: `${bundle} is throttled`,
    impact,
  });
  new ImpactAlarm(fn, 'DurationAlarm', {
    deployment,
    metric: fn.metricDuration({ statistic: 'p99', period: ALARM_PERIOD }),
    above: fn.timeoutSeconds * 1000 * SLOW_SHARE,
    periods: 3,
    symptom: `${bundle} comes close to its timeout of ${fn.timeoutSeconds} s (p99)`,
    impact,
  });
}
