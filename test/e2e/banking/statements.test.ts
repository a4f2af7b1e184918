import { expect, it } from 'vitest';
import { type CamtEntry, camtFile, OWN_IBAN } from '../../support/statement-fixtures.ts';
import { ANY_VERSION, askFor, createCompany, importFile } from '../../support/stories.ts';

const PAYEE = 'DE02120300000000202051';

const phone = (amount: string, reference: string): CamtEntry => ({
  amount,
  reference,
  code: 'PMNT-RDDT-ESDD',
  details: [{ remittance: `Telefon ${reference}`, name: 'Telekom', iban: PAYEE }],
});

it('statements: booked, learned from, tried as a rule, booked by it, taken back; what is wrong is refused', async () => {
  const company = await createCompany();
  let statements = 0;
  const upload = (entries: readonly CamtEntry[], iban = OWN_IBAN) => {
    statements += 1;
    const content = camtFile({ id: `S-${statements}`, iban, entries });
    return importFile(company, 'bank-statement', { name: `${statements}.xml`, content });
  };
  const list = async (state: string) =>
    (await askFor(company, 200, 'GET', `/bank-transactions?state=${state}`)).items;
  const post = (id: string, step: string, body?: object) =>
    askFor(company, 201, 'POST', `/bank-transactions/${encodeURIComponent(id)}/${step}`, body);
  const receivables = () =>
    askFor(company, 200, 'GET', '/reports/open-items?side=receivable&asOf=2026-12-31');

  await askFor(company, 201, 'PUT', `/bank-accounts/${OWN_IBAN}`, { ledgerAccount: '1200' });
  await askFor(company, 201, 'PUT', '/partners/k-1', { kind: 'customer', name: 'Kunde', account: '10000' });
  const sale = { date: '2026-03-02', amount: '119.00', debitAccount: '10000', creditAccount: '8400' };
  await askFor(company, 201, 'POST', '/postings', { ...sale, documentNumber: 'RE-1001', text: 'Verkauf' });

  const first = await upload([
    { amount: '119.00', reference: 'B-1', details: [{ remittance: 'RE-1001', name: 'KUNDE' }] },
    phone('-11.90', 'B-2'),
    { amount: '7.00', status: 'PDNG', details: [{ remittance: 'kommt noch' }] },
  ]);
  expect(first).toMatchObject({ state: 'done', refusedCount: 0 });
  expect(await list('pending')).toMatchObject([{ amount: '7.00', state: 'pending' }]);
  const [paid] = await list('booked');
  expect([paid.amount, paid.automatic, (await receivables()).total]).toEqual(['119.00', true, '0.00']);
  const [call] = await list('new');
  await post(call.id, 'booking', { account: '4920', taxCode: '9' });

  const second = await upload([phone('-23.80', 'B-3'), { amount: '0.50', reference: 'B-4' }]);
  const [learned] = await list('proposed');
  expect(learned).toMatchObject({
    amount: '-23.80',
    proposals: [{ account: '4920', taxCode: '9', reasons: ['booked-before', 'iban', 'text'] }],
  });
  const conditions = { counterpartyName: 'telekom', direction: 'paid', maxAmount: '100.00' };
  const trial = { conditions, account: '4920', from: '2026-03-01', to: '2026-03-31' };
  expect(await askFor(company, 200, 'POST', '/bank-rules/trial', trial)).toMatchObject({ met: 2 });
  const rule = { conditions, account: '4920', taxCode: '9', automatic: true };
  await askFor(company, 201, 'PUT', '/bank-rules/phone', rule);
  const { importId } = second;
  expect(await askFor(company, 200, 'POST', '/bank-transactions/matching', { importId })).toMatchObject({
    booked: 1,
    open: 1,
  });
  expect(await list('proposed')).toEqual([]);
  const [odd] = await list('new');
  expect(await post(odd.id, 'ignored')).toMatchObject({ state: 'ignored' });

  expect(await post(paid.id, 'undo')).toMatchObject({ state: expect.stringMatching(/new|proposed/) });
  expect(await receivables()).toMatchObject({ total: '119.00', difference: '0.00' });

  expect(await upload([{ amount: '1.00' }], PAYEE)).toMatchObject({
    state: 'failed',
    failure: { code: 'banking.unknown-account', detail: expect.stringContaining(PAYEE) },
  });
  await askFor(company, 204, 'DELETE', '/bank-rules/phone', undefined, ANY_VERSION);
  const wrong = await importFile(company, 'bank-statement', { name: 'no.xml', content: '<no/>' });
  expect(wrong).toMatchObject({ state: 'failed', failure: { code: 'banking.unreadable-statement' } });
  expect((await askFor(company, 200, 'GET', '/bank-statements')).items).toHaveLength(2);
});
