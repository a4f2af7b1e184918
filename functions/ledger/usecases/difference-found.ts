import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Difference } from '../domain/verification.ts';

/** Ends the verification of a year: the first difference is what is reported. */
export class DifferenceFound extends Error {
  readonly difference: Difference;
  constructor(difference: Difference) {
    super(difference.detail);
    this.difference = difference;
  }
}

/** What cannot be read is a difference too; an unreachable table is not. */
export async function reading<T>(
  run: () => Promise<T>,
  found: (detail: string) => DifferenceFound,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const fromTable = error instanceof Error && '$metadata' in error;
    if (fromTable || error instanceof DifferenceFound || error instanceof DomainError) throw error;
    throw found(`Cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown reason'}`);
  }
}
