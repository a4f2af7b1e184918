import type { TableProperties } from '../engine/table-definition.ts';
import type { Statement } from './resources/policy.ts';

/** Everything the runner serves, as the templates say it. Plain values: no reference is left unresolved. */
export interface Model {
  functions: FunctionModel[];
  tables: TableModel[];
  buckets: BucketModel[];
  queues: QueueModel[];
  topics: TopicModel[];
  keys: KeyModel[];
  queueSources: QueueSource[];
  streamSources: StreamSource[];
  schedules: ScheduleModel[];
  api: ApiModel;
}

export interface FunctionModel {
  arn: string;
  /** Name on AWS; also what the context tells the function. */
  name: string;
  /** `ledger-http`: name of logs and messages, without stack and stage. */
  shortName: string;
  /** Folder of the bundle. */
  folder: string;
  /** `index.handler`. */
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMb: number;
  /** Upper bound of workers, where the template reserves a number. */
  reservedConcurrency?: number | undefined;
  statements: Statement[];
}

export interface TableModel {
  name: string;
  arn: string;
  /** The ARN that the templates use for the stream; the engine's own differs. */
  streamArn: string;
  properties: TableProperties;
}

export interface BucketModel {
  name: string;
  notifications: BucketNotification[];
}

export interface BucketNotification {
  /** `s3:ObjectCreated:*`. */
  event: string;
  queueArn: string;
  prefix: string;
  suffix: string;
}

export interface QueueModel {
  name: string;
  /** `postings`: without stage, as outside programs look it up. */
  shortName: string;
  arn: string;
  url: string;
  visibilityTimeoutSeconds: number;
  delaySeconds: number;
  redrive?: { deadLetterArn: string; maxReceives: number } | undefined;
}

export interface TopicModel {
  name: string;
  arn: string;
  subscriptions: {
    queueArn: string;
    raw: boolean;
    filterPolicy?: unknown;
    filterScope?: string | undefined;
  }[];
}

export interface KeyModel {
  id: string;
  arn: string;
  aliases: string[];
  signs: boolean;
}

interface EventSource {
  functionArn: string;
  batchSize: number;
  windowSeconds: number;
  reportsItemFailures: boolean;
  /** Patterns of FilterCriteria, parsed; a record passes when one of them matches. None: every record passes. */
  filters: unknown[];
}

export interface QueueSource extends EventSource {
  queueArn: string;
  maxConcurrency?: number | undefined;
}

export interface StreamSource extends EventSource {
  streamArn: string;
  bisects: boolean;
  /** -1: until the record leaves the stream. */
  maxRetries: number;
  onFailureArn?: string | undefined;
  startsAt: 'TRIM_HORIZON' | 'LATEST';
}

export interface ScheduleModel {
  name: string;
  /** `rate(1 hour)` or `cron(0 2 * * ? *)`. */
  expression: string;
  functionArn: string;
  /** Text of the event; left out, EventBridge's own event is sent. */
  input?: string | undefined;
}

export interface ApiModel {
  routes: RouteModel[];
  /** Requests a second and burst; nothing means not limited. */
  throttle?: Throttle | undefined;
  routeThrottles: Record<string, Throttle>;
}

export interface Throttle {
  ratePerSecond: number;
  burst: number;
}

export interface RouteModel {
  /** `GET /companies/{companyId}`, or `$default`. */
  routeKey: string;
  functionArn: string;
  timeoutMs: number;
  needsToken: boolean;
  /** One of them must be in the token; none: any valid token will do. */
  scopes: string[];
}
