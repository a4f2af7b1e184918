import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../infra/local/broker/loopback-only.ts';
import { openDataFolder } from '../../../infra/local/data-folder.ts';
import { readStartSettings } from '../../../infra/local/settings.ts';

describe('readStartSettings', () => {
  it('keeps in .backoffice on port 3000 unless told otherwise', () => {
    expect(readStartSettings([], {})).toMatchObject({ dataFolder: '.backoffice', port: 3000, empty: false });
    expect(readStartSettings(['--empty'], { PORT: '80', BACKOFFICE_DATA: ':memory:' })).toEqual({
      dataFolder: undefined,
      port: 80,
      empty: true,
      endpointsFile: path.join('.backoffice', 'endpoints.json'),
    });
  });

  it('refuses what it does not understand', () => {
    expect(() => readStartSettings([], { PORT: 'http' })).toThrow(/PORT must be a number/);
    expect(() => readStartSettings(['--emtpy'], {})).toThrow(/The only one is --empty/);
  });
});

describe('openDataFolder', () => {
  it('lets one runner in at a time, and the next after it', async () => {
    const location = mkdtempSync(path.join(os.tmpdir(), 'backoffice-unit-'));
    const first = await openDataFolder(location);
    await expect(openDataFolder(location)).rejects.toThrow(/in use by another Backoffice/);
    const patient = openDataFolder(location);
    first.release();
    (await patient).release();
    rmSync(location, { recursive: true });
  });
});

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['::ffff:127.0.0.1', true],
    ['::1', true],
    ['192.168.1.5', false],
    ['::ffff:10.0.0.1', false],
    ['', false],
  ])('%s: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected);
  });
});
