import type { Context, SQSRecord } from 'aws-lambda';
import { beforeAll, expect, it } from 'vitest';
import { receivablesImports } from '../../../functions/receivables/imports.ts';
import { refusedRows } from '../../../shared/imports/progress.ts';
import { Import } from '../../../shared/imports/table.ts';
import { uploadWorker } from '../../../shared/imports/upload-worker.ts';
import { NOW } from '../../support/ledger-api.ts';
import { requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

let api: ReceivablesApi;
const files = memoryFiles(64);
beforeAll(async () => {
  api = await openReceivablesApi();
});

async function upload(content: string) {
  const { importId, key } = await requestUpload(api.table, { companyId: 'come', kind: 'datev-partners' });
  files.content.set(key, content);
  const definitions = receivablesImports(api.receivables, api.table.transact);
  const handler = uploadWorker(
    {
      table: api.table,
      files,
      putBack: async () => {},
      bury: async () => {},
      log: () => {},
      measure: () => {},
      clock: () => new Date(NOW),
    },
    { queue: 'receivables-uploads', definitions },
  );
  const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
  const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  await handler({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  return api.table.get(Import, { companyId: 'come', importId });
}

const HEAD =
  '"EXTF";700;16;"Debitoren/Kreditoren";5;;;;;;1001;1;20260101;4\r\n' +
  'Konto;Name (Adressattyp Unternehmen);Adressattyp;Ort;IBAN-Nr. 1;Nummer Fremdsystem\r\n';

it('customers and vendors come in row by row, known ones are brought up to date, wrong ones are told', async () => {
  await api.createCompany('come');
  await api
    .at('come')
    .putPartner('k-1', { kind: 'customer', name: 'Alt GmbH', account: '10000', email: 'a@b.example' });
  const rows = [
    '10000;"Neu GmbH";"2";"Lübeck";"";"anders"',
    '70000;"Papier AG";"2";"";"DE89370400440532013000";"papier"',
    '70001;"Falsch AG";"2";"";"DE00";""',
    '1200;"Bank";"2";"";"";""',
    '10001;"Ohne Id";"2";"";"";""',
  ];
  const done = await upload(`${HEAD}${rows.join('\r\n')}`);
  expect(done).toMatchObject({ state: 'done', read: 5, done: 3, refusedCount: 2 });
  const refused = await Array.fromAsync(
    refusedRows(api.table, { companyId: 'come', importId: done?.importId ?? '' }),
  );
  expect(refused).toMatchObject([
    { row: 5, code: 'receivables.invalid-partner' },
    { row: 6, code: 'receivables.partner-row' },
  ]);
  const { reader } = api.receivables;
  expect(await reader.loadPartner('come', 'k-1')).toMatchObject({
    name: 'Neu GmbH',
    email: 'a@b.example',
    address: { city: 'Lübeck', country: 'DE' },
    version: 2,
  });
  expect(await reader.loadPartner('come', 'papier')).toMatchObject({ kind: 'vendor', account: '70000' });
  expect(await reader.loadPartner('come', '10001')).toMatchObject({ name: 'Ohne Id', version: 1 });

  expect(await upload(`${HEAD}${rows[0]}\r\n${rows[1]}\r\n`)).toMatchObject({ done: 2, refusedCount: 0 });
  expect(await reader.loadPartner('come', 'k-1')).toMatchObject({ version: 2 });
});
