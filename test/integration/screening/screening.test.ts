import { beforeAll, describe, expect, it } from 'vitest';
import { ChangeRecord } from '../../../shared/changes.ts';
import { euListXml } from '../../support/sanctions-fixtures.ts';
import { eventsOfItem, openScreeningApi, type ScreeningApi } from '../../support/screening-api.ts';
import { imageOf } from '../../support/table-image.ts';

let api: ScreeningApi;
const IVANOV = { id: '13', names: ['Sergei IVANOV', 'Сергей Иванов'], born: '1965-03-12', country: 'RU' };
const OTHERS = Array.from({ length: 9 }, (_, at) => ({ id: `9${at}`, names: [`Made Up Somebody${at}`] }));
const LIST = [IVANOV, ...OTHERS];
const partner = (name: string, account: string) => ({
  kind: 'customer',
  name,
  account,
  address: { country: 'DE' },
});

beforeAll(async () => {
  api = await openScreeningApi();
});

const screened = async (partnerId: string) =>
  (await api.call('GET', '/screened-partners/{partnerId}', { partnerId })).body;
const ORDER = { customerId: 'k-1', amount: '10.00', currency: 'EUR', reference: 'A-1', reserve: false };
async function checked() {
  const { body } = await api.call('POST', '/credit-checks', {}, { body: ORDER });
  return { decision: body.decision, codes: body.reasons.map(({ code }: { code: string }) => code) };
}
const decide = (hitId: string, path: string, body: object, principal = 'anna') =>
  api.call('POST', `/screening-hits/{hitId}${path}`, { hitId }, { body, principal });

