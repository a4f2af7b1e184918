import { expect, it } from 'vitest';
import { readAhead } from '../../../shared/imports/read-ahead.ts';

/** Gives 1, 2, 3 and notes what is asked of it. */
async function* source(asked: string[], failsAt?: number) {
  try {
    for (const item of [1, 2, 3]) {
      asked.push(`read ${item}`);
      if (item === failsAt) throw new Error('torn');
      yield item;
    }
  } finally {
    asked.push('closed');
  }
}

it('reads the next item while one is worked on, in order', async () => {
  const seen: string[] = [];
  for await (const item of readAhead(source(seen))) {
    await Promise.resolve();
    seen.push(`did ${item}`);
  }
  expect(seen).toEqual(['read 1', 'read 2', 'did 1', 'read 3', 'did 2', 'closed', 'did 3']);
});

it('throws where reading failed, behind what came before', async () => {
  const seen: number[] = [];
  const run = async () => {
    for await (const item of readAhead(source([], 2))) seen.push(item);
  };
  await expect(run()).rejects.toThrow('torn');
  expect(seen).toEqual([1]);
});

it('closes what it reads from when its user stops', async () => {
  const asked: string[] = [];
  for await (const _ of readAhead(source(asked))) break;
  expect(asked).toEqual(['read 1', 'read 2', 'closed']);
});

it('closes it too when the work on an item fails, whatever the next one brings', async () => {
  const asked: string[] = [];
  const run = async () => {
    for await (const _ of readAhead(source(asked, 2))) throw new Error('refused');
  };
  await expect(run()).rejects.toThrow('refused');
  expect(asked).toEqual(['read 1', 'read 2', 'closed']);
});
