import { describe, expect, it } from 'vitest';
import { extfBatch } from '../../support/extf-fixtures.ts';
import { HLEDGER_IS_HERE, hledgerBalances, trialBalances } from '../../support/hledger.ts';
import { journalCsv } from '../../support/journal-fixtures.ts';
import {
  createCompany,
  fetchExport,
  importFile,
  readSharedData,
  type StoryCompany,
} from '../../support/stories.ts';

/** 100,000 by hand: `FILE_ENTRIES=100000 npx vitest run --project e2e files`. */
const ENTRIES = Number(process.env.FILE_ENTRIES ?? 2_000);
/** A test machine books thousands a second; a slow one gets its time. */
const SECONDS = 60 + ENTRIES / 250;
const REAL_DATEV_FILE = readSharedData('datev/EXTF_Buchungsstapel.csv');

async function trialBalance({ ask, at }: StoryCompany, asOf: string) {
  const { status, body } = await ask('GET', at(`/reports/trial-balance?asOf=${asOf}`));
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** The exported journal, added up by another program, has the balances of the trial balance. */
async function expectSameInHledger(company: StoryCompany, year: number): Promise<void> {
  if (!HLEDGER_IS_HERE) return console.warn('hledger is not installed: balances were not checked by it.');
  const journal = await fetchExport(company, 'hledger', SECONDS);
  const report = await trialBalance(company, `${year}-12-31`);
  expect(trialBalances(report).size).toBeGreaterThan(1);
  expect(hledgerBalances(journal)).toEqual(trialBalances(report));
}

describe('a journal CSV', () => {
  it(`of ${ENTRIES} entries comes in completely, and hledger finds its balances`, {
    timeout: 300_000,
  }, async () => {
    const company = await createCompany();
    const content = [...journalCsv({ entries: ENTRIES, accounts: 45, seed: 11 })].join('');
    const from = performance.now();
    const imported = await importFile(company, 'journal-csv', { name: 'journal.csv', content }, SECONDS);
    const seconds = (performance.now() - from) / 1000;
    if (process.env.FILE_ENTRIES) {
      console.info(`${ENTRIES} entries in ${seconds.toFixed(1)} s: ${Math.round(ENTRIES / seconds)}/s`);
    }
    expect(imported).toMatchObject({ state: 'done', read: ENTRIES, done: ENTRIES, refused: [] });
    const report = await trialBalance(company, '2026-12-31');
    expect(report.accounts).toHaveLength(45);
    expect(report.totals.debit).toBe(report.totals.credit);
    const { body } = await company.ask('GET', company.at('/journal/verification'));
    expect(body).toMatchObject({ ok: true, entries: ENTRIES });
    await expectSameInHledger(company, 2026);
  });

  it('gives back refused rows as a file that can be mended and sent again; the same file is recognized', async () => {
    const company = await createCompany();
    const rows = [
      'entry;date;text;account;debit;credit',
      '1;2026-01-02;gut;1200;10,00;',
      '1;2026-01-02;gut;8400;;10,00',
      '2;2026-01-03;schief;1200;10,00;',
      '2;2026-01-03;schief;8400;;9,00',
      '3;2026-02-30;kein Tag;1200;1,00;',
      '3;2026-02-30;kein Tag;8400;;1,00',
      '4;2026-01-04;auch gut;1200;4,00;',
      '4;2026-01-04;auch gut;8400;;4,00',
    ];
    const file = { name: 'journal.csv', content: `${rows.join('\r\n')}\r\n` };
    const imported = await importFile(company, 'journal-csv', file);
    expect(imported).toMatchObject({ state: 'done', read: 4, done: 2, refusedCount: 2 });
    expect(imported.refused).toEqual([
      { row: 4, code: 'ledger.unbalanced', reason: expect.stringContaining('1.00') },
      { row: 6, code: 'ledger.row-date', reason: expect.stringContaining('2026-02-30') },
    ]);

    const { ask, at } = company;
    const link = await ask('GET', imported.rejectedFile);
    const rejected = await (await fetch(link.body.url)).text();
    expect(rejected.match(/schief|kein Tag/g)).toHaveLength(4);
    expect(rejected).not.toMatch(/gut/);
    const mended = rejected.replace('9,00', '10,00').replaceAll('2026-02-30', '2026-02-28');
    const second = await importFile(company, 'journal-csv', { name: 'mended.csv', content: mended });
    expect(second).toMatchObject({ state: 'done', read: 2, done: 2, refused: [] });

    const again = await importFile(company, 'journal-csv', { ...file, name: 'renamed.csv' });
    expect(again).toMatchObject({ state: 'done', duplicateOf: imported.importId });
    const { body } = await ask('GET', at('/journal/verification'));
    expect(body).toMatchObject({ ok: true, entries: 4 });
    await expectSameInHledger(company, 2026);
  });

  it('that is none fails with the reason', async () => {
    const company = await createCompany();
    const imported = await importFile(company, 'journal-csv', {
      name: 'x.csv',
      content: 'name;colour\r\na;b\r\n',
    });
    expect(imported).toMatchObject({ state: 'failed', failure: { code: 'ledger.csv-columns' } });
    expect(imported.failure.detail).toContain('colour');
  });
});

describe('a DATEV posting batch', () => {
  it.skipIf(REAL_DATEV_FILE === undefined)(
    'the real file (../shared/data/datev) comes in completely, and hledger finds its balances',
    async () => {
      const company = await createCompany();
      const content = REAL_DATEV_FILE as Uint8Array<ArrayBuffer>;
      const imported = await importFile(company, 'datev-batch', { name: 'EXTF_Buchungsstapel.csv', content });
      expect(imported).toMatchObject({ state: 'done', read: 2, done: 2, refused: [] });
      expect(await trialBalance(company, '2018-12-31')).toMatchObject({ fiscalYear: 2018 });
      await expectSameInHledger(company, 2018);
    },
  );

  it('of version 13 has its gross amounts split into net and tax', async () => {
    const company = await createCompany();
    const content = [...extfBatch({ rows: 500, seed: 3, version: 13 })].join('');
    const imported = await importFile(company, 'datev-batch', { name: 'EXTF.csv', content });
    expect(imported).toMatchObject({ state: 'done', read: 500, done: 500, refused: [] });
    const balances = trialBalances(await trialBalance(company, '2026-12-31'));
    const cents = (account: string) => Math.round(Number(balances.get(account)) * 100);
    // Each entry's tax is rounded by itself: at most half a cent each.
    expect(Math.abs(cents('1776') - cents('8400') * 0.19)).toBeLessThan(250);
    expect(balances.get('1771')).toMatch(/^-\d/);
    await expectSameInHledger(company, 2026);
  });
});
