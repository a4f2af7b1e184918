import { beforeAll, describe, expect, it } from 'vitest';
import { LEASE_SECONDS } from '../../../shared/imports/progress.ts';
import { type BankingApi, openBankingApi } from '../../support/banking-api.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { camtFile, type FixtureEntry } from '../../support/statement-fixtures.ts';
import { createTestTable } from '../../support/table.ts';

let api: BankingApi;
beforeAll(async () => {
  api = await openBankingApi(await createTestTable());
});

interface Item {
  readonly amount: string;
  readonly state: string;
  readonly status: string;
  readonly endToEndId?: string;
}

const amounts = async (companyId: string) =>
  (await api.transactions(companyId)).map(({ amount }: Item) => amount).sort();

const A: FixtureEntry = { amount: '10.00', reference: 'REF-A', endToEndId: 'E2E-A', text: 'Rechnung 1' };
const B: FixtureEntry = { amount: '-4.50', reference: 'REF-B', endToEndId: 'E2E-B', text: 'Miete' };
const C: FixtureEntry = { amount: '7.00', reference: 'REF-C', endToEndId: 'E2E-C', text: 'Rechnung 2' };

async function company(companyId: string): Promise<string> {
  await api.createCompany(companyId);
  return companyId;
}

describe('none twice', () => {
  it('the same file is known by its content', async () => {
    const id = await company('same-file');
    const file = camtFile({ entries: [A, B] });
    const first = await api.upload(id, file);
    const second = await api.upload(id, file);
    expect(second).toMatchObject({ state: 'done', duplicateOf: first.importId });
    expect(await amounts(id)).toEqual(['-4.50', '10.00']);
  });

  it('the same statement in a file with other bytes brings nothing, and says so', async () => {
    const id = await company('same-statement');
    await api.upload(id, camtFile({ entries: [A, B] }));
    const second = await api.upload(id, camtFile({ entries: [A, B] }).replaceAll('\n', '\n  '));
    expect(second).toMatchObject({ state: 'done', done: 2 });
    expect(second.findings).toContainEqual({
      code: 'banking.known-transactions',
      detail: 'Statement S1: 2 of 2 transactions were there already.',
    });
    expect(await amounts(id)).toEqual(['-4.50', '10.00']);
    expect(await api.transactions(id, { importId: second.importId })).toHaveLength(2);
  });

  it('an intraday report (052) and the statement of the day (053)', async () => {
    const id = await company('intraday');
    await api.upload(id, camtFile({ message: 'camt.052', closing: null, entries: [A] }));
    await api.upload(id, camtFile({ message: 'camt.052', closing: null, entries: [A, B] }));
    await api.upload(id, camtFile({ entries: [A, B, C] }));
    expect(await amounts(id)).toEqual(['-4.50', '10.00', '7.00']);
  });

  it('two statements that overlap, in another version too', async () => {
    const id = await company('overlap');
    await api.upload(id, camtFile({ entries: [A, B] }));
    await api.upload(id, camtFile({ version: '02', id: 'S2', opening: '110.00', entries: [B, C] }));
    expect(await amounts(id)).toEqual(['-4.50', '10.00', '7.00']);
  });

  it('a report without references and a statement with them', async () => {
    const id = await company('no-reference');
    const { reference: _, ...bare } = A;
    await api.upload(id, camtFile({ message: 'camt.052', closing: null, entries: [bare, bare] }));
    await api.upload(id, camtFile({ entries: [A, { ...A, reference: 'REF-A2' }] }));
    expect(await amounts(id)).toEqual(['10.00', '10.00']);
  });

  it('details (054) take the place of the batch entry (053), and the other way round nothing is added', async () => {
    const batch: FixtureEntry = { amount: '30.00', reference: 'BATCH', details: [] };
    const detailed: FixtureEntry = { ...batch, details: ['10.00', '11.00', '9.00'] };
    const statement = camtFile({ entries: [batch, B] });
    const notification = camtFile({ message: 'camt.054', closing: null, entries: [detailed] });
    const one = await company('batch-first');
    await api.upload(one, statement);
    expect(await amounts(one)).toEqual(['-4.50', '30.00']);
    await api.upload(one, notification);
    expect(await amounts(one)).toEqual(['-4.50', '10.00', '11.00', '9.00']);
    const other = await company('details-first');
    await api.upload(other, notification);
    await api.upload(other, statement);
    expect(await amounts(other)).toEqual(['-4.50', '10.00', '11.00', '9.00']);
  });

  it('two payments that look the same are two, also when the statement comes again', async () => {
    const id = await company('twins');
    const card: FixtureEntry = { amount: '-5.00', name: 'Kiosk', text: 'Kartenzahlung' };
    await api.upload(id, camtFile({ entries: [card, card] }));
    await api.upload(id, camtFile({ id: 'S1b', entries: [card, card] }));
    expect(await amounts(id)).toEqual(['-5.00', '-5.00']);
  });

  it('a pending entry is shown as pending until the booked one takes its place', async () => {
    const id = await company('pending');
    const pending: FixtureEntry = { ...B, status: 'PDNG', date: '2026-03-01' };
    await api.upload(id, camtFile({ message: 'camt.052', closing: null, entries: [pending] }));
    await api.upload(id, camtFile({ message: 'camt.052', id: 'R2', closing: null, entries: [pending, A] }));
    const before = await api.transactions(id);
    expect(before.map(({ amount, state }: Item) => [amount, state])).toEqual([
      ['-4.50', 'pending'],
      ['10.00', 'new'],
    ]);
    expect(await api.transactions(id, { state: 'pending' })).toHaveLength(1);
    await api.upload(id, camtFile({ entries: [A, B] }));
    const after = await api.transactions(id);
    expect(after.map(({ state }: Item) => state)).toEqual(['new', 'new']);
    expect(await amounts(id)).toEqual(['-4.50', '10.00']);
    await api.upload(id, camtFile({ message: 'camt.052', id: 'R3', closing: null, entries: [pending] }));
    expect(await amounts(id)).toEqual(['-4.50', '10.00']);
  });

  it('two imports of one account at once', async () => {
    const id = await company('crowd');
    const files = [
      camtFile({ entries: [A, B] }),
      camtFile({ id: 'S2', opening: '110.00', entries: [B, C] }),
      camtFile({ message: 'camt.052', closing: null, entries: [A, B, C] }),
    ];
    const placed = await Promise.all(files.map((file) => api.place(id, file)));
    await Promise.all(placed.map(({ key }) => api.work(key)));
    expect(await amounts(id)).toEqual(['-4.50', '10.00', '7.00']);
  });

  it('an import goes on where its worker died, whatever it was about to write', async () => {
    const details = Array.from({ length: 120 }, (_, index) => `${index + 1}.00`);
    const sum = `${(120 * 121) / 2}.00`;
    const file = camtFile({ entries: [A, { amount: sum, reference: 'BIG', details }, B, C] });
    for (let fatal = 0; ; fatal += 1) {
      const id = await company(`death-${fatal}`);
      await api.upload(
        id,
        camtFile({
          message: 'camt.052',
          closing: null,
          entries: [{ amount: sum, reference: 'BIG', details: [] }],
        }),
      );
      const { importId, key } = await api.place(id, file);
      const dying = dyingTable(api.table, fatal);
      await api.work(key, dying);
      api.pass(LEASE_SECONDS + 1);
      await api.work(key);
      expect(await api.show(id, importId)).toMatchObject({ state: 'done', read: 123, done: 123 });
      expect(await amounts(id)).toEqual(['10.00', '-4.50', '7.00', ...details].sort());
      expect(await api.transactions(id, { importId })).toHaveLength(123);
      if (dying.writes() <= fatal) return;
    }
  });

  it('a worker that reads for longer than its lease keeps it: nobody takes over', async () => {
    const id = await company('long-reading');
    const { importId, key } = await api.place(id, camtFile({ entries: [A, B, C] }));
    let others = 0;
    /** Each piece of the file takes five seconds; at every tenth another worker asks for the import. */
    const slowly: typeof api.files = {
      ...api.files,
      open: async (name, etag) => {
        const file = await api.files.open(name, etag);
        if (typeof file === 'string' || etag === undefined) return file;
        async function* pieces() {
          for await (const piece of (file as Exclude<typeof file, string>).bytes) {
            for (let at = 0; at < piece.length; at += 100) {
              api.pass(5);
              if ((at / 100) % 10 === 9) {
                others += 1;
                await api.work(key);
              }
              yield piece.subarray(at, at + 100);
            }
          }
        }
        return { ...file, bytes: pieces() };
      },
    };
    await api.work(key, api.table, slowly);
    expect(others).toBeGreaterThan(2);
    expect(await api.show(id, importId)).toMatchObject({ state: 'done', read: 3, done: 3 });
    expect(await amounts(id)).toEqual(['-4.50', '10.00', '7.00']);
  });
});
