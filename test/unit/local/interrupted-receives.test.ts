import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgiveInterrupted } from '../../../infra/local/sources/interrupted-receives.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-unit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A start that finds these messages under way, and these others waiting. */
function start(inflight: readonly string[], waiting: readonly string[] = []) {
  const content = { inflight, all: new Set([...inflight, ...waiting]) };
  return Object.fromEntries(forgiveInterrupted(path.join(folder, 'state', 'counts.json'), content));
}

it('forgives one receive a kill, remembers it while the message is there, and no longer', () => {
  expect(start([])).toEqual({});
  expect(start(['a', 'b'])).toEqual({ a: 1, b: 1 });
  expect(start(['a'], ['b'])).toEqual({ a: 2, b: 1 });
  expect(start(['b'])).toEqual({ b: 2 });
});

it('does not forgive for ever', () => {
  for (let kill = 0; kill < 25; kill += 1) start(['a']);
  expect(start(['a'])).toEqual({ a: 20 });
});
