import type { Context, SQSRecord } from 'aws-lambda';
import { bankingBindings } from '../../functions/banking/bindings.ts';
import { bankingImports } from '../../functions/banking/imports.ts';
import { bankingReader } from '../../functions/banking/reader.ts';
import { accountStore } from '../../functions/banking/store/accounts.ts';
import { companyBindings } from '../../functions/companies/bindings.ts';
import { companiesReader } from '../../functions/companies/reader.ts';
import { companiesStore } from '../../functions/companies/store.ts';
import { transferBindings } from '../../functions/transfers/bindings.ts';
import type { FileStore } from '../../shared/files/file-store.ts';
import { api } from '../../shared/http/api.ts';
import { Import } from '../../shared/imports/table.ts';
import { uploadKey } from '../../shared/imports/upload-kind.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { openTable, type Table } from '../../shared/table/table.ts';
import { insert } from '../../shared/table/writes.ts';
import { ask } from './http-event.ts';
import { memoryFiles } from './memory-files.ts';
import type { TestTable } from './table.ts';

type Content = string;

export type BankingApi = Awaited<ReturnType<typeof openBankingApi>>;

/** The banking routes and its uploads worker on a table of their own; `anna` is admin of every company. */
export async function openBankingApi(testTable: TestTable) {
  const table = openTable(testTable);
  const files = memoryFiles(4_096);
  const companies = companiesReader(table);
  let now = Date.parse('2026-06-15T12:00:00.000Z');
  const clock = () => new Date(now);
  const links = { toUpload: () => ({}), toDownload: () => ({}) } as never;
  const handler = api(
    { table, membershipOf: companies.membershipOf, clock, log: () => {}, measure: () => {} },
    ...companyBindings({ table, store: companiesStore(table), newId, adminPrincipal: 'anna' }),
    ...bankingBindings({ reader: bankingReader(table), store: accountStore(table), newId }),
    ...transferBindings({ table, links, newId, uploadKinds: [], exportKinds: [] }),
  );
  const call = (method: string, path: string, options: Record<string, unknown> = {}) =>
    ask(handler, { route: `${method} ${path}`, principal: 'anna', ...options });

  async function createCompany(companyId: string) {
    const body = { name: companyId, currency: 'EUR', chart: 'SKR03' };
    await call('PUT', '/companies/{companyId}', { params: { companyId }, body });
  }

  /** What `POST /uploads` and a `PUT` leave behind. */
  async function place(companyId: string, content: Content) {
    const importId = newId('imp');
    const waiting = {
      ...{ companyId, importId, kind: 'bank-statement', fileName: 'statement.xml', startedBy: 'anna' },
      ...{ state: 'waiting' as const, requestedAt: clock().toISOString() },
      ...{ cursor: 0, read: 0, done: 0, refusedCount: 0, attempts: 0 },
    };
    await table.write(insert(Import, waiting, () => new Error('exists')));
    const key = uploadKey('bank-statement', companyId, importId);
    files.content.set(key, content);
    return { importId, key };
  }

  /** One delivery of the queue's message to a worker on this table (or on one that dies). */
  async function work(key: string, on: Table = table, from: FileStore = files) {
    const worker = uploadWorker(
      {
        table: on,
        files: from,
        putBack: async () => {},
        bury: async () => {},
        log: () => {},
        measure: () => {},
        clock,
      },
      { queue: 'banking-uploads', definitions: bankingImports(on) },
    );
    const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
    const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    await worker({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  }

  async function show(companyId: string, importId: string) {
    const path = '/companies/{companyId}/imports/{importId}';
    return (await call('GET', path, { params: { companyId, importId } })).body;
  }

  async function upload(companyId: string, content: Content) {
    const { importId, key } = await place(companyId, content);
    await work(key);
    return show(companyId, importId);
  }

  async function transactions(companyId: string, query: Record<string, string> = {}) {
    const path = '/companies/{companyId}/bank-transactions';
    const answer = await call('GET', path, { params: { companyId }, query: { limit: '1000', ...query } });
    return answer.body.items;
  }

  async function statements(companyId: string) {
    return (await call('GET', '/companies/{companyId}/bank-statements', { params: { companyId } })).body
      .items;
  }

  const pass = (seconds: number) => {
    now += seconds * 1000;
  };
  return { table, files, call, createCompany, place, work, show, upload, transactions, statements, pass };
}
