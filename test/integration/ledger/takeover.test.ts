import { beforeAll, expect, it } from 'vitest';
import { takeoverBindings } from '../../../functions/ledger/handlers/takeover.ts';
import { Import } from '../../../shared/imports/table.ts';
import { NOW } from '../../support/ledger-api.ts';
import { ledgerUploadWorker, requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

let api: ReceivablesApi;
const files = memoryFiles(64);
beforeAll(async () => {
  api = await openReceivablesApi(undefined, (ledger) => takeoverBindings(ledger));
});

async function upload(content: string) {
  const { importId, key } = await requestUpload(api.table, { companyId: 'over', kind: 'monthly-sums' });
  files.content.set(key, content);
  await ledgerUploadWorker(api.table, files, () => new Date(NOW))(key);
  return api.table.get(Import, { companyId: 'over', importId });
}
const ask = async (report: string, query: Record<string, string>) =>
  (
    await api.call('GET', `/companies/{companyId}/reports/${report}`, {
      params: { companyId: 'over' },
      query,
    })
  ).body;

/** January: a sale of 1,000.00 net on account and its payment; February does not balance. */
const FILE = `account;month;debit;credit
1200;2026-01;1190,00;0,00
1400;2026-01;1190,00;1190,00
8400;2026-01;0,00;1000,00
1776;2026-01;0,00;190,00
1200;2026-02;10,00;
8400;2026-02;;9,00
`;

it('a month comes over whole, once, is declared by its accounts, and compared with the books', async () => {
  await api.createCompany('over');
  expect(await upload(FILE)).toMatchObject({ state: 'done', done: 1, refusedCount: 1 });
  const entry = (await api.at('over').entry('takeover-2026-01')).body;
  expect(entry).toMatchObject({ date: '2026-01-31', reference: 'takeover', number: 1 });

  const corrected = FILE.replace(';9,00', ';10,00');
  expect(await upload(corrected)).toMatchObject({ state: 'done', done: 2, refusedCount: 0 });
  expect(
    await upload(
      FILE.replaceAll('1190,00', '119,00').replace('1000,00', '100,00').replace('190,00', '19,00'),
    ),
  ).toMatchObject({
    refusedCount: 2,
  });

  const vat = await ask('vat-return', { year: '2026', period: '01' });
  expect(vat.figures).toMatchObject({ 81: '1000', 83: '190.00' });

  const same = await ask('takeover', { fiscalYear: '2026' });
  expect(same).toMatchObject({
    agrees: true,
    accounts: 4,
    differences: [],
    taken: { debit: '2390.00' },
    ledger: { credit: '2390.00' },
  });
  expect(same.months.map(({ month }: { month: string }) => month)).toEqual(['2026-01', '2026-02']);
  await api.at('over').postPosting({
    date: '2026-01-15',
    amount: '5.00',
    debitAccount: '4910',
    creditAccount: '1200',
    text: 'doppelt',
  });
  const differs = await ask('takeover', { fiscalYear: '2026' });
  expect(differs.agrees).toBe(false);
  expect(differs.differences).toMatchObject([
    { account: '1200', takenCredit: '0.00', ledgerCredit: '5.00' },
    { account: '4910', takenDebit: '0.00', ledgerDebit: '5.00' },
  ]);
});
