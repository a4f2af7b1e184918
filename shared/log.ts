/**
 * What a log line may say. The list is closed on purpose: names, texts, amounts and addresses of people have no
 * field here, so they cannot be logged by accident. Ids of ours, codes, counts and durations can.
 */
const FIELDS = [
  'attempt',
  'batchSize',
  'code',
  'companyId',
  'count',
  'durationMs',
  'errorName',
  'errorStack',
  'errorText',
  'exportId',
  'fiscalYear',
  'importId',
  'journalNumber',
  'kind',
  'messageId',
  'outcome',
  'queue',
  'requestId',
  'route',
  'status',
  'type',
] as const;

export type LogFields = { readonly [F in (typeof FIELDS)[number]]?: string | number | boolean | undefined };
export type LogLevel = 'info' | 'warn' | 'error';

/** Writes one structured line. A port: tests pass a function that collects. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

const EMAIL = /[^\s@"'<>]+@[^\s@"'<>]+\.[a-z]{2,}/giu;
const LONG_NUMBER = /\b[A-Z]{0,2}\d[\d ]{6,}\d\b/gu;
const AMOUNT = /(?<![\w.:-])[+-]?\d{1,3}(?:[., ]?\d{3})*[.,]\d{1,3}(?![\w.:])/gu;
const QUOTED = /"[^"]{3,}"|'[^']{12,}'/gu;
const MAX_TEXT_LENGTH = 2_000;

/** Takes out of a foreign text (an error message, a stack) what may be about people: addresses, numbers, amounts, quotes. */
export function redact(text: string): string {
  return text
    .slice(0, MAX_TEXT_LENGTH)
    .replace(EMAIL, '<address>')
    .replace(LONG_NUMBER, '<number>')
    .replace(AMOUNT, '<amount>')
    .replace(QUOTED, '<text>');
}

/** The fields by which an unexpected error is found again in the code. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const cause = error.cause instanceof Error ? ` (cause: ${error.cause.name}: ${error.cause.message})` : '';
  return {
    errorName: error.name,
    errorText: redact(error.message + cause),
    errorStack: redact(frames.slice(0, 8).join('\n')),
  };
}

/** One JSON line; unknown fields are dropped. `_X_AMZN_TRACE_ID` ties the line to its X-Ray trace. */
export function logLine(
  level: LogLevel,
  message: string,
  fields: LogFields,
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
): string {
  const line: Record<string, unknown> = { time: now.toISOString(), level, message };
  if (env.AWS_LAMBDA_FUNCTION_NAME) line.function = env.AWS_LAMBDA_FUNCTION_NAME;
  if (env._X_AMZN_TRACE_ID) line.trace = env._X_AMZN_TRACE_ID;
  for (const name of FIELDS) if (fields[name] !== undefined) line[name] = fields[name];
  return JSON.stringify(line);
}

/** The log of a function: standard output, where CloudWatch and the runner pick it up. */
export const log: Log = (level, message, fields = {}) => {
  process.stdout.write(`${logLine(level, message, fields, process.env, new Date())}\n`);
};