describe('screening', () => {
  it('goes from the upload of a list to the check of an order', async () => {
    const { at } = api.receivables;
    await at('acme').putPartner('k-1', partner('Iwanow, Sergej', '10000'));
    await at('acme').putPartner('k-2', partner('Bäckerei Lehmann GmbH', '10001'));
    expect((await api.call('POST', '/screenings', {}, { body: { name: 'Sergei Ivanov' } })).status).toBe(409);
    expect(await api.upload(euListXml(LIST))).toMatchObject({
      state: 'done',
      done: 10,
      findings: [
        {
          code: 'screening.list-activated',
          detail: expect.stringContaining('10 entries with 11 names; 10 new'),
        },
      ],
    });
    await api.finishRun();
    expect(await screened('k-2')).toMatchObject({ state: 'clear', hits: [] });
    // Told twice, it is done once: neither a step of the run nor a partner that has not changed.
    const before = await imageOf(api.receivables.testTable);
    await api.repeatStep();
    await api.partnerChanged('k-1');
    expect(await imageOf(api.receivables.testTable)).toEqual(before);
    const { state, hits } = await screened('k-1');
    expect(state).toBe('pending');
    expect(hits).toMatchObject([
      {
        hitId: 'k-1~eu-fsf~13',
        partnerName: 'Iwanow, Sergej',
        state: 'open',
        level: 'hit',
        score: 97,
        entry: { regulation: '2022/336 (OJ L58)' },
      },
    ]);

    // The customer gets its profile after it was screened.
    const params = { customerId: 'k-1' };
    const profile = await api.call('PUT', '/credit/{customerId}', params, { body: {} });
    expect(profile.body.sanctions).toMatchObject({ state: 'pending' });
    expect(await checked()).toMatchObject({
      decision: 'referred',
      codes: expect.arrayContaining(['SANCTIONS_PENDING']),
    });

    expect(
      (await decide('k-1~eu-fsf~13', '/decision', { decision: 'confirmed', reason: 'Same birthday' })).body,
    ).toMatchObject({ state: 'confirmed' });
    await api.toldCredit('k-1');
    const told = (await api.call('GET', '/credit/{customerId}', params)).body;
    expect(told.sanctions).toMatchObject({ state: 'hit' });
    expect(await checked()).toMatchObject({
      decision: 'declined',
      codes: expect.arrayContaining(['SANCTIONS_HIT']),
    });
    const changes = await Array.fromAsync(
      api.table.queryAll(ChangeRecord, { pk: 'C#acme#CHANGES#credit/k-1', index: 'gsi1' }),
    );
    expect(changes.at(-1)).toMatchObject({
      action: 'credit.sanctions-changed',
      after: { sanctionsState: 'hit' },
    });
  });

  it('takes two people to clear a confirmed hit, and remembers it', async () => {
    const id = 'k-1~eu-fsf~13';
    expect((await decide(id, '/decision', { decision: 'false-positive', reason: 'Oh no' })).status).toBe(409);
    expect((await decide(id, '/clearing', { reason: 'Passport seen' })).body).toMatchObject({
      state: 'clearing-requested',
    });
    expect((await decide(id, '/clearing/decision', { decision: 'approved', reason: 'Me too' })).status).toBe(
      403,
    );
    const cleared = await decide(
      id,
      '/clearing/decision',
      { decision: 'approved', reason: 'Passport seen' },
      'bert',
    );
    expect(cleared.body).toMatchObject({ state: 'cleared' });
    expect(await screened('k-1')).toMatchObject({ state: 'clear' });

    // Another version with the same names changes nothing; other names of the entry are asked again.
    await api.upload(euListXml([...LIST, { id: '77', names: ['New Somebody'] }]));
    await api.finishRun();
    expect(await screened('k-1')).toMatchObject({ state: 'clear', hits: [{ state: 'cleared' }] });
    await api.upload(euListXml([{ ...IVANOV, names: [...IVANOV.names, 'Iwanow'] }, ...OTHERS]));
    await api.finishRun();
    expect(await screened('k-1')).toMatchObject({
      state: 'pending',
      hits: [{ state: 'open', decisions: [{}, {}, {}] }],
    });
  });

  it('parks a list that was cut off, and clears nobody before somebody confirms it', async () => {
    const parked = await api.upload(euListXml(OTHERS.slice(0, 2)));
    expect(parked?.findings?.map(({ code }) => code).slice(0, 2)).toEqual([
      'screening.list-parked',
      'screening.half-gone',
    ]);
    await api.finishRun();
    expect(await screened('k-1')).toMatchObject({ state: 'pending' });
    const versionId = parked?.importId ?? '';
    const activation = { listId: 'eu-fsf', versionId };
    const path = '/sanctions-lists/{listId}/versions/{versionId}/activation';
    const answer = await api.call('POST', path, activation, { body: { confirm: true, reason: 'Reviewed' } });
    expect(answer.body).toMatchObject({ counts: true, gone: 8 });
    await api.finishRun();
    expect(await screened('k-1')).toMatchObject({ state: 'clear', hits: [{ state: 'lapsed' }] });
  });

  it('refuses a list that breaks off, and goes on with the former one', async () => {
    expect(await api.upload(euListXml(LIST).slice(0, -40))).toMatchObject({
      state: 'failed',
      failure: { code: 'screening.unreadable-list' },
    });
    const { body } = await api.call('GET', '/sanctions-lists');
    expect(body.items).toMatchObject([{ list: 'eu-fsf', entries: 2 }]);
  });

  it('holds several lists side by side, and follows partners: renamed, and erased', async () => {
    await api.upload('list,id,name\nown,a-1,Bäcker Meister\n');
    await api.finishRun();
    await api.receivables
      .at('acme')
      .putPartner('k-2', partner('Meister Bäcker AG', '10001'), { 'if-match': '*' });
    await api.partnerChanged('k-2');
    const answer = await api.call('GET', '/screening-hits', {}, { query: { state: 'open' } });
    expect(answer.body.items).toMatchObject([{ partnerId: 'k-2', list: 'own', score: 100 }]);
    const found = await api.call('POST', '/screenings', {}, { body: { name: 'Baecker-Meister' } });
    expect(found.body).toMatchObject({ words: ['baker', 'meister'], found: 1 });
    await api.receivables.call('DELETE', '/companies/{companyId}/partners/{partnerId}', {
      params: { companyId: 'acme', partnerId: 'k-2' },
      headers: { 'if-match': '*' },
    });
    await api.partnerChanged('k-2');
    expect(await screened('k-2')).toEqual({ partnerId: 'k-2', hits: [] });
  });
});

it('hears of partners by the trace of their change', () => {
  const trace = {
    entity: 'shared.change', companyId: 'acme', changeId: 'chg_1', subject: 'partners/k-1', principal: 'anna',
    at: '2026-06-15T12:00:00.000Z',
  }; // biome-ignore format: a record
  expect(eventsOfItem({ ...trace, action: 'receivables.partner-changed' })).toEqual([
    { id: 'chg_1', companyId: 'acme', payload: { partnerId: 'k-1' }, type: 'receivables.partner-changed' },
  ]);
  expect(eventsOfItem({ ...trace, action: 'ledger.period-closed' })).toEqual([]);
});
