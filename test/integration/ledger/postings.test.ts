import { beforeAll, describe, expect, it } from 'vitest';
import { entryBindings } from '../../../functions/ledger/handlers/entries.ts';
import { postingBindings } from '../../../functions/ledger/handlers/postings.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { type LedgerApi, openLedgerApi } from '../../support/ledger-api.ts';

let api: LedgerApi;
const params = { companyId: 'acme' };
const PLACE = '/companies/{companyId}/postings';

beforeAll(async () => {
  api = await openLedgerApi((ledger) => [
    ...entryBindings({ ledger, newId }),
    ...postingBindings({ ledger, newId }),
  ]);
  await api.createCompany('acme');
});

const PURCHASE = {
  date: '2026-03-10',
  amount: '119.00',
  debitAccount: '4930',
  creditAccount: '70000',
  taxCode: '9',
  documentNumber: 'ER-1',
  text: 'Paper',
  dueDate: '2026-04-09',
};
const post = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('POST', PLACE, { params, body, headers });

describe('POST /postings', () => {
  it('answers with the entry it made, which stands in the journal', async () => {
    const { status, body, headers } = await post(PURCHASE);
    expect(status).toBe(201);
    expect(body.lines).toEqual([
      { account: '4930', debit: '100.00', taxCode: 'input-19' },
      { account: '1576', debit: '19.00', taxCode: 'input-19' },
      { account: '70000', credit: '119.00', dueDate: '2026-04-09' },
    ]);
    expect(headers?.location).toBe(`/companies/acme/journal-entries/${body.id}`);
    const standing = await api.call('GET', '/companies/{companyId}/journal-entries/{entryId}', {
      params: { ...params, entryId: body.id },
    });
    expect(standing.body.lines).toEqual(body.lines);
  });

  it('the same id and content is booked once, other content is refused', async () => {
    expect((await post({ ...PURCHASE, id: 'inv-1' })).status).toBe(201);
    const again = await post({ ...PURCHASE, id: 'inv-1' });
    expect([again.status, again.headers?.['idempotency-hit']]).toEqual([200, 'true']);
    const other = await post({ ...PURCHASE, id: 'inv-1', amount: '120.00' });
    expect([other.status, other.body.type]).toEqual([409, '/problems/ledger.id-reused']);
  });

  it('the same Idempotency-Key answers the first reply', async () => {
    const key = { 'idempotency-key': 'posting-key-1' };
    const first = await post(PURCHASE, key);
    const second = await post(PURCHASE, key);
    expect(second.body.number).toBe(first.body.number);
  });

  it('is handed to the queue with its expanded entry where the caller prefers it', async () => {
    const { status, body } = await post(PURCHASE, { prefer: 'respond-async' });
    expect([status, body.state]).toEqual([202, 'queued']);
    const kept = await api.ledger.reader.loadPostingRequest('acme', body.id);
    expect(JSON.parse(kept?.entry ?? '{}').lines[1]).toEqual({
      account: '1576',
      debit: '19.00',
      taxCode: 'input-19',
    });
  });

  it.each([
    [{ debitAccount: '4931' }, 422, 'ledger.unknown-account', '/debitAccount'],
    [{ amount: '119,00' }, 422, 'ledger.invalid-posting', '/amount'],
    [{ date: '2019-02-29' }, 422, 'ledger.invalid-posting', '/date'],
    [{ taxCode: '3', debitAccount: '8400' }, 422, 'ledger.tax-key-on-automatic-account', '/taxCode'],
    [{ text: 'bad\u0007' }, 422, 'ledger.invalid-entry', '/text'],
    [{ vouchers: ['vch_none'] }, 422, 'ledger.invalid-entry', '/vouchers/0'],
    [{ colour: 'red' }, 400, 'platform.malformed-request', '/colour'],
  ])('refuses %o with a pointer into the posting', async (change, status, code, pointer) => {
    const { body, status: seen } = await post({ ...PURCHASE, ...change });
    expect([seen, body.type, body.errors[0].pointer]).toEqual([status, `/problems/${code}`, pointer]);
  });
});
