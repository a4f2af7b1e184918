import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { DomainError, invariant } from '../kernel/errors.ts';
import { errorFields, type Log, log as standardLog } from '../log.ts';
import { type Measure, measure as standardMeasure } from '../metrics.ts';
import { type AnswerDeps, answer } from './answer.ts';
import type { Binding } from './binding.ts';
import { refuse } from './errors.ts';
import { bugReply, refusalReply } from './problem.ts';
import { RATE_LIMIT, rateLimiter } from './rate-limit.ts';
import { resolveRoute } from './resolve-route.ts';
import { contentTypeOf, resultOf } from './result.ts';
import { routeKey } from './route.ts';

export { type ApiRequest, type Binding, on } from './binding.ts';

export interface ApiDeps extends Omit<AnswerDeps, 'admit'>, Partial<Pick<AnswerDeps, 'admit'>> {
  readonly log?: Log;
  readonly measure?: Measure;
  readonly clock?: () => Date;
}

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/** Refusals become problem documents; anything else is a bug, told to the log and not to the caller. */
function answerProblems(log: Log, measure: Measure): middy.MiddlewareObj<Event, Result> {
  return {
    onError: (request) => {
      const { requestId } = request.event.requestContext;
      const { error } = request;
      if (error instanceof DomainError) {
        const reply = refusalReply(error, requestId);
        request.response = resultOf(reply, requestId);
        const dimensions = { Status: String(reply.status) };
        measure({ name: 'RequestsRefused', value: 1, unit: 'Count', dimensions });
        log('info', 'refused', { requestId, route: request.event.routeKey, code: error.code });
        return;
      }
      log('error', 'bug', { requestId, route: request.event.routeKey, ...errorFields(error) });
      request.response = resultOf(bugReply(requestId), requestId);
    },
  };
}

/** One line a request: which route, how it ended, how long it took. */
function logRequests(log: Log, clock: () => Date): middy.MiddlewareObj<Event, Result> {
  const started = new WeakMap<Event, number>();
  const tell = ({ event, response }: middy.Request<Event, Result>) => {
    log('info', 'answered', {
      requestId: event.requestContext.requestId,
      route: event.routeKey,
      companyId: event.pathParameters?.companyId,
      status: response?.statusCode,
      durationMs: clock().getTime() - (started.get(event) ?? 0),
    });
  };
  return {
    before: ({ event }) => void started.set(event, clock().getTime()),
    after: tell,
    onError: tell,
  };
}

/**
 * The handler of a module's HTTP function. API Gateway has routed and verified the token already, by the route itself or
 * by a greedy one that stands for several; this looks the binding up and runs the pipeline of `answer.ts`.
 */
export function api(deps: ApiDeps, ...bindings: readonly Binding[]) {
  const { log = standardLog, measure = standardMeasure, clock = () => new Date() } = deps;
  const { admit = rateLimiter(deps.table, RATE_LIMIT) } = deps;
  const byKey = new Map(bindings.map((binding) => [routeKey(binding.route), binding]));
  invariant(byKey.size === bindings.length, 'two bindings of one module have the same method and path');

  async function dispatch(event: Event): Promise<Result> {
    const binding = byKey.get(event.routeKey);
    const { method, path } = event.requestContext.http;
    if (!binding) throw refuse('platform.unknown-route', `There is no ${method} ${path}.`);
    const reply = await answer(binding, event, { ...deps, admit }, clock());
    const contentType = contentTypeOf(binding.route, reply);
    return resultOf(reply, event.requestContext.requestId, contentType);
  }
  const routes = bindings.map(({ route }) => route);
  // onError hooks run last-in, first-out: the line of the log sees the problem's status.
  const handler = middy<Event, Result>(dispatch)
    .use(logRequests(log, clock))
    .use(answerProblems(log, measure));
  return (event: Event, context: Context) => handler(resolveRoute(event, routes), context);
}
