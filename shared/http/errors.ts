import { catalogue } from '../kernel/errors.ts';

/** What the platform itself refuses, before or after a module's own rules. */
export const refuse = catalogue({
  'platform.unknown-route': { kind: 'missing', title: 'There is no such route' },
  'platform.unauthorized': { kind: 'unauthorized', title: 'A valid token is needed' },
  'platform.missing-scope': { kind: 'forbidden', title: 'The token lacks a scope' },
  'platform.unknown-company': { kind: 'missing', title: 'There is no such company for you' },
  'platform.forbidden': { kind: 'forbidden', title: 'Your roles do not allow this' },
  'platform.four-eyes': { kind: 'forbidden', title: 'Somebody else must decide this' },
  'platform.already-decided': { kind: 'conflict', title: 'It has been decided already' },
  'platform.too-large': { kind: 'too-large', title: 'The body is too large' },
  'platform.unsupported-type': { kind: 'unsupported', title: 'The body must be application/json' },
  'platform.malformed-json': { kind: 'malformed', title: 'The body is not JSON' },
  'platform.malformed-request': { kind: 'malformed', title: 'The request does not fit its schema' },
  'platform.malformed-cursor': { kind: 'malformed', title: 'The cursor is not one of this list' },
  'platform.malformed-key': { kind: 'malformed', title: 'The Idempotency-Key is not usable' },
  'platform.idempotency-key-reused': { kind: 'conflict', title: 'The key was used for another request' },
  'platform.if-match-required': { kind: 'precondition-required', title: 'The change must name its version' },
  'platform.stale': { kind: 'stale', title: 'Somebody else changed it meanwhile' },
  'platform.too-many-requests': { kind: 'too-many', title: 'Too many requests' },
  'platform.outcome-unknown': { kind: 'unavailable', title: 'It may or may not have taken effect' },
  'platform.busy': { kind: 'unavailable', title: 'Too busy at the moment' },
});
