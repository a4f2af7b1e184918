import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { MembershipOf, Principal } from '../access.ts';
import { retryWhileContended, UnknownOutcomeError } from '../table/failures.ts';
import type { Table } from '../table/table.ts';
import { authorize, unknownCompany } from './authorize.ts';
import type { ApiRequest, Binding } from './binding.ts';
import { readJsonBody } from './body.ts';
import { refuse } from './errors.ts';
import type { ReadForm } from './form-body.ts';
import { answerOnce, type CommitKey, requestKeyOf } from './once.ts';
import { assertScope, principalOf } from './principal.ts';
import { checkReply } from './result.ts';
import { DEFAULT_BODY_LIMIT_BYTES, type Reply } from './route.ts';
import { parsePart } from './validate.ts';

export interface AnswerDeps {
  readonly table: Table;
  readonly membershipOf: MembershipOf;
  /** For functions with forms; the others go without it. */
  readonly readForm?: ReadForm;
  /** Refuses (429) a principal that asks too often. */
  readonly admit: (principal: Principal, now: Date) => Promise<void>;
}

/** Public routes have no principal; nothing may be written in this name. */
const ANYBODY: Principal = { id: 'anybody', kind: 'machine' };

function parseQuery({ query }: Binding, event: APIGatewayProxyEventV2): unknown {
  const given = event.queryStringParameters ?? {};
  if (query) return parsePart(query, given, 'query');
  const [unknown] = Object.keys(given);
  if (unknown === undefined) return undefined;
  throw refuse('platform.malformed-request', 'This route takes no query.', {
    errors: [{ pointer: `query/${unknown}`, detail: 'unknown field' }],
  });
}

/** Who asks, and whether they may: before a byte of the body is looked at. */
async function admit({ route, params }: Binding, event: APIGatewayProxyEventV2, deps: AnswerDeps, now: Date) {
  assertScope(event, route.scope);
  if (route.scope === 'public') return { principal: ANYBODY, membership: undefined };
  const principal = principalOf(event);
  await deps.admit(principal, now);
  const companyId = event.pathParameters?.companyId;
  if (companyId !== undefined && route.permission) {
    // An id that could never be one is as unknown as any other.
    const possible = params?.shape.companyId?.safeParse(companyId).success ?? true;
    if (!possible) throw unknownCompany(companyId);
  }
  return { principal, membership: await authorize(route, companyId, principal, deps.membershipOf) };
}

/**
 * Runs a handler again when somebody else was faster at the table: handlers load, decide and commit, so nothing has
 * happened. Where no answer came at all, the caller must decide: with a key, a repetition is safe.
 */
function whileContended(handle: () => Promise<Reply>): Promise<Reply> {
  return retryWhileContended(async () => {
    try {
      return await handle();
    } catch (error) {
      if (!(error instanceof UnknownOutcomeError)) throw error;
      throw refuse('platform.outcome-unknown', 'The table did not answer in time; repeat the request.');
    }
  });
}

/** The pipeline of one request: who, may they, what do they say, once, and does the reply keep the contract. */
export async function answer(
  binding: Binding,
  event: APIGatewayProxyEventV2,
  deps: AnswerDeps,
  now: Date,
): Promise<Reply> {
  const { route } = binding;
  const { principal, membership } = await admit(binding, event, deps, now);
  const params = binding.params && parsePart(binding.params, event.pathParameters ?? {}, 'params');
  const query = parseQuery(binding, event);
  const limitBytes = route.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES;
  const read = (route.form && deps.readForm) || readJsonBody;
  const raw = await read(event, limitBytes);
  if (!route.body && raw.bytes.length > 0) {
    throw refuse('platform.malformed-request', 'This route takes no body.');
  }
  const body = route.body && parsePart(route.body, raw.value, '');
  const { headers, requestContext } = event;
  const { requestId, http } = requestContext;
  const { sourceIp } = http;
  const request = { params, query, body, principal, membership, headers, now, sourceIp, requestId };
  const check = (reply: Reply) => checkReply(route, reply);
  const run = (idempotency: CommitKey | undefined) =>
    whileContended(async () => check(await binding.handle({ ...request, idempotency } as ApiRequest)));
  const key = requestKeyOf(route, event, principal.id, raw.bytes);
  if (!key) return run(undefined);
  return answerOnce({ table: deps.table, request: key, now, checkReply: check, run });
}
