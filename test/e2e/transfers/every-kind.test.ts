import { beforeAll, describe, expect, it } from 'vitest';
import { exportKinds, uploadKinds } from '../../../functions/transfers/registry.ts';
import { until } from '../../support/installation.ts';
import { askFor, createCompany, type StoryCompany } from '../../support/stories.ts';

/*
 * Every kind of file of the registry reaches the module that makes or takes it, with the rights, fonts and queues of its bundle. A
 * kind that is new fails here until it is wired, and until what it takes at least is said below.
 */

const YEAR = { fiscalYear: 2026 };
const MARCH = { year: 2026, period: '03' };
/** What a kind takes at least. */
const LEAST: Readonly<Record<string, object>> = {
  hledger: {},
  'journal-csv': {},
  'journal-blocks': {},
  'journal-verification': {},
  'vat-return': MARCH,
  'ec-sales-list': MARCH,
  'financial-statements': { report: 'bwa', format: 'csv' },
  'datev-batch': { ...YEAR, consultant: 1001, client: 1 },
  gobd: YEAR,
  'e-balance': YEAR,
  'cash-book': { account: '1000', from: '2026-03-01', to: '2026-03-31' },
};

let company: StoryCompany;

beforeAll(async () => {
  company = await createCompany();
  const till = { name: 'Kasse', startDate: '2026-03-01', opening: '0.00', differenceAccount: '4900' };
  await askFor(company, 201, 'PUT', '/cash-books/1000', till);
  const receipt = { date: '2026-03-10', direction: 'receipt', amount: '119.00', contraAccount: '8400' };
  await askFor(company, 201, 'POST', '/cash-books/1000/entries', { ...receipt, text: 'Verkauf' });
});

/** One list of all is asked again until all have ended, instead of each by itself. */
async function endedOf(path: string) {
  const isEnded = ({ state }: { state: string }) => state === 'done' || state === 'failed';
  const { body } = await until(
    () => company.ask('GET', company.at(path)),
    ({ body: { items } }) => items.every(isEnded),
  );
  return body.items.toSorted((a: { kind: string }, b: { kind: string }) => (a.kind < b.kind ? -1 : 1));
}

const sortedKinds = (kinds: readonly { readonly kind: string }[]) => kinds.map(({ kind }) => kind).sort();

describe('every kind of file', () => {
  it('is made', async () => {
    expect(Object.keys(LEAST).sort()).toEqual(sortedKinds(exportKinds));
    for (const { kind } of exportKinds)
      await askFor(company, 202, 'POST', '/exports', { kind, ...LEAST[kind] });
    const made = await endedOf('/exports');
    expect(made).toMatchObject(sortedKinds(exportKinds).map((kind) => ({ kind, state: 'done' })));
    expect(made.filter(({ bytes }: { bytes: number }) => bytes === 0)).toEqual([]);
  });

  it('is looked at when it is uploaded: what is none is refused with the reason', async () => {
    for (const { kind } of uploadKinds) {
      const { url, method } = await askFor(company, 201, 'POST', '/uploads', { kind, fileName: 'x' });
      expect((await fetch(url, { method, body: `no ${kind}\u0000` })).status).toBe(200);
    }
    const failure = {
      code: expect.stringMatching(/^[a-z]+\.[a-z-]+$/),
      detail: expect.stringMatching(/.{10}/),
    };
    // No mail is refused for what it says: this one waits for a person.
    const parked = { state: 'done', outcome: 'parked', reason: 'no-sender' };
    expect(await endedOf('/imports')).toMatchObject(
      sortedKinds(uploadKinds).map((kind) => ({
        kind,
        ...(kind === 'mail' ? parked : { state: 'failed', failure }),
      })),
    );
  });
});
