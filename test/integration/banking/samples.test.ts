import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BankingApi, openBankingApi } from '../../support/banking-api.ts';
import { createTestTable } from '../../support/table.ts';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/data/camt');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

let api: BankingApi;
beforeAll(async () => {
  api = await openBankingApi(await createTestTable());
});

interface ExpectedEntry {
  readonly getAmount: { readonly getAmount: string; readonly getCurrency: { readonly getCode: string } };
  readonly getBookingDate: { readonly 0: string };
  readonly getValueDate: { readonly 0: string } | null;
  readonly getAccountServicerReference: string | null;
}

const SAMPLES = [
  'camt052.v8',
  'camt053.v2.minimal',
  'camt053.v2.with-account-name',
  'camt053.v4',
  'camt053.v8',
  'camt054.v4',
];

/** Third-party files (`../shared/data/camt`); skipped where they are absent. */
describe.skipIf(!existsSync(FOLDER))('the samples of another library', () => {
  it.each(SAMPLES)('%s gives what that library reads in it', async (name) => {
    const companyId = name.toLowerCase().replaceAll('.', '-');
    await api.createCompany(companyId);
    const done = await api.upload(companyId, read(`${name}.xml`));
    const { getEntries } = JSON.parse(read(`${name}.expected.json`)) as { getEntries: ExpectedEntry[] };
    expect(done).toMatchObject({ state: 'done', done: getEntries.length, refusedCount: 0 });
    const items = await api.transactions(companyId, { importId: done.importId });
    expect(
      items.map((item: { amount: string; currency: string; bookingDate: string; valueDate?: string }) => [
        item.amount.replace('.', ''),
        item.currency,
        item.bookingDate,
        item.valueDate,
      ]),
    ).toEqual(
      getEntries.map(({ getAmount, getBookingDate, getValueDate }) => [
        getAmount.getAmount,
        getAmount.getCurrency.getCode,
        getBookingDate[0].slice(0, 10),
        getValueDate?.[0].slice(0, 10),
      ]),
    );
    expect(items.map((item: { bankReference?: string }) => item.bankReference ?? null)).toEqual(
      getEntries.map(({ getAccountServicerReference }) => getAccountServicerReference),
    );
  });

  it('names and references come through', async () => {
    const companyId = 'names';
    await api.createCompany(companyId);
    const { importId } = await api.upload(companyId, read('camt053.v8.xml'));
    const [item] = await api.transactions(companyId, { importId });
    expect(item).toMatchObject({
      iban: 'NL26VAYB8060476890',
      amount: '8.85',
      endToEndId: 'MUELL/FINP/RA12345',
      remittance: '4654654654654654',
      counterparty: { name: 'NAME NAME', iban: 'NL56AGDH9619008421' },
      bankTransactionCode: 'PMNT-RCDT-BOOK',
      state: 'new',
      otherReferences: ['100'],
    });
    const single = await api.call('GET', '/companies/{companyId}/bank-transactions/{transactionId}', {
      params: { companyId, transactionId: item.id },
    });
    expect(single.body).toEqual(item);
  });

  it('details in another currency stay with their entry, every one of them', async () => {
    const companyId = 'details';
    await api.createCompany(companyId);
    const done = await api.upload(companyId, read('camt054.v4.xml'));
    const [item] = await api.transactions(companyId);
    expect(item).toMatchObject({ amount: '-200000.00', currency: 'SEK' });
    expect(item.details.map((one: { endToEndId: string }) => one.endToEndId)).toEqual([
      'UXC06170000006PI00001EE00001',
      'UXC06170000006PI00001EE00002',
      'UXC06170000006PI00001EE00002',
    ]);
    expect(item.details[0].creditor).toMatchObject({
      name: 'Example Creditor 3 - V1',
      iban: 'CH4112345003131313131',
    });
    expect(done.findings.map((one: { code: string }) => one.code)).toContain('banking.details-kept');
  });

  it('the deliberately wrong one is refused, with the place', async () => {
    await api.createCompany('wrong');
    const failed = await api.upload('wrong', read('camt053.v2.wrong.xml'));
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'banking.file-empty' } });
    expect(failed.failure.detail).toBe(
      'Line 8: BkToCstmrStmt ends without a Stmt; the file holds no statement.',
    );
    expect(await api.transactions('wrong')).toEqual([]);
  });
});
