import { describe, expect, it } from 'vitest';
import { counterHints } from '../../../functions/credit/counter-hints.ts';

const settings = (hasGroups?: boolean) => ({ company: 'acme', ...(hasGroups ? { hasGroups } : {}) });
const of = (customer: string, root = customer) => ({ customer, root });

describe('whose counter a check takes from', () => {
  it('is not guessed of a company that was never seen', () => {
    expect(counterHints().rootOf('acme', 'k-1')).toBeUndefined();
  });

  it('is its own for every customer of a company without groups, and of no other company', () => {
    const hints = counterHints();
    hints.learn(settings(), of('k-1'));
    expect(hints.rootOf('acme', 'never-seen')).toBe('never-seen');
    expect(hints.rootOf('other', 'k-1')).toBeUndefined();
  });

  it('is what was seen last where there are groups, and nothing for those never seen', () => {
    const hints = counterHints();
    hints.learn(settings(), of('k-1'));
    hints.learn(settings(true), of('k-2', 'head'));
    expect(['k-1', 'k-2', 'k-3'].map((one) => hints.rootOf('acme', one))).toEqual([
      undefined,
      'head',
      undefined,
    ]);
    hints.learn(settings(true), of('k-2'));
    expect(hints.rootOf('acme', 'k-2')).toBe('k-2');
  });

  it('is not guessed after a member was seen, whatever older settings say', () => {
    const hints = counterHints();
    hints.learn(settings(), of('k-2', 'head'));
    hints.learn(settings(), of('k-1'));
    expect(hints.rootOf('acme', 'k-3')).toBeUndefined();
    expect(hints.rootOf('acme', 'k-1')).toBe('k-1');
  });

  it('is forgotten of the oldest, after thousands', () => {
    const hints = counterHints();
    for (let at = 0; at <= 5_000; at += 1) hints.learn(settings(true), of(`k-${at}`));
    expect([hints.rootOf('acme', 'k-0'), hints.rootOf('acme', 'k-5000')]).toEqual([undefined, 'k-5000']);
  });
});
