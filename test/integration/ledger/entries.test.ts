import { beforeAll, describe, expect, it } from 'vitest';
import { entryBindings } from '../../../functions/ledger/handlers/entries.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { type LedgerApi, openLedgerApi } from '../../support/ledger-api.ts';

let api: LedgerApi;
const COMPANY = 'acme';
const LIST = '/companies/{companyId}/journal-entries';

beforeAll(async () => {
  api = await openLedgerApi((ledger) => entryBindings({ ledger, newId }));
  await api.createCompany(COMPANY);
});

function entry(more: Record<string, unknown> = {}) {
  const lines = [
    { account: '1200', debit: '1.00' },
    { account: '8400', credit: '1.00' },
  ];
  return { date: '2026-03-01', text: 'test', lines, ...more };
}

const book = (entries: readonly unknown[]) =>
  api.call('POST', `${LIST}/batch`, { params: { companyId: COMPANY }, body: { entries } });
const list = (query: Record<string, string>) =>
  api.call('GET', LIST, { params: { companyId: COMPANY }, query });

describe('a batch', () => {
  it('answers with the id of each entry, also of those that cannot be read', async () => {
    const { status, body } = await book([
      entry({ id: 'good' }),
      entry({ id: 'no-such-day', date: '2026-02-30' }),
      entry({ id: 'ent_2026_1' }),
      entry({ id: 'unknown-field', colour: 'red' }),
      entry({ id: 'good' }),
      { id: 7 },
      'no entry',
    ]);
    expect(status).toBe(200);
    const seen = body.results.map(({ id, status: state, problem }: Record<string, { type: string }>) => [
      id,
      state,
      problem?.type.replace('/problems/ledger.', ''),
    ]);
    expect(seen).toEqual([
      ['good', 'posted', undefined],
      ['no-such-day', 'refused', 'invalid-entry'],
      ['ent_2026_1', 'refused', 'reserved-id'],
      ['unknown-field', 'refused', 'malformed-entry'],
      ['good', 'duplicate', undefined],
      [undefined, 'refused', 'malformed-entry'],
      [undefined, 'refused', 'malformed-entry'],
    ]);
    expect(body.results[1].problem.errors[0].pointer).toBe('/date');
  });

  it('names some complaints of each entry and counts the rest', async () => {
    const lines = Array.from({ length: 500 }, () => ({ account: '1200', debit: 'x' }));
    const { body } = await book([entry({ lines })]);
    const { errors, furtherErrors } = body.results[0].problem;
    expect([errors.length, furtherErrors]).toEqual([5, 495]);
    const single = await api.call('POST', LIST, { params: { companyId: COMPANY }, body: entry({ lines }) });
    expect([single.status, single.body.errors.length, single.body.furtherErrors]).toEqual([422, 100, 400]);
  });
});

describe('the journal', () => {
  it('comes in pages that an answer can hold, whatever the entries hold', async () => {
    const texts = { text: 'ä'.repeat(200) };
    const sides = Array.from({ length: 250 }, () => [
      { account: '1200', debit: '1.00', ...texts },
      { account: '8400', credit: '1.00', ...texts },
    ]);
    const large = Array.from({ length: 20 }, (_, index) =>
      entry({ lines: sides.flat(), documentNumber: `L-${index}` }),
    );
    // A body holds 5 MB at most, so they are sent in two.
    for (const half of [large.slice(0, 10), large.slice(10)]) {
      const { body } = await book(half);
      expect(new Set(body.results.map((result: { status: string }) => result.status))).toEqual(
        new Set(['posted']),
      );
    }
    const numbers: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const { status, body } = await list({ limit: '100', ...(cursor ? { cursor } : {}) });
      expect(status).toBe(200);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(6_000_000);
      numbers.push(...body.items.map((item: { number: number }) => item.number));
      cursor = body.next;
      pages += 1;
    } while (cursor !== undefined);
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    expect(pages).toBeGreaterThan(1);
  });
});
