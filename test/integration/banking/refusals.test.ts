import { beforeAll, describe, expect, it } from 'vitest';
import { type BankingApi, openBankingApi } from '../../support/banking-api.ts';
import { camtFile, OWN_IBAN } from '../../support/statement-fixtures.ts';
import { createTestTable } from '../../support/table.ts';

let api: BankingApi;
beforeAll(async () => {
  api = await openBankingApi(await createTestTable());
});

async function company(companyId: string): Promise<string> {
  await api.createCompany(companyId);
  return companyId;
}

const GOOD = camtFile({ entries: [{ amount: '10.00' }, { amount: '-3.00' }] });
const MT = [
  ':20:STARTUMS', ':25:12030000/202051', ':28C:00001/001', ':60F:C260301EUR100,00',
  ':61:2603020302C10,00NTRFNONREF//B1', ':86:166?00GUTSCHRIFT?20SVWZ+Rechnung 1?32Muster GmbH', ':62F:C260302EUR110,00', '-', '',
].join('\r\n'); // biome-ignore format: lines of a file

const BAD: readonly (readonly [string, string, string, string])[] = [
  ['cut-xml', GOOD.slice(0, -200), 'transfers.xml-malformed', 'Line '],
  ['doctype', GOOD.replace('<Document', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document'), 'transfers.xml-doctype', 'Line 2'],
  ['unknown-entity', GOOD.replace('Muster', '&bomb;'), 'transfers.xml-malformed', 'Line 5'],
  ['other-xml', '<?xml version="1.0"?><Invoice xmlns="urn:x"/>', 'banking.file-unknown', 'Line 1'],
  ['pain', GOOD.replaceAll('camt.053.001.08', 'pain.001.001.09'), 'banking.file-unknown', 'Line 2'],
  ['no-text', 'Datum;Betrag\n1;2\n', 'banking.file-unknown', 'Line 1'],
  ['date', GOOD.replace('<BookgDt><Dt>2026-03-02', '<BookgDt><Dt>2026-02-30'), 'banking.file-field', 'Line 5'],
  ['amount', GOOD.replace('>3.00<', '>3,00<'), 'banking.file-field', 'Line 6'],
  ['decimals', GOOD.replace('>3.00<', '>3.001<'), 'banking.file-field', 'Line 6'],
  ['negative', GOOD.replace('>3.00<', '>-3.00<'), 'banking.file-field', 'Line 6'],
  ['currency', GOOD.replace('<Amt Ccy="EUR">3.00', '<Amt Ccy="XXX">3.00'), 'banking.file-field', 'Line 6'],
  ['indicator', GOOD.replace('>3.00</Amt><CdtDbtInd>DBIT', '>3.00</Amt><CdtDbtInd>MINUS'), 'banking.file-field', 'Line 6'],
  ['status', GOOD.replace('<Cd>BOOK</Cd>', '<Cd>MAYBE</Cd>'), 'banking.file-field', 'Line 5'],
  ['no-account', GOOD.replace(/<Acct>.*<\/Acct>/, ''), 'banking.file-field', 'Line '],
  ['mt-cut', MT.slice(0, MT.indexOf(':62F')), 'banking.file-field', 'Line '],
  ['mt-line', MT.replace('C10,00N', 'X10,00N'), 'banking.file-field', 'Line 5'],
  ['mt-day', MT.replace(':61:260302', ':61:260230'), 'banking.file-field', 'Line 5'],
  ['mt-long', MT.replace('SVWZ+', `SVWZ+${'x'.repeat(20_000)}`), 'banking.file-limits', 'Line 6'],
]; // biome-ignore format: a table

describe('a file that cannot be read', () => {
  it.each(BAD)(
    '%s is refused with the place, and nothing of it is kept',
    async (name, content, code, place) => {
      const id = await company(`bad-${name}`);
      const failed = await api.upload(id, content);
      expect(failed).toMatchObject({ state: 'failed', read: 0, failure: { code } });
      expect(failed.failure.detail).toContain(place);
      expect(await api.transactions(id)).toEqual([]);
      expect(await api.statements(id)).toEqual([]);
    },
  );
});

describe('sums', () => {
  it('a statement that does not add up is refused with the difference; others of the file are taken', async () => {
    const id = await company('wrong-sum');
    const file = camtFile(
      { id: 'S1', entries: [{ amount: '1.00' }] },
      {
        id: 'S2',
        number: 2,
        opening: '101.00',
        closing: '103.50',
        entries: [{ amount: '2.00' }, { amount: '3.00' }],
      },
    );
    const done = await api.upload(id, file);
    expect(done).toMatchObject({ state: 'done', read: 2, done: 1, refusedCount: 1 });
    const [refused] = done.refused;
    expect(refused).toMatchObject({ row: 2, code: 'banking.statement-sum' });
    expect(refused.reason).toContain('a difference of -2.50 EUR');
    expect(refused.reason).toMatch(/^Line 6: statement S2 opens with 101.00 EUR/);
    expect(await api.transactions(id)).toHaveLength(1);
    expect(await api.statements(id)).toMatchObject([
      { statementId: 'S1', opening: '100.00', booked: '1.00', closing: '101.00', balance: 'checked' },
    ]);
  });

  it('stated numbers and sums must hold', async () => {
    const id = await company('wrong-totals');
    const summary = '<TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries></TxsSummry>';
    const done = await api.upload(
      id,
      camtFile({ summary, entries: [{ amount: '1.00' }, { amount: '2.00' }] }),
    );
    expect(done.refused).toMatchObject([{ row: 1, code: 'banking.statement-totals' }]);
    expect(done.refused[0].reason).toContain('number of entries of 3; it is 2');
  });

  it('a gap between statements is told', async () => {
    const id = await company('chain');
    await api.upload(id, camtFile({ number: 1, date: '2026-03-02', entries: [{ amount: '1.00' }] }));
    const next = {
      id: 'S3',
      number: 3,
      date: '2026-03-04',
      opening: '200.00',
      entries: [{ amount: '2.00' }],
    };
    const done = await api.upload(id, camtFile(next));
    const codes = done.findings.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['banking.chain-broken', 'banking.number-gap']);
  });

  it('a report without entries says so', async () => {
    const id = await company('empty');
    const done = await api.upload(id, camtFile({ message: 'camt.052', closing: null, entries: [] }));
    expect(done).toMatchObject({ state: 'done', read: 0 });
    expect(done.findings).toContainEqual({
      code: 'banking.no-entries',
      detail: 'Statement S1 (camt.052) has no entries.',
    });
  });
});

describe('an account that the company does not have', () => {
  const put = (id: string, body: unknown, headers: Record<string, string> = {}) =>
    api.call('PUT', '/companies/{companyId}/bank-accounts/{iban}', {
      params: { companyId: id, iban: OWN_IBAN },
      body,
      headers,
    });

  it('is added unconfirmed, and told; confirming it takes its ETag', async () => {
    const id = await company('found');
    const done = await api.upload(id, GOOD);
    expect(done.findings[0]).toMatchObject({ code: 'banking.new-account' });
    expect(done.findings[0].detail).toContain(`newAccount: ${OWN_IBAN}`);
    const wish = { name: 'Hausbank', ledgerAccount: '1200' };
    expect((await put(id, wish)).status).toBe(428);
    expect((await put(id, wish, { 'if-match': '"7"' })).status).toBe(412);
    const confirmed = await put(id, wish, { 'if-match': '"1"' });
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed', foundBy: done.importId } });
    expect((await put(id, wish)).status).toBe(200);
    const list = await api.call('GET', '/companies/{companyId}/bank-accounts', { params: { companyId: id } });
    expect(list.body.items).toMatchObject([{ iban: OWN_IBAN, ledgerAccount: '1200' }]);
  });

  it('is refused where the company wants that; its own accounts are taken', async () => {
    const id = await company('strict');
    const path = '/companies/{companyId}/banking-settings';
    const body = { refuseUnknownAccounts: true };
    const set = await api.call('PUT', path, {
      params: { companyId: id },
      body,
      headers: { 'if-match': '"0"' },
    });
    expect(set.status).toBe(200);
    const failed = await api.upload(id, GOOD);
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'banking.other-account' } });
    expect(failed.failure.detail).toContain(OWN_IBAN);
    expect((await put(id, { name: 'Hausbank', ledgerAccount: '1200' })).status).toBe(201);
    expect(await api.upload(id, GOOD)).toMatchObject({ state: 'done', done: 2 });
  });

  it('an IBAN with wrong check digits cannot be added', async () => {
    const id = await company('digits');
    const params = { companyId: id, iban: 'DE03120300000000202051' };
    const body = { name: 'x', ledgerAccount: '1200' };
    const answer = await api.call('PUT', '/companies/{companyId}/bank-accounts/{iban}', { params, body });
    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/banking.invalid-iban' } });
  });
});

