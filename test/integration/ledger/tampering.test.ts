import { beforeAll, describe, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { composeReading } from '../../../functions/ledger/compose.ts';
import { blockHash, compress, decompress } from '../../../functions/ledger/domain/block.ts';
import { sealStore } from '../../../functions/ledger/store/seals.ts';
import { checkSeals } from '../../../functions/ledger/usecases/check-seals.ts';
import { sealJournal } from '../../../functions/ledger/usecases/seal-journal.ts';
import { type Verification, verifyJournal } from '../../../functions/ledger/usecases/verify-journal.ts';
import type { Table } from '../../../shared/table/table.ts';
import { type LedgerBooks, openLedgerBooks, sale, verification } from '../../support/ledger-books.ts';
import { memorySeals, testKey } from '../../support/memory-seals.ts';
import { deleteRaw, putRaw, type RawItem, scanTable } from '../../support/table-image.ts';
import { tableOfItems } from '../../support/table-of-items.ts';
import { alterationsOf, swapsOf } from '../../support/tampering.ts';

const COMPANY = 'acme';
let books: LedgerBooks;
let items: RawItem[];
const archive = memorySeals();
const key = testKey();

/** Two years; blocks of many entries and of one; full pages; ids, document numbers, reversals, a closed period, a seal. */
beforeAll(async () => {
  books = await openLedgerBooks();
  await books.createCompany(COMPANY);
  await books.createCompany('other');
  const day = (index: number) => `2026-03-${String((index % 28) + 1).padStart(2, '0')}`;
  const many = Array.from({ length: 260 }, (_, index) =>
    sale(day(index), `${index + 1}.00`, { documentNumber: `RE-${index}` }),
  );
  await books.batch(COMPANY, [sale('2025-12-30', '5.00', { id: 'last-year' }), ...many.slice(0, 130)]);
  await books.batch(COMPANY, many.slice(130));
  await books.book(COMPANY, sale('2026-04-01', '7.00', { id: 'first', documentNumber: 'A1' }));
  await books.book(COMPANY, sale('2026-04-02', '8.00', { id: 'second', documentNumber: 'A2' }));
  await books.fold(COMPANY);
  await books.fold(COMPANY, 2025);
  expect((await books.reverse(COMPANY, 'first', { id: 'undo-first' })).status).toBe(201);
  expect((await books.reverse(COMPANY, 'last-year', { date: '2026-04-05' })).status).toBe(201);
  expect((await books.reverse(COMPANY, 'second')).status).toBe(201);
  await books.fold(COMPANY);
  await books.book(COMPANY, sale('2026-05-01', '9.00', { id: 'unfolded' }));
  await closeJanuary();
  const deps = { reader: books.ledger.reader, seals: sealStore(books.table), archive, signer: key };
  await sealJournal(deps, COMPANY, 2026, new Date('2026-06-15T02:00:00.000Z'));
  items = await scanTable(books.testTable);
});

async function closeJanuary(): Promise<void> {
  const path = '/companies/{companyId}/fiscal-years/{fiscalYear}/periods/{period}/closing';
  const params = { companyId: COMPANY, fiscalYear: '2026', period: '1' };
  expect((await books.call('POST', path, { params })).status).toBe(200);
}

/** Verifies these items as the export does: with the archive's seals and their signatures. */
async function verify(table: Table): Promise<Verification> {
  const { reader, loadCompany } = composeReading(table, companiesReader(table));
  const company = await loadCompany(COMPANY);
  if (!company) throw new Error('no company');
  const deps = { archive, checker: key, loadSeals: reader.loadSeals };
  return verifyJournal({ reader, loadSeals: (of, year) => checkSeals(deps, of, year) }, company);
}

const itemsOf = (entity: string) => items.filter((item) => item.entity?.S === entity);

interface Tampering {
  readonly what: string;
  readonly items?: readonly RawItem[];
  readonly gone?: readonly RawItem[];
}

const isAt = (a: RawItem) => (b: RawItem) => a.pk?.S === b.pk?.S && a.sk?.S === b.sk?.S;

/** Verifies the table with each of these tamperings, and returns those that nobody saw. */
async function unseen(tamperings: readonly Tampering[]): Promise<string[]> {
  const missed: string[] = [];
  for (const { what, items: forged = [], gone = [] } of tamperings) {
    const left = items.filter((item) => ![...forged, ...gone].some(isAt(item)));
    const { ok, firstDifference } = await verify(tableOfItems([...left, ...forged]));
    if (ok || !firstDifference?.detail) missed.push(what);
  }
  return missed;
}

/** Of each kind the item that holds most: it has every attribute. */
function largestOf(entity: string): RawItem {
  const [largest] = itemsOf(entity).toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
  if (!largest) throw new Error(`no ${entity}`);
  return largest;
}

const KINDS = [
  'ledger.head',
  'ledger.config',
  'ledger.fiscal-year',
  'ledger.block',
  'ledger.entry-id',
  'ledger.reversal',
  'ledger.account-period',
  'ledger.statement-page',
  'ledger.document-index',
  'ledger.seal',
];

describe('verification', () => {
  it('finds nothing where nobody has tampered, and reads every kind of item', async () => {
    expect(await verify(books.table)).toMatchObject({
      ok: true,
      entries: 267,
      fiscalYears: [{ entries: 1 }, {}],
    });
    for (const kind of KINDS) expect(itemsOf(kind), kind).not.toEqual([]);
    expect(itemsOf('ledger.statement-page').length).toBeGreaterThanOrEqual(4);
  });

  it.each(KINDS)('finds every altered attribute of a %s', async (kind) => {
    const tamperings = alterationsOf(largestOf(kind)).map(({ what, item }) => ({ what, items: [item] }));
    expect(await unseen(tamperings)).toEqual([]);
  });

  // A seal is kept in the archive; the table's copy is noted there by any later run.
  it.each(KINDS.filter((kind) => kind !== 'ledger.seal'))('finds a %s that was removed', async (kind) => {
    const tamperings = itemsOf(kind)
      .slice(0, 6)
      .map((item) => ({ what: `${item.pk?.S} ${item.sk?.S}`, gone: [item] }));
    expect(await unseen(tamperings)).toEqual([]);
  });

  it.each(KINDS)('finds two %s items that exchanged something', async (kind) => {
    const [a, b] = itemsOf(kind);
    if (a && b) expect(await unseen(swapsOf(a, b))).toEqual([]);
  });

  it('finds a forged item of every kind that nothing accounts for', async () => {
    const [block, page, index] = ['ledger.block', 'ledger.statement-page', 'ledger.document-index'].map(
      largestOf,
    );
    const balance = itemsOf('ledger.account-period').find(({ sk }) => sk?.S === '1200#04');
    const head = itemsOf('ledger.head')[0];
    const year = itemsOf('ledger.fiscal-year')[0];
    const mark = itemsOf('ledger.reversal')[0];
    expect(
      await unseen([
        {
          what: 'a block beyond the end',
          items: [{ ...block, sk: { S: '0000000400' }, lastNumber: { N: '400' } }],
        },
        {
          what: 'a block amid others',
          items: [{ ...block, sk: { S: '0000000100' }, lastNumber: { N: '100' } }],
        },
        {
          what: 'a page too many',
          items: [{ ...page, sk: { S: `${page?.sk?.S?.slice(0, -6)}000007` }, page: { N: '7' } }],
        },
        {
          what: 'sums of an account that was not booked',
          items: [{ ...balance, sk: { S: '1200#11' }, period: { N: '11' } }],
        },
        {
          what: 'a part of the index',
          items: [{ ...index, sk: { S: '0000000200' }, through: { N: '200' } }],
        },
        {
          what: 'a year that was never opened',
          items: [{ ...year, sk: { S: 'YEAR#2030' }, fiscalYear: { N: '2030' } }],
        },
        {
          what: 'the head of a year that is not listed',
          items: [{ ...head, pk: { S: `C#${COMPANY}#HEAD#2027` }, fiscalYear: { N: '2027' } }],
        },
        {
          what: 'a mark of a reversal that was not booked',
          items: [{ ...mark, sk: { S: '0000000009' }, number: { N: '9' } }],
        },
      ]),
    ).toEqual([]);
  });

  it('finds a block that was rewritten, whether or not its hash was made anew', async () => {
    const alterations: readonly (readonly [string, (entries: Entry[]) => void])[] = [
      [
        'another amount on both sides',
        ([entry]) => {
          for (const line of entry?.lines ?? []) setAmount(line, '999.00');
        },
      ],
      ['another text', ([entry]) => Object.assign(entry ?? {}, { text: 'Sale!' })],
      ['an entry removed', (entries) => entries.splice(1, 1)],
      ['two entries exchanged', (entries) => entries.splice(0, 2, ...entries.slice(0, 2).reverse())],
      ['an entry inserted', (entries) => entries.splice(1, 0, ...entries.slice(0, 1))],
    ];
    const block = largestOf('ledger.block');
    const tamperings = alterations.flatMap(([what, alter]) => {
      const content = JSON.parse(decompress(block.content?.B as Uint8Array)) as { entries: Entry[] };
      alter(content.entries);
      const text = JSON.stringify(content);
      const rewritten = { ...block, content: { B: compress(text) } };
      const hash = blockHash(block.previousHash?.S ?? '', text);
      return [
        { what, items: [rewritten] },
        { what: `${what}, with a new hash`, items: [{ ...rewritten, hash: { S: hash } }] },
      ];
    });
    expect(await unseen(tamperings)).toEqual([]);
  });

  it('finds a journal whose end was cut off, fold and all, by its seal', async () => {
    const last = itemsOf('ledger.block')
      .filter(({ pk }) => pk?.S?.endsWith('#2026'))
      .at(-1);
    const head = itemsOf('ledger.head').find(({ fiscalYear }) => fiscalYear?.N === '2026');
    const bytes = Number(head?.bytes?.N) - (last?.content?.B?.length ?? 0);
    const cut = {
      ...head,
      nextNumber: last?.firstNumber,
      lastHash: last?.previousHash,
      blocks: { N: String(Number(head?.blocks?.N) - 1) },
      bytes: { N: String(bytes) },
    } as RawItem;
    const gone = [last, itemsOf('ledger.entry-id').find(({ id }) => id?.S === 'unfolded')] as RawItem[];
    const left = items.filter((item) => ![cut, ...gone].some(isAt(item)));
    expect(await verify(tableOfItems([...left, cut]))).toMatchObject({
      firstDifference: { what: 'seal', number: 266 },
    });
  });

  it('cannot list a forged id, which therefore leads nowhere', async () => {
    const id = itemsOf('ledger.entry-id').find((item) => item.id?.S === 'first');
    const forged = { ...id, pk: { S: `C#${COMPANY}#ENTRY#forged` }, id: { S: 'forged' } };
    expect((await verify(tableOfItems([...items, forged]))).ok).toBe(true);
    await putRaw(books.testTable, forged);
    expect(await books.get(COMPANY, '/journal-entries/forged')).toMatchObject({ status: 404 });
    await deleteRaw(books.testTable, forged);
  });

  it('answers over HTTP what differs first', async () => {
    const { ok, firstDifference } = await verification(books, COMPANY);
    expect({ ok, firstDifference }).toEqual({ ok: true });
    const balance = itemsOf('ledger.account-period').find(({ sk }) => sk?.S === '8400#04') ?? {};
    await deleteRaw(books.testTable, balance);
    expect(await verification(books, COMPANY)).toMatchObject({
      ok: false,
      entries: 1,
      firstDifference: { fiscalYear: 2026, what: 'balance', account: '8400', period: 4 },
    });
    await putRaw(books.testTable, balance);
  });
});

interface Entry {
  readonly lines: Record<string, unknown>[];
}

function setAmount(line: Record<string, unknown>, amount: string): void {
  line[line.debit === undefined ? 'credit' : 'debit'] = amount;
}
