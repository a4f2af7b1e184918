import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SignedSeal, sealKey, sealText } from '../../../functions/ledger/domain/seal.ts';
import { sealStore } from '../../../functions/ledger/store/seals.ts';
import { SealItem } from '../../../functions/ledger/table.ts';
import { checkSeals } from '../../../functions/ledger/usecases/check-seals.ts';
import { foldStaleTail } from '../../../functions/ledger/usecases/fold-stale-tail.ts';
import { sealJournal } from '../../../functions/ledger/usecases/seal-journal.ts';
import { verifyInTime } from '../../../functions/ledger/usecases/verify-in-time.ts';
import { verifyJournal } from '../../../functions/ledger/usecases/verify-journal.ts';
import { erase, put } from '../../../shared/table/writes.ts';
import { type LedgerApi, NOW, openLedgerApi, simpleEntry } from '../../support/ledger-api.ts';
import { memorySeals, testKey } from '../../support/memory-seals.ts';

let api: LedgerApi;
let archive: ReturnType<typeof memorySeals>;
const key = testKey();
let companyId = '';
let count = 0;

beforeAll(async () => {
  api = await openLedgerApi(() => []);
});

beforeEach(async () => {
  count += 1;
  companyId = `sealed-${count}`;
  archive = memorySeals();
  await api.createCompany(companyId);
  await book();
});

const book = () => api.post(companyId, simpleEntry('2026-03-01', '1200', '8400', 1_000n));
const seal = (at: string, signer = key) => {
  const deps = { reader: api.ledger.reader, seals: sealStore(api.table), archive, signer };
  return sealJournal(deps, companyId, 2026, new Date(at));
};
const noted = () => api.ledger.reader.loadSeals(companyId, 2026);

async function verify() {
  const company = await api.ledger.loadCompany(companyId);
  if (!company) throw new Error('no company');
  const { loadSeals } = api.ledger.reader;
  const deps = { archive, checker: key, loadSeals };
  const seals = (of: string, year: number) => checkSeals(deps, of, year);
  return verifyJournal({ ...api.ledger, loadSeals: seals }, company);
}

describe('the daily seal', () => {
  it('is made once a day, and only when the journal has moved', async () => {
    expect(await seal('2026-06-15T02:00:00.000Z')).toMatchObject({ number: 1, day: '2026-06-15' });
    await book();
    expect(await seal('2026-06-15T08:00:00.000Z')).toBeUndefined();
    expect(await seal('2026-06-16T02:00:00.000Z')).toMatchObject({ number: 2, day: '2026-06-16' });
    expect(await seal('2026-06-17T02:00:00.000Z')).toBeUndefined();
    expect((await noted()).map(({ day, number }) => [day, number])).toEqual([
      ['2026-06-15', 1],
      ['2026-06-16', 2],
    ]);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('of a run that died before the table knew of it is the one that counts', async () => {
    const first = await seal('2026-06-15T02:00:00.000Z');
    await api.table.write(erase(SealItem, { company: companyId, fiscalYear: 2026, day: '2026-06-15' }));
    await book();
    expect(await seal('2026-06-15T08:00:00.000Z')).toEqual(first);
    expect(await noted()).toMatchObject([{ number: 1, signature: first?.signature }]);
    expect(await verify()).toMatchObject({ ok: true });
  });
});

describe('verification against the archive', () => {
  it.each<[string, (seal: SignedSeal) => Promise<void>, string]>([
    [
      'a seal that another key signed',
      async (one) => {
        const { signature } = await testKey().sign('anything');
        archive.kept.set(sealKey(one), { ...one, signature });
      },
      'does not bear the signature',
    ],
    [
      'a seal with another number',
      async (one) => {
        archive.kept.set(sealKey(one), { ...one, number: 2 });
      },
      'does not bear the signature',
    ],
    [
      'something that is no seal',
      async (one) => {
        archive.kept.set(sealKey(one), undefined);
      },
      'is not the seal of that day',
    ],
    [
      'a seal moved to another day',
      async (one) => {
        archive.kept.delete(sealKey(one));
        archive.kept.set(sealKey({ ...one, day: '2026-06-14' }), one);
      },
      'is not the seal of that day',
    ],
    [
      'a seal that only the table has',
      async (one) => {
        archive.kept.delete(sealKey(one));
      },
      'does not keep the seal',
    ],
    [
      'a seal that was exchanged in the table',
      async (one) => {
        await api.table.write(put(SealItem, { ...one, signature: 'forged' }));
      },
      'does not keep the seal',
    ],
  ])('finds %s', async (_, tamper, detail) => {
    const made = await seal('2026-06-15T02:00:00.000Z');
    if (!made) throw new Error('no seal');
    await tamper(made);
    expect(await verify()).toMatchObject({
      ok: false,
      firstDifference: { what: 'seal', detail: expect.stringContaining(detail) },
    });
  });

  it('finds a journal that was written anew since it was sealed', async () => {
    await seal('2026-06-15T02:00:00.000Z');
    // As if the journal had been another one when it was sealed: another hash, rightly signed.
    const standing = (await noted())[0];
    if (!standing) throw new Error('no seal');
    const forged = { ...standing, hash: 'f'.repeat(64) };
    const resigned = { ...forged, ...(await key.sign(sealText(forged))) };
    archive.kept.set(sealKey(forged), resigned);
    await api.table.write(put(SealItem, resigned));
    expect(await verify()).toMatchObject({ ok: false, firstDifference: { what: 'seal', number: 1 } });
  });
});

describe('the sweep of quiet tails', () => {
  it('folds a tail when it has grown old, and only then', async () => {
    const company = await api.ledger.loadCompany(companyId);
    if (!company) throw new Error('no company');
    const sweep = (seconds: number) =>
      foldStaleTail(api.ledger, company, 2026, new Date(Date.parse(NOW) + seconds * 1_000));
    expect(await sweep(60)).toBe(false);
    expect(await sweep(200)).toBe(true);
    expect(await sweep(200)).toBe(false);
    expect((await api.ledger.reader.loadHead(companyId, 2026))?.foldedThrough).toBe(1);
  });
});

describe('a verification that takes too long for an answer', () => {
  it('is refused with how far it came and what to do, wherever the time ends', async () => {
    const company = await api.ledger.loadCompany(companyId);
    if (!company) throw new Error('no company');
    await api.ledger.fold(company, 2026);
    const verifyWithin = (looks: number) => {
      let left = looks;
      const now = () => (left-- > 0 ? 0 : 25_000);
      return verifyInTime({ ...api.ledger, loadSeals: api.ledger.reader.loadSeals, now }, company);
    };
    for (const looks of [1, 2, 3]) {
      const refused = await verifyWithin(looks).catch((error: unknown) => error);
      expect(refused).toMatchObject({
        code: 'ledger.verification-too-long',
        message: expect.stringMatching(/^After 24 seconds 0 entries were verified\. .*journal-verification/),
      });
    }
    expect(await verifyWithin(1_000)).toMatchObject({ ok: true });
  });
});
