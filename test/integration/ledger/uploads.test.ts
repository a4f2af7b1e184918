import { beforeAll, describe, expect, it } from 'vitest';
import { readTrialBalance } from '../../../functions/ledger/usecases/read-trial-balance.ts';
import { verifyJournal } from '../../../functions/ledger/usecases/verify-journal.ts';
import { LEASE_SECONDS, refusedRows } from '../../../shared/imports/progress.ts';
import { Import } from '../../../shared/imports/table.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { extfHeader, extfHeadings, extfRow } from '../../support/extf-fixtures.ts';
import { type LedgerApi, NOW, openLedgerApi } from '../../support/ledger-api.ts';
import { ledgerUploadWorker, requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { placesOfWalk } from '../../support/thorough.ts';

let api: LedgerApi;
const files = memoryFiles(64);
let now = Date.parse(NOW);
const clock = () => new Date(now);

beforeAll(async () => {
  api = await openLedgerApi(() => []);
});

const HEADINGS = 'entry;id;date;text;account;debit;credit';

/** An entry of two lines; `credit` differs from `debit` where it is to be refused. */
function rows(entry: number, date: string, debit = '10,00', credit = debit, id = ''): string {
  const head = `${entry};${id};${date};Verkauf ${entry}`;
  return `${head};1200;${debit};\n${head};8400;;${credit}\n`;
}

/** Two years in turns, so that the ledger needs a block for each run of entries; two entries are refused. */
function mixedFile(mark: string): string {
  const years = ['02.01.2025', '03.01.2025', '02.01.2026', '03.01.2026', '05.02.2025', '06.02.2025'];
  const good = years.map((date, index) => rows(index + 1, date)).join('');
  const unbalanced = rows(7, '07.02.2025', '10,00', '11,00');
  const unreadable = rows(8, '31.02.2025');
  return `${HEADINGS}\n${good}${unbalanced}${unreadable}${rows(9, '01.03.2025', '10,00', '10,00', mark)}`;
}

async function upload(
  companyId: string,
  content: string,
  kind: 'journal-csv' | 'datev-batch' = 'journal-csv',
) {
  const { importId, key } = await requestUpload(api.table, { companyId, kind });
  files.content.set(key, content);
  return { importId, key };
}

const show = (companyId: string, importId: string) => api.table.get(Import, { companyId, importId });

async function verify(companyId: string) {
  const company = await api.ledger.loadCompany(companyId);
  if (!company) throw new Error(`no company ${companyId}`);
  return verifyJournal({ ...api.ledger, loadSeals: api.ledger.reader.loadSeals }, company);
}

async function expectBookedOnce(companyId: string, importId: string): Promise<void> {
  expect(await show(companyId, importId)).toMatchObject({ state: 'done', read: 9, done: 7, refusedCount: 2 });
  const { entries, ...report } = await verify(companyId);
  expect({ entries, difference: report.firstDifference }).toEqual({ entries: 7 });
  const heads = await Promise.all([2025, 2026].map((year) => api.ledger.reader.loadHead(companyId, year)));
  expect(heads.map((head) => head && [head.nextNumber - 1, head.foldedThrough])).toEqual([
    [5, 5],
    [2, 2],
  ]);
}

describe('a journal CSV', () => {
  it('is booked in its own order, by whoever asked for it, and folded', async () => {
    await api.createCompany('order');
    const { importId, key } = await upload('order', mixedFile('mark-order'));
    await ledgerUploadWorker(api.table, files, clock)(key);
    await expectBookedOnce('order', importId);
    const entry = await api.ledger.reader.loadEntry('order', 2025, 4);
    expect(entry).toMatchObject({ text: 'Verkauf 6', postedBy: 'anna', postedAt: clock().toISOString() });
    const rejected = files.content.get(`rejected/order/${importId}.csv`) ?? '';
    expect(rejected).toContain('Credit exceeds debit by 1.00 EUR');
    expect(rejected).toContain('31.02.2025');
    expect(rejected.trim().split('\r\n')).toHaveLength(5);
  });

  it('names the row of the line that the ledger refuses', async () => {
    await api.createCompany('rows');
    const wrong = rows(2, '02.01.2026').replace(';8400;', ';8401234;');
    const file = `${HEADINGS}\n${rows(1, '02.01.2026')}${wrong}${rows(3, '02.01.2026', '10,00', '11,00')}`;
    const { importId, key } = await upload('rows', file);
    await ledgerUploadWorker(api.table, files, clock)(key);
    expect(await Array.fromAsync(refusedRows(api.table, { companyId: 'rows', importId }))).toMatchObject([
      { row: 5, code: 'ledger.unknown-account' },
      { row: 6, code: 'ledger.unbalanced' },
    ]);
  });

  it('sent again books nothing: by its content, else by the ids of its entries', async () => {
    await api.createCompany('again');
    const first = await upload('again', mixedFile('mark-again'));
    await ledgerUploadWorker(api.table, files, clock)(first.key);
    const same = await upload('again', mixedFile('mark-again'));
    await ledgerUploadWorker(api.table, files, clock)(same.key);
    expect(await show('again', same.importId)).toMatchObject({ state: 'done', duplicateOf: first.importId });
    const other = await upload(
      'again',
      `${HEADINGS}\n${rows(1, '01.03.2025', '10,00', '10,00', 'mark-again')}`,
    );
    await ledgerUploadWorker(api.table, files, clock)(other.key);
    // The same id with another text is another entry: refused, not booked twice.
    expect(await show('again', other.importId)).toMatchObject({ state: 'done', done: 0, refusedCount: 1 });
    expect((await verify('again')).entries).toBe(7);
  });

  it('delivered to four workers at once is booked once', async () => {
    await api.createCompany('crowd');
    const { importId, key } = await upload('crowd', mixedFile('mark-crowd'));
    const workers = Array.from({ length: 4 }, () => ledgerUploadWorker(api.table, files, clock));
    await Promise.all(workers.map((take) => take(key)));
    await expectBookedOnce('crowd', importId);
  });

  it('goes on where a worker died, whatever it was about to write', async () => {
    const { first, step } = placesOfWalk();
    for (let fatal = first; ; fatal += step) {
      const companyId = `death-${fatal}`;
      await api.createCompany(companyId);
      const { importId, key } = await upload(companyId, mixedFile(`mark-${fatal}`));
      const dying = dyingTable(api.table, fatal);
      await ledgerUploadWorker(dying, files, clock)(key);
      now += (LEASE_SECONDS + 1) * 1000;
      await ledgerUploadWorker(api.table, files, clock)(key);
      await expectBookedOnce(companyId, importId);
      if (dying.writes() <= fatal) return;
    }
  });
});

describe('a DATEV batch', () => {
  it('goes through the upload into balances, its tax on lines of its own', async () => {
    await api.createCompany('datev');
    const content = [
      extfHeader(),
      extfHeadings(),
      extfRow({ 1: '119,00', 2: 'S', 7: '10000', 8: '8400', 10: '1501', 14: 'Rechnung' }),
      extfRow({ 1: '107,00', 2: 'S', 7: '10001', 8: '9999', 10: '1601', 14: 'no such account' }),
    ].join('');
    const { importId, key } = await upload('datev', content, 'datev-batch');
    await ledgerUploadWorker(api.table, files, clock)(key);
    expect(await show('datev', importId)).toMatchObject({ state: 'done', done: 1, refusedCount: 1 });
    const company = await api.ledger.loadCompany('datev');
    if (!company) throw new Error('no company');
    const wish = { asOf: '2026-01-31', includeClosing: false, collective: false };
    const { rows: balances } = await readTrialBalance(api.ledger, company, wish);
    expect(
      balances.map(({ account, debitMinor, creditMinor }) => [account, debitMinor, creditMinor]),
    ).toEqual([
      ['10000', 11900n, 0n],
      ['1776', 0n, 1900n],
      ['8400', 0n, 10000n],
    ]);
  });

  it('made for other books fails with what differs, and may be sent again', async () => {
    await api.createCompany('foreign');
    const content = extfHeader({ 14: '5' }) + extfHeadings();
    for (const _ of [1, 2]) {
      const { importId, key } = await upload('foreign', content, 'datev-batch');
      await ledgerUploadWorker(api.table, files, clock)(key);
      expect(await show('foreign', importId)).toMatchObject({
        state: 'failed',
        failure: { code: 'ledger.datev-mismatch' },
      });
    }
  });
});
