import { beforeAll, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { composeReceivables } from '../../../functions/receivables/compose.ts';
import { dunningSources } from '../../../functions/receivables/dunning-sources.ts';
import { dunningBindings } from '../../../functions/receivables/handlers/dunning.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { SENDER } from '../../support/letter-fixture.ts';
import { INVOICE, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

let api: ReceivablesApi;

beforeAll(async () => {
  api = await openReceivablesApi(undefined, (ledger) => {
    const sources = dunningSources(composeReceivables(ledger.table, ledger));
    const companies = companiesReader(ledger.table);
    return dunningBindings({ table: ledger.table, companies, newId, ...sources });
  });
  await api.createCompany('acme');
});

it('a run proposes letters for what customers owe by then, not for what they have paid', async () => {
  const books = api.at('acme');
  const params = { companyId: 'acme' };
  for (const [id, account] of [
    ['k-1', '10000'],
    ['k-2', '10001'],
  ] as const) {
    const address = { street: 'Weg', houseNumber: '1', postcode: '10115', city: 'Berlin' };
    await books.putPartner(id, {
      kind: 'customer',
      name: `Kunde ${id}`,
      account,
      paymentTermsDays: 10,
      address,
    });
  }
  await books.postPosting(INVOICE);
  const { body: paid } = await books.postPosting({
    ...INVOICE,
    debitAccount: '10001',
    documentNumber: 'RE-2',
  });
  await books.clear({ date: '2026-03-12', bankAccount: '1200', items: [{ item: `2026-${paid.number}-1` }] });
  const settings = await api.call('GET', '/companies/{companyId}/dunning-settings', { params });
  await api.call('PUT', '/companies/{companyId}/dunning-settings', {
    params,
    body: { ...settings.body, sender: SENDER },
    headers: { 'if-match': '"0"' },
  });
  const run = await api.call('POST', '/companies/{companyId}/dunning-runs', {
    params,
    body: { asOf: '2026-06-01' },
  });
  expect(run.status).toBe(201);
  const letters = await api.call('GET', '/companies/{companyId}/dunning-runs/{runId}/letters', {
    params: { ...params, runId: run.body.id ?? run.body.runId },
  });
  expect(JSON.stringify(letters.body)).toContain('RE-1');
  expect(JSON.stringify(letters.body)).not.toContain('RE-2');
  expect(letters.body.items).toHaveLength(1);
});