describe('lists', () => {
  it('go by account and day, page by page, with bounds', async () => {
    const id = await company('pages');
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
    const of = (account: string, statement: string) =>
      camtFile({
        account,
        id: statement,
        entries: days.map((date, at) => ({ amount: `${at + 1}.00`, date })),
      });
    const done = await api.upload(id, of(OWN_IBAN, 'S1'));
    await api.upload(id, of('DE75512108001245126199', 'S2'));
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: '3', from: '2026-03-02', ...(cursor ? { cursor } : {}) };
      const path = '/companies/{companyId}/bank-transactions';
      const { body } = await api.call('GET', path, { params: { companyId: id }, query });
      all.push(
        ...body.items.map(
          ({ iban, bookingDate }: { iban: string; bookingDate: string }) =>
            `${iban.slice(0, 4)} ${bookingDate}`,
        ),
      );
      cursor = body.next;
    } while (cursor);
    expect(all).toEqual(['DE02', 'DE75'].flatMap((iban) => days.slice(1).map((day) => `${iban} ${day}`)));
    const ofImport: string[] = [];
    do {
      const query = { limit: '3', importId: done.importId, ...(cursor ? { cursor } : {}) };
      const path = '/companies/{companyId}/bank-transactions';
      const { body } = await api.call('GET', path, { params: { companyId: id }, query });
      ofImport.push(...body.items.map(({ amount }: { amount: string }) => amount));
      cursor = body.next;
    } while (cursor);
    expect(ofImport).toEqual(['1.00', '2.00', '3.00', '4.00']);
  });

  it('an MT940 of the archive', async () => {
    const id = await company('archive');
    const done = await api.upload(id, MT);
    expect(done).toMatchObject({ state: 'done', done: 1, refusedCount: 0 });
    expect(await api.transactions(id)).toMatchObject([
      {
        iban: OWN_IBAN,
        amount: '10.00',
        bookingDate: '2026-03-02',
        remittance: 'Rechnung 1',
        counterparty: { name: 'Muster GmbH' },
        bankTransactionCode: 'NTRF+166',
        bankReference: 'B1',
      },
    ]);
    expect(await api.statements(id)).toMatchObject([
      { format: 'MT940', balance: 'checked', closing: '110.00' },
    ]);
  });
});
