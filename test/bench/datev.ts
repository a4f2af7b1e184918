import { writeDatevBatch } from '../../functions/exchange/usecases/write-datev-batch.ts';
import { writeZip } from '../../functions/exchange/zip.ts';
import type { PostedEntry } from '../../functions/ledger/domain/entry.ts';
import { seededNumbers } from '../support/journal-fixtures.ts';
import { type Bench, entriesWanted } from './bench.ts';

const BOOKS = { chart: 'SKR03', accountLength: 4, currency: 'EUR', clearingAccount: '1590' } as const;
const ORIGIN = {
  consultant: 1001,
  client: 1,
  fiscalYearStart: '2026-01-01',
  accountLength: 4,
  chart: 'SKR03',
  createdAt: '2026-12-31T00:00:00.000Z',
} as const;

/** Sales of one rate and of two, purchases with a key, payments: one and a half rows an entry. */
function* entries(count: number): Generator<PostedEntry, void, undefined> {
  const random = seededNumbers(1);
  for (let number = 1; number <= count; number += 1) {
    const net = BigInt(100 + random(1_000_000));
    const tax = (net * 19n + 50n) / 100n;
    const lower = (net * 7n + 50n) / 100n;
    const shapes: PostedEntry['lines'][] = [
      [{ account: '10001', debitMinor: net + tax }, { account: '8400', creditMinor: net, taxCode: 'output-19' }, { account: '1776', creditMinor: tax, taxCode: 'output-19' }],
      [
        { account: '10002', debitMinor: 2n * net + tax + lower },
        { account: '8400', creditMinor: net, taxCode: 'output-19' }, { account: '1776', creditMinor: tax, taxCode: 'output-19' },
        { account: '8300', creditMinor: net, taxCode: 'output-7' }, { account: '1771', creditMinor: lower, taxCode: 'output-7' },
      ],
      [{ account: '4930', debitMinor: net, taxCode: 'input-19' }, { account: '1576', debitMinor: tax, taxCode: 'input-19' }, { account: '70001', creditMinor: net + tax }],
      [{ account: '1200', debitMinor: net }, { account: '1000', debitMinor: tax }, { account: '10001', creditMinor: net + tax }],
    ]; // biome-ignore format: a table
    const day = `${String(1 + random(28)).padStart(2, '0')}`;
    yield {
      id: `ent_2026_${number}`, fiscalYear: 2026, number, postedAt: ORIGIN.createdAt, postedBy: 'bench', kind: 'regular',
      date: `2026-01-${day}`, text: `Buchung Nummer ${number}`, documentNumber: `RE-${number}`, lines: shapes[random(4)] ?? [],
    }; // biome-ignore format: a record
  }
}

const TARGET = { rowsPerSecond: 5_000, heapMegabytes: 400 } as const;

/** Rows of a posting batch a second, expanded, written and packed; the journal itself comes from memory. */
export const datev: Bench = {
  name: 'datev',
  about: 'rows a second of a DATEV export of 100,000 rows, and the most memory it held',
  run: async () => {
    const count = entriesWanted(66_667);
    let [rows, bytes, peak] = [0, 0, 0];
    const from = performance.now();
    const parts = writeDatevBatch({
      companyId: 'bench', books: BOOKS, origin: ORIGIN, language: 'de', months: [{ from: '2026-01-01', to: '2026-01-31' }],
      locked: false, closingEntries: false, linkVouchers: false, findings: [],
      entriesBetween: async function* () { yield* entries(count); },
      nameOf: () => undefined, partnersOf: async () => [],
      voucherParts: async function* () {},
    }); // biome-ignore format: a record
    async function* counted() {
      for await (const part of parts) {
        const chunks = async function* () {
          for await (const chunk of part.chunks) {
            for (const byte of Buffer.from(chunk)) if (byte === 10) rows += 1;
            yield chunk;
          }
        };
        yield { ...part, chunks: chunks() };
      }
    }
    for await (const chunk of writeZip(counted())) {
      bytes += chunk.length;
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    const seconds = (performance.now() - from) / 1000;
    const rowsPerSecond = Math.round(rows / seconds);
    const megabytes = Math.round(peak / 1_048_576);
    const missed = [
      ...(rowsPerSecond < TARGET.rowsPerSecond ? [`${TARGET.rowsPerSecond} rows a second`] : []),
      ...(megabytes > TARGET.heapMegabytes ? [`${TARGET.heapMegabytes} MB`] : []),
    ];
    return {
      rows: [
        {
          rows,
          rowsPerSecond,
          seconds: Math.round(seconds * 10) / 10,
          megabytes,
          zipMegabytes: Math.round(bytes / 104_857.6) / 10,
        },
      ],
      missed,
    };
  },
};
