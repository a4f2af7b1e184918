import type { Context, SQSRecord } from 'aws-lambda';
import { beforeAll, expect, it } from 'vitest';
import { composeOnBooks } from '../../../functions/credit/compose-books.ts';
import { composeRatings } from '../../../functions/credit/compose-ratings.ts';
import type { AgencyAnswer } from '../../../functions/credit/domain/ratings/agency-answer.ts';
import { profileBindings } from '../../../functions/credit/handlers/profiles.ts';
import { ratingBindings } from '../../../functions/credit/handlers/ratings.ts';
import { creditImports } from '../../../functions/credit/imports.ts';
import { refusedRows } from '../../../shared/imports/progress.ts';
import { Import } from '../../../shared/imports/table.ts';
import { uploadWorker } from '../../../shared/imports/upload-worker.ts';
import { NOW } from '../../support/ledger-api.ts';
import { requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

let api: ReceivablesApi;
const files = memoryFiles(64);
const asked: string[] = [];
let answers: Record<string, AgencyAnswer> = {};
const ask = (method: string, path: string, more: object = {}) => {
  const params = { companyId: 'acme', ...(path.includes('{customerId}') ? { customerId: 'k-1' } : {}) };
  return api.call(method, `/companies/{companyId}${path}`, { params, ...more });
};

beforeAll(async () => {
  api = await openReceivablesApi(undefined, ({ table }) => [
    ...profileBindings(composeOnBooks(table)),
    ...ratingBindings({
      ...composeRatings(table),
      places: { one: { url: 'https://one.example/' }, two: { url: 'https://two.example/' } },
      askAgency: async ({ url }, { name }) => {
        const agency = new URL(url).hostname.slice(0, 3);
        asked.push(`${agency} ${name}`);
        return answers[agency] ?? { outcome: 'none' };
      },
      clock: () => 0,
    }),
  ]);
  await api.createCompany('acme');
  const partner = { kind: 'customer', name: 'Müller GmbH', account: '10000', vatId: 'DE123456789' };
  await api.at('acme').putPartner('k-1', partner);
  await ask('PUT', '/credit/{customerId}', { body: { riskClass: 'B' } });
});

async function upload(content: string) {
  const { importId, key } = await requestUpload(api.table, { companyId: 'acme', kind: 'credit-ratings' });
  files.content.set(key, content);
  const ports = {
    table: api.table,
    files,
    putBack: async () => {},
    bury: async () => {},
    log: () => {},
    measure: () => {},
  };
  const handler = uploadWorker(
    { ...ports, clock: () => new Date(NOW) },
    { queue: 'credit-uploads', definitions: creditImports(composeRatings(api.table)) },
  );
  const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
  const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  await handler({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  const done = await api.table.get(Import, { companyId: 'acme', importId });
  return { done, refused: await Array.fromAsync(refusedRows(api.table, { companyId: 'acme', importId })) };
}

it('ratings come by file: newer ones replace older ones, never the other way, and a profile that is replaced keeps them', async () => {
  const { done, refused } = await upload(
    [
      'customer;vatId;agency;rating;date',
      'k-1;;one;245;2026-03-31',
      ';DE 123456789;two;B;31.03.2026',
      'k-1;;one;300;2026-02-28',
      'nobody;;one;1;2026-01-01',
      ';FR1;one;1;2026-01-01',
    ].join('\r\n'),
  );
  expect(done).toMatchObject({ state: 'done', read: 5, done: 2, refusedCount: 3 });
  expect(refused).toMatchObject([
    { row: 4, code: 'credit.rating-older' },
    { row: 5, code: 'credit.unknown-profile' },
    { row: 6, code: 'credit.rating-row' },
  ]);
  const { body, headers } = await ask('GET', '/credit/{customerId}');
  const RATINGS = [
    { agency: 'one', rating: '245', on: '2026-03-31' },
    { agency: 'two', rating: 'B', on: '2026-03-31' },
  ];
  expect(body.ratings).toEqual(RATINGS);
  const again = await upload('customer;agency;rating;date\nk-1;one;245;2026-03-31');
  expect(again.done).toMatchObject({ done: 1, refusedCount: 0 });
  expect((await ask('GET', '/credit/{customerId}')).headers.etag).toBe(headers.etag);
  const replaced = { body: { riskClass: 'C' }, headers: { 'if-match': headers.etag } };
  expect((await ask('PUT', '/credit/{customerId}', replaced)).body).toMatchObject({
    riskClass: 'C',
    ratings: RATINGS,
  });
});

it('agencies are asked in their order, as often as they may be, and what they cost is kept', async () => {
  const settings = (maximumAgeDays: number, requestsPerHour: number, etag: string) =>
    ask('PUT', '/credit-rating-settings', {
      headers: { 'if-match': etag },
      body: {
        agencies: [
          { agency: 'one', maximumAgeDays, price: '12.50' },
          { agency: 'two', maximumAgeDays: 1, price: '3.00' },
        ],
        requestsPerHour,
      },
    });
  const request = () => ask('POST', '/credit/{customerId}/rating-requests');
  expect((await request()).body.type).toBe('/problems/credit.no-agency');
  expect((await settings(100, 3, '"0"')).status).toBe(200);
  // 76 days old: young enough, so nobody is asked.
  expect((await request()).body).toEqual({
    rating: { agency: 'one', rating: '245', on: '2026-03-31' },
    steps: [{ agency: 'one', outcome: 'young' }],
  });
  expect(asked).toEqual([]);

  expect((await settings(75, 3, '"1"')).status).toBe(200);
  answers = {
    one: { outcome: 'timeout', detail: 'no answer within 5000 ms' },
    two: { outcome: 'rated', rating: 'C', on: '2026-06-14', price: '4.20' },
  };
  expect((await request()).body).toMatchObject({
    rating: { agency: 'two', rating: 'C', on: '2026-06-14' },
    steps: [{ outcome: 'timeout' }, { outcome: 'rated' }],
  });
  expect(asked).toEqual(['one Müller GmbH', 'two Müller GmbH']);
  expect((await ask('GET', '/credit/{customerId}')).body.ratings).toContainEqual({
    agency: 'two',
    rating: 'C',
    on: '2026-06-14',
  });

  // The third request of the hour: what the first agency says lies in the future, and the second is young by now.
  answers = { one: { outcome: 'rated', rating: 'A', on: '2027-01-01' } };
  expect((await request()).body.steps).toMatchObject([{ outcome: 'malformed' }, { outcome: 'young' }]);
  expect(await request()).toMatchObject({ status: 429, body: { type: '/problems/credit.too-many-ratings' } });
  const { body: log } = await ask('GET', '/credit-rating-requests');
  expect(log).toMatchObject({
    month: '2026-06',
    agencies: [
      { agency: 'one', requests: 2, rated: 0, price: '12.50' },
      { agency: 'two', requests: 1, rated: 1, price: '4.20' },
    ],
  });
  expect(log.items).toHaveLength(3);
  await api
    .at('acme')
    .putPartner('k-2', { kind: 'customer', name: 'Erika', account: '10001', consumer: true });
  const person = { params: { companyId: 'acme', customerId: 'k-2' } };
  await ask('PUT', '/credit/{customerId}', { ...person, body: {} });
  const refused = await ask('POST', '/credit/{customerId}/rating-requests', person);
  expect(refused.body.type).toBe('/problems/credit.rating-of-person');
});
