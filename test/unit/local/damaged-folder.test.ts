import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../infra/local/data-folder.ts';
import { openLocalKms } from '../../../infra/local/gate/local-kms.ts';
import { openState } from '../../../infra/local/open-state.ts';
import { StartRefusal } from '../../../infra/local/start-refusal.ts';
import type { KeyModel } from '../../../infra/local/template/model.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(path.join(os.tmpdir(), 'backoffice-unit-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('a data folder', () => {
  it('that cannot be one is refused in one sentence', async () => {
    const file = path.join(place, 'file');
    writeFileSync(file, 'x');
    for (const location of [file, path.join(file, 'below')]) {
      const refusal = await openDataFolder(location).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(StartRefusal);
      expect(String(refusal)).toMatch(/cannot be written to \((EEXIST|ENOTDIR)\).*BACKOFFICE_DATA\.$/);
    }
  });

  it('with a part that cannot be opened is refused by the name of the part', async () => {
    const folder = await openDataFolder(path.join(place, 'data'));
    const open = () => Promise.reject(new Error('file is not a database\n  at somewhere'));
    const refusal = await openState(folder, 'broker', open).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartRefusal);
    expect(String(refusal)).toContain(`${folder.at('broker')} cannot be opened`);
    expect(String(refusal)).toContain('(file is not a database)');
    const own = new StartRefusal('one sentence');
    await expect(openState(folder, 'table', () => Promise.reject(own))).rejects.toBe(own);
    await expect(openState(folder, 'table', () => 7)).resolves.toBe(7);
    folder.release();
  });

  it('keeps damaged signing keys as they are instead of making new ones', () => {
    const file = path.join(place, 'kms.json');
    const keys = [{ id: 'k', arn: 'arn', aliases: [], signs: true }] as unknown as KeyModel[];
    openLocalKms(keys, file);
    const kept = readFileSync(file, 'utf8');
    openLocalKms(keys, file);
    expect(readFileSync(file, 'utf8')).toBe(kept);
    writeFileSync(file, kept.slice(0, 40));
    expect(() => openLocalKms(keys, file)).toThrow(SyntaxError);
    expect(readFileSync(file, 'utf8')).toBe(kept.slice(0, 40));
  });
});
