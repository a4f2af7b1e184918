import type { DomainError, ErrorKind, FieldError } from '../kernel/errors.ts';
import type { Reply } from './route.ts';

/** The one place where a kind of refusal becomes a status. */
export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unsupported: 415,
  invalid: 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
};

/** RFC 9457 problem document. `instance` is the request id: quote it, and the log line is found. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly errors?: readonly FieldError[];
  readonly [extra: string]: unknown;
}

export const PROBLEM_TYPE = 'application/problem+json';

/** `ledger.period-closed` reads `Period closed` where no catalogue is at hand. */
function titleOf(code: string): string {
  const words = code.slice(code.indexOf('.') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Complaints named in one problem; more are only counted: an answer stays far below what Lambda may answer. */
const MAX_ERRORS = 100;

/**
 * The document that says what was refused; also used inside batch results and stored outcomes (without instance).
 * Complaints beyond `maxErrors` are counted in `furtherErrors`.
 */
export function problemOf(error: DomainError, requestId?: string, maxErrors = MAX_ERRORS): Problem {
  const { errors = [], extra, title } = error.details;
  const further = errors.length - maxErrors;
  return {
    ...extra,
    type: `/problems/${error.code}`,
    title: title ?? titleOf(error.code),
    status: STATUS_OF[error.kind],
    detail: error.message,
    ...(requestId === undefined ? {} : { instance: requestId }),
    ...(errors.length > 0 ? { errors: errors.slice(0, maxErrors) } : {}),
    ...(further > 0 ? { furtherErrors: further } : {}),
  };
}

/** A refusal as a reply; 429 and 503 (and whoever asks for it) say when to try again. */
export function refusalReply(error: DomainError, requestId: string): Reply {
  const problem = problemOf(error, requestId);
  const wait =
    error.details.retryAfterSeconds ?? (problem.status === 429 || problem.status === 503 ? 1 : undefined);
  return {
    status: problem.status,
    body: problem,
    headers: wait === undefined ? {} : { 'retry-after': String(wait) },
  };
}

/** What the caller learns about a bug of ours: that there was one, and under which request id we find it. */
export function bugReply(requestId: string): Reply {
  return {
    status: 500,
    body: {
      type: '/problems/platform.internal',
      title: 'Something broke on our side',
      status: 500,
      detail:
        'The request could not be answered. It may or may not have taken effect; repeat it with the same key.',
      instance: requestId,
    },
    headers: {},
  };
}
