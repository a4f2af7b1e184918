import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Principal } from '../access.ts';
import { refuse } from './errors.ts';
import type { RouteSpec } from './route.ts';

type Claims = Readonly<Record<string, unknown>>;

function claimsOf(event: APIGatewayProxyEventV2): Claims {
  const context = event.requestContext as Partial<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext']>;
  return context.authorizer?.jwt?.claims ?? {};
}

function scopesOf(claims: Claims): readonly string[] {
  return typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
}

/** Ids of principals stand in keys and logs: bounded, and without the separator of keys. */
const PRINCIPAL_ID = /^[A-Za-z0-9][A-Za-z0-9._@:-]{0,127}$/;

/**
 * Who acts, from the claims that the authorizer has verified. A token of the client-credentials grant has its
 * `client_id` as `sub` too (Cognito) or no `sub`: that is a machine; else `sub` is a person.
 */
export function principalOf(event: APIGatewayProxyEventV2): Principal {
  const { sub, client_id: clientId } = claimsOf(event);
  const isMachine = typeof clientId === 'string' && (sub === undefined || sub === clientId);
  const id = isMachine ? clientId : sub;
  if (typeof id !== 'string' || !PRINCIPAL_ID.test(id)) {
    throw refuse('platform.unauthorized', 'The token names nobody this system could know.');
  }
  return { id, kind: isMachine ? 'machine' : 'person' };
}

/** The authorizer of API Gateway has checked this already; a wrong stack must not open a door all the same. */
export function assertScope(event: APIGatewayProxyEventV2, scope: RouteSpec['scope']): void {
  if (scope === 'public') return;
  if (scopesOf(claimsOf(event)).includes(`backoffice/${scope}`)) return;
  throw refuse('platform.missing-scope', `The token lacks the scope backoffice/${scope}.`);
}
