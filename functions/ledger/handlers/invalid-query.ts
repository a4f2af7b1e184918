import type { DomainError } from '../../../shared/kernel/errors.ts';
import { refuse } from '../errors.ts';

/** A query whose values exclude each other: 400 with a pointer to the field. */
export function invalidQuery(field: string, detail: string): DomainError {
  return refuse('ledger.invalid-range', detail, { errors: [{ pointer: `query/${field}`, detail }] });
}
