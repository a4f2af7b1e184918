import { expect, test } from 'vitest';
import { fitAnswer } from '../../../functions/ledger/handlers/fit-answer.ts';

test('an answer holds as many items as have room in bytes, not in characters', () => {
  expect(fitAnswer(['ab', 'cd', 'ef'], 15)).toBe(3);
  expect(fitAnswer(['ab', 'cd', 'ef'], 14)).toBe(2);
  expect(fitAnswer(['äö', 'üß', 'ef'], 14)).toBe(2);
  expect(fitAnswer(['€€', '€€'], 14)).toBe(1);
});

test('and at least one, so that a list goes on', () => {
  expect(fitAnswer(['x'.repeat(100), 'y'], 10)).toBe(1);
  expect(fitAnswer([], 10)).toBe(0);
});
