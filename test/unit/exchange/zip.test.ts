import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeZip, type ZipPart } from '../../../functions/exchange/zip.ts';
import { collect } from '../../support/byte-chunks.ts';
import { readZip } from '../../support/read-zip.ts';

const pack = async (parts: Iterable<ZipPart> | AsyncIterable<ZipPart>) =>
  Buffer.concat(await collect(writeZip(parts)));

test('any files come out as they went in, packed or stored', async () => {
  const part = fc.record({
    chunks: fc.array(fc.uint8Array({ maxLength: 2_000 }), { maxLength: 5 }),
    stored: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (contents) => {
      const parts = contents.map((content, at) => ({ ...content, path: `Größe/${at}.bin` }));
      const files = readZip(await pack(parts));
      expect([...files.keys()]).toEqual(parts.map(({ path }) => path));
      for (const { path, chunks } of parts) expect(files.get(path)?.equals(Buffer.concat(chunks))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a part is asked for when the one before is through, and its error ends the archive', async () => {
  const asked: string[] = [];
  async function* chunks(name: string) {
    asked.push(name);
    yield 'x'.repeat(100_000);
    if (name === 'b') throw new Error('gone');
  }
  const reading = writeZip(['a', 'b', 'c'].map((path) => ({ path, chunks: chunks(path) })));
  await expect(collect(reading)).rejects.toThrow('gone');
  expect(asked).toEqual(['a', 'b']);
});

const python = spawnSync('python3', ['--version']).status === 0;

test.skipIf(!python)('another program finds no fault with it (skipped without python3)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    const file = join(folder, 'a.zip');
    const big = Array.from({ length: 50 }, (_, at) => `${at};`.repeat(20_000));
    writeFileSync(
      file,
      await pack([
        { path: 'ä.csv', chunks: big },
        { path: 'b.bin', chunks: ['b'], stored: true },
      ]),
    );
    const { stdout } = spawnSync('python3', [
      '-c',
      `import zipfile; z = zipfile.ZipFile(${JSON.stringify(file)}); print(z.testzip(), z.namelist())`,
    ]);
    expect(stdout.toString().trim()).toBe("None ['ä.csv', 'b.bin']");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
