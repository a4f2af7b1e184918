import { createHash } from 'node:crypto';
import type { Context, SQSRecord } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { uploadKinds } from '../../../functions/ledger/contract.ts';
import { voucherBindings } from '../../../functions/ledger/handlers/vouchers.ts';
import { voucherStore } from '../../../functions/ledger/store/vouchers.ts';
import { voucherImport } from '../../../functions/ledger/usecases/archive-voucher.ts';
import { transferBindings } from '../../../functions/transfers/bindings.ts';
import { importDefinition } from '../../../shared/imports/definition.ts';
import { uploadKey } from '../../../shared/imports/upload-kind.ts';
import { uploadWorker } from '../../../shared/imports/upload-worker.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { type LedgerApi, NOW, openLedgerApi } from '../../support/ledger-api.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const files = memoryFiles();
const archive = memoryFiles();
const links = {
  toUpload: () => ({ url: 'https://files.test/up', expiresAt: NOW }),
  toDownload: (key: string, fileName: string) => ({
    url: `https://archive.test/${key}?as=${fileName}`,
    expiresAt: NOW,
  }),
};
const PDF = '%PDF-1.7 invoice 4711';
let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi((ledger) => [
    ...voucherBindings(ledger, links),
    ...transferBindings({ table: ledger.table, links, newId, uploadKinds, exportKinds: [] }),
  ]);
  await api.createCompany('acme');
});

/** Uploads a file, and lets the worker take it; returns the import as it ended. */
async function upload(content: string) {
  const asked = await api.call('POST', '/companies/{companyId}/uploads', {
    params: { companyId: 'acme' },
    body: { kind: 'voucher', fileName: 'Rechnung 4711.pdf' },
  });
  const { importId } = asked.body;
  const key = uploadKey('voucher', 'acme', importId);
  files.content.set(key, content);
  const definition = voucherImport({ archive, vouchers: voucherStore(api.table) });
  const quiet = { putBack: async () => {}, bury: async () => {}, log: () => {}, measure: () => {} };
  const worker = uploadWorker(
    { table: api.table, files, ...quiet },
    { queue: 'ledger-uploads', definitions: [importDefinition(definition)] },
  );
  const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
  const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  await worker({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  const params = { companyId: 'acme', importId };
  return (await api.call('GET', '/companies/{companyId}/imports/{importId}', { params })).body;
}

const get = (voucherId: string) =>
  api.call('GET', '/companies/{companyId}/vouchers/{voucherId}', {
    params: { companyId: 'acme', voucherId },
  });

test('an uploaded voucher is archived under its upload’s ending, once, and entries can keep its hash', async () => {
  const done = await upload(PDF);
  expect(done).toMatchObject({ state: 'done', done: 1 });
  const id = done.importId.replace('imp_', 'vch_');
  const sha256 = createHash('sha256').update(PDF).digest('hex');
  const { body } = await get(id);
  expect(body).toMatchObject({ id, sha256, contentType: 'application/pdf', uploadedBy: 'anna', bytes: 21 });
  expect(body.download.url).toContain(`vouchers/acme/${id}`);
  expect(archive.content.get(`vouchers/acme/${id}`)).toBe(PDF);
  expect(await api.ledger.reader.loadVouchers('acme', [id, newId('vch')])).toEqual(
    new Map([[id, { id, sha256 }]]),
  );

  expect(await upload(PDF)).toMatchObject({ state: 'done', done: 0, duplicateOf: done.importId });
  const listed = await api.call('GET', '/companies/{companyId}/vouchers', { params: { companyId: 'acme' } });
  expect(listed.body.items.map((voucher: { id: string }) => voucher.id)).toEqual([id]);
});

test('a file that will not last is refused and leaves nothing', async () => {
  const before = archive.content.size;
  const failed = await upload('MZ an executable');
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'ledger.unsupported-voucher' } });
  expect((await get(failed.importId.replace('imp_', 'vch_'))).status).toBe(404);
  expect(archive.content.size).toBe(before);
});
