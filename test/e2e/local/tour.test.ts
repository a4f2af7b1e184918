import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoCompany, DEMO_COMPANY } from '../../../infra/local/demo.ts';
import { suggestCommands } from '../../../infra/local/demo-commands.ts';
import { type Runner, startRunner } from '../../../infra/local/runner.ts';
import { askAs } from '../../support/installation.ts';
import { patternOf, readTour, runTour, withoutVarying } from '../../support/tour.ts';

/*
 * The README's tour is what one sees: its commands run as they stand there, and print what it shows. Times, hashes and ids
 * that the back office makes are compared by their form; `...` in the README stands for what was cut out.
 */
const README = readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8');
const HEADING = 'A tour of five minutes';
/** The address that the README names; the runner of the test has a port of its own. */
const SHOWN_API = 'http://127.0.0.1:3000';

let folder: string;
let runner: Runner;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-tour-'));
  mkdirSync(path.join(folder, '.backoffice'));
  runner = await startRunner({ endpointsFile: path.join(folder, '.backoffice', 'endpoints.json') });
}, 240_000);
afterAll(async () => {
  await runner?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a first start', () => {
  it('makes the demo company: its year is booked, closed, and verified', async () => {
    expect(runner.madeDemo).toBe(true);
    const ask = await askAs(runner.api, 'demo-auditor');
    const year = await ask('GET', `/companies/${DEMO_COMPANY}/fiscal-years/2025`);
    expect(year.body).toMatchObject({ entries: 366, closed: true });
    const report = await ask('GET', `/companies/${DEMO_COMPANY}/reports/trial-balance?asOf=2025-12-31`);
    expect(report.body.totals.debit).toBe(report.body.totals.credit);
    const next = await ask('GET', `/companies/${DEMO_COMPANY}/reports/trial-balance?asOf=2026-01-01`);
    expect(next.body.provisional).toBe(false);
    const open = await ask(
      'GET',
      `/companies/${DEMO_COMPANY}/reports/open-items?side=receivable&asOf=2025-12-31`,
    );
    const documents = open.body.items.map((item: { documentNumber: string }) => item.documentNumber);
    expect(documents).toEqual(['RE-251203', 'RE-251204', 'RE-251205']); // everything else was paid, and is settled
  });

  it('that was cut short anywhere is completed by the next one, and nothing is booked twice', async () => {
    const ask = await askAs(runner.api, 'demo-auditor');
    const verify = () => ask('GET', `/companies/${DEMO_COMPANY}/journal/verification`);
    const before = await verify();
    await createDemoCompany(runner);
    expect((await verify()).body).toEqual(before.body);
    expect(before.body).toMatchObject({ ok: true, entries: 369 });
  });

  it('suggests three commands that work as they are pasted', async () => {
    const commands = suggestCommands(runner.api)
      .split('\n')
      .filter((line) => line.startsWith('  '));
    expect(commands).toHaveLength(3);
    const steps = commands.map((command) => ({ commands: `${command}\necho\n`, shown: '' }));
    const [token, balance, verification] = await runTour(steps, folder);
    expect(token?.trim()).toBe('');
    expect(balance).toContain('"account":"1800","name":"Bank"');
    expect(verification).toContain('"ok":true');
  });
});

describe('the tour of the README', () => {
  it('prints what the README shows', { timeout: 240_000 }, async () => {
    const steps = readTour(README.replaceAll(SHOWN_API, runner.api), HEADING);
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.filter(({ shown }) => shown.replaceAll(/[.\s]/g, '') === '')).toEqual([]);
    const printed = await runTour(steps, folder, 230);
    for (const [index, { commands, shown }] of steps.entries()) {
      const seen = withoutVarying(printed[index] ?? '');
      if (!patternOf(shown).test(`${seen}\n`)) expect(seen, commands).toBe(withoutVarying(shown));
    }
  });
});
