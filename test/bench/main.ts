import type { Bench } from './bench.ts';
import { bulk } from './bulk.ts';
import { coldStart } from './cold-start.ts';
import { credit } from './credit.ts';
import { creditReports } from './credit-reports.ts';
import { datev } from './datev.ts';
import { benchJournalCsv } from './journal-csv.ts';
import { reads } from './reads.ts';
import { statement } from './statement.ts';
import { tickets } from './tickets.ts';
import { writeUnitsBench } from './write-units.ts';

const journalCsv: Bench = {
  name: 'journal-csv',
  about: 'entries a second read from a journal CSV, against csv-parse cutting cells only',
  run: async () => ({ rows: [{ ...(await benchJournalCsv()) }], missed: [] }),
};

/** `npm run bench [name...]`: every bench, or the named ones. Exit status 1 when a target was missed. */
const BENCHES: readonly Bench[] = [
  coldStart,
  journalCsv,
  datev,
  bulk,
  reads,
  statement,
  writeUnitsBench,
  credit,
  creditReports,
  tickets,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}. There are: ${BENCHES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
for (const { name, about, run } of BENCHES.filter(
  (bench) => wanted.length === 0 || wanted.includes(bench.name),
)) {
  console.log(`\n${name}: ${about}`);
  const { rows, missed } = await run();
  console.table(rows);
  for (const target of missed) console.log(`missed: ${target}`);
  if (missed.length > 0) process.exitCode = 1;
}
