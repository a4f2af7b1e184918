import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Block, entryText, readBlock, sealBlock } from '../../../../functions/ledger/domain/block.ts';
import type { NewEntry } from '../../../../functions/ledger/domain/entry.ts';
import { writeJournalBlocks } from '../../../../functions/ledger/domain/formats/write-journal-blocks.ts';
import { canonicalJson } from '../../../../shared/kernel/canonical-json.ts';

const FORMATS = path.resolve(import.meta.dirname, '../../../../docs/formats');
const PAGE = readFileSync(path.join(FORMATS, 'journal-block.md'), 'utf8').split('## Example')[1] ?? '';
const TEXTS = [...PAGE.matchAll(/```json\n(.*)\n```/g)].map(([, text = '']) => text);
const HASHES = [...PAGE.matchAll(/^ {4}([0-9a-f]{64})$/gm)].map(([, hash = '']) => hash);
const [genesis = '', firstHash = ''] = HASHES;

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('the worked example of docs/formats/journal-block.md', () => {
  it('has the hashes that the page says how to compute', () => {
    expect(HASHES).toHaveLength(3);
    expect(genesis).toBe(sha256('backoffice journal acme 2026'));
    expect(TEXTS.map((text, index) => sha256(`${HASHES[index]}\n${text}`))).toEqual(HASHES.slice(1));
  });

  it('is canonical JSON', () => {
    for (const text of TEXTS) expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('is what the ledger writes for these entries', () => {
    const blocks = exampleBlocks();
    expect(blocks.map(({ text }) => text)).toEqual(TEXTS);
    expect(blocks.map(({ hash }) => hash)).toEqual(HASHES.slice(1));
  });
});

/** Opened and sealed again, with what the page says of commit, time and person. */
function exampleBlocks(): Block[] {
  let [previousHash, firstNumber] = [genesis, 1];
  return TEXTS.map((text) => {
    const { commit, company, currency, fiscalYear, postedAt, postedBy } = JSON.parse(text);
    const context = { commitId: commit, company, currency, fiscalYear, postedAt, postedBy };
    const entries = readBlock(text).map((entry, index) => {
      const { id, ...rest } = entry;
      const asSent: NewEntry = id.startsWith('ent_') ? rest : entry;
      return entryText(asSent, firstNumber + index, currency);
    });
    const block = sealBlock(context, previousHash, firstNumber, entries);
    [previousHash, firstNumber] = [block.hash, block.lastNumber + 1];
    return block;
  });
}

describe.skipIf(!hasPython)(
  'recompute-journal.py (skipped where there is no python3)',
  { timeout: 60_000 },
  () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-chain-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    async function exported(): Promise<string[]> {
      const blocks = exampleBlocks().map((block) => ({ ...block, fiscalYear: 2026, text: () => block.text }));
      const lines: string[] = [];
      for await (const line of writeJournalBlocks(blocks)) lines.push(line);
      return lines;
    }

    function recompute(lines: readonly string[], ...options: string[]) {
      const file = path.join(folder, 'export.jsonl');
      writeFileSync(file, lines.join(''));
      const script = path.join(FORMATS, 'recompute-journal.py');
      const { status, stdout, stderr } = spawnSync('python3', [script, file, ...options], {
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    }

    it('finds the chain of an export good and adds its accounts up', async () => {
      const { status, stdout } = recompute(await exported(), '--balances', '2026-01-15');
      expect(status).toBe(0);
      expect(stdout.split('\n')).toEqual([
        `2026: 3 entries, 2 blocks, last hash ${HASHES[2]}`,
        '1800 104.50',
        '3801 -7.00',
        '4300 -100.00',
        '6855 2.50',
        '',
      ]);
    });

    it.each<[string, (lines: string[]) => string[], RegExp]>([
      [
        'an altered text',
        ([a = '', b = '']) => [a.replace('107.00', '108.00'), b],
        /^line 1: .*does not have the hash/,
      ],
      [
        'another predecessor',
        ([a = '', b = '']) => [a, b.replaceAll(firstHash, genesis)],
        /^line 2: .*not continue/,
      ],
    ])('finds %s', async (_what, alter, expected) => {
      const { status, stderr } = recompute(alter(await exported()));
      expect(status).toBe(1);
      expect(stderr).toMatch(expected);
    });
  },
);
