import { describe, expect, it } from 'vitest';
import {
  ChangedMeanwhileError,
  ContentionError,
  decideAgain,
  type Retry,
} from '../../../shared/table/failures.ts';

/** Tries once more after contention. */
const retryWhileContended: Retry = async (attempt) => {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof ContentionError)) throw error;
    return attempt();
  }
};

function failingOnce(error: Error) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries === 1) throw error;
    return tries;
  };
}

describe('deciding again', () => {
  it('when what the module itself decided on has changed', async () => {
    const attempt = failingOnce(new ChangedMeanwhileError('receivables', 'an item'));
    expect(await decideAgain('receivables', { retryWhileContended }, attempt)).toBe(2);
  });

  it('not for the writes of a caller, who alone can decide on them again', async () => {
    const attempt = failingOnce(new ChangedMeanwhileError('payments', 'a payment'));
    const decided = decideAgain('receivables', { retryWhileContended }, attempt);
    await expect(decided).rejects.toThrow('a payment changed meanwhile');
  });
});
