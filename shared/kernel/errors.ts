/** What went wrong, in the words of the caller's situation; `shared/http/problem.ts` maps each kind to a status. */
export type ErrorKind =
  | 'malformed'
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'stale'
  | 'precondition-required'
  | 'too-large'
  | 'unsupported'
  | 'invalid'
  | 'too-many'
  | 'unavailable';

/** One complaint about one place of the input; `pointer` is an RFC 6901 JSON pointer into the request body. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

export interface ErrorDetails {
  /** The catalogue's title of this code. */
  readonly title?: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Further members of the problem document (RFC 9457 §3.2), for example the number of an existing entry. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An expected refusal. `code` is `module.reason` and stands in the module's error catalogue. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, code: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** A bug of ours: answered as 500, logged and alarmed, never shown to the caller. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** States what must hold; a violation is a bug, not a refusal. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** One line of a module's error catalogue (`errors.ts`), from which `docs/problems.md` is generated. */
export interface ErrorDefinition {
  readonly kind: ErrorKind;
  readonly title: string;
}

/**
 * Declares a module's catalogue and returns the maker of its errors, so that no code can be thrown that is
 * not documented: `const refuse = catalogue({ 'ledger.unbalanced': { kind: 'invalid', title: '…' } })`.
 */
export function catalogue<const C extends Readonly<Record<string, ErrorDefinition>>>(definitions: C) {
  function refuse(code: keyof C & string, message: string, details: ErrorDetails = {}): DomainError {
    const definition = definitions[code];
    invariant(definition, `error code ${code} is not in the catalogue`);
    return new DomainError(definition.kind, code, message, { title: definition.title, ...details });
  }
  return Object.assign(refuse, { definitions });
}
