import { beforeAll, describe, expect, it } from 'vitest';
import { packDecision, unpackDecision } from '../../../functions/credit/domain/pack-decision.ts';
import { reconciliationStore } from '../../../functions/credit/store/reconciliations.ts';
import { CreditCheckRow } from '../../../functions/credit/table.ts';
import { replayCompany } from '../../../functions/credit/usecases/replay-company.ts';
import { put } from '../../../shared/table/writes.ts';
import { addMember, type CreditApi, ORDER, openCreditApi } from '../../support/credit-api.ts';

let credit: CreditApi;

beforeAll(async () => {
  credit = await openCreditApi();
  await addMember(credit, 'carla', ['credit-controller']);
  await credit.openCustomer('k-1', 100_000n);
});

const check = async (id: string, amount: string, more = {}) =>
  (await credit.call('POST', '/credit-checks', {}, { body: { ...ORDER, id, amount, ...more } })).body;
const at = (day: string) => {
  credit.clock.now = new Date(`${day}T12:00:00.000Z`);
};
const policy = (version: number, what = '') =>
  [`/credit-policies/{version}${what}`, { version: String(version) }] as const;
const asCarla = { principal: 'carla' };
const activate = (version: number, from: string) =>
  credit.call('POST', ...policy(version, '/activations'), { body: { from } });

/** The standard policy, with orders above 100.00 to be looked at. */
async function draftStricter() {
  const copied = await credit.call('POST', '/credit-policies', {}, { body: { copyOf: 1 }, ...asCarla });
  const { policy: source, version } = copied.body;
  const small = {
    id: 'small-orders',
    title: 'Orders that nobody looks at',
    rules: [
      { id: 'small', when: { amount: { atMost: '100', orUnknown: true } }, outcome: 'approved' },
      {
        id: 'large',
        when: { amount: { above: '101' } },
        outcome: 'referred',
        code: 'LARGE',
        text: 'It is large.',
      },
    ],
  };
  const changed = { ...source, name: 'Stricter', tables: [...source.tables, small] };
  return { version, changed, etag: copied.headers.etag as string };
}

describe('a policy', () => {
  let version: number;

  it('is drafted, refused while it has a gap, and approved by somebody else', async () => {
    const draft = await draftStricter();
    version = draft.version;
    expect(version).toBe(2);
    const put = (body: unknown, etag: string) =>
      credit.call('PUT', ...policy(version), { body, headers: { 'if-match': etag }, ...asCarla });
    const gap = await put({ policy: draft.changed }, draft.etag);
    expect(gap.body.findings).toEqual([
      expect.objectContaining({ kind: 'gap', pointer: `/tables/${draft.changed.tables.length - 1}/rules` }),
    ]);
    const approve = (etag: string, principal = 'anna') =>
      credit.call('POST', ...policy(version, '/approval'), {
        body: {},
        headers: { 'if-match': etag },
        principal,
      });
    const refused = await approve(gap.headers.etag as string);
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/credit.policy-has-findings']);
    const text = JSON.stringify(draft.changed).replace('"above":"101"', '"above":"100"');
    expect(
      (await put({ policy: { ...JSON.parse(text), tabels: [] } }, gap.headers.etag as string)).body,
    ).toMatchObject({
      type: '/problems/credit.invalid-policy',
      errors: [{ pointer: '/policy/tabels' }],
    });
    const whole = await put({ policy: JSON.parse(text) }, gap.headers.etag as string);
    expect(whole.body).toMatchObject({ findings: [], state: 'draft', authors: ['carla'] });
    // Whoever has read the text before, has not read this one.
    expect((await approve(gap.headers.etag as string)).status).toBe(412);
    expect((await activate(version, '2026-06-15')).body.type).toBe('/problems/credit.policy-not-approved');
    expect((await approve(whole.headers.etag as string, 'carla')).status).toBe(403);
    expect((await approve(whole.headers.etag as string)).body).toMatchObject({
      state: 'approved',
      approvedBy: 'anna',
    });
    const late = await put({ policy: draft.changed }, '*');
    expect([late.status, late.body.type]).toEqual([409, '/problems/credit.policy-approved']);
  });

  it('of an admin is approved by another admin only', async () => {
    const { body, headers } = await credit.call('POST', '/credit-policies', {}, { body: { copyOf: 2 } });
    const own = { body: {}, headers: { 'if-match': headers.etag as string } };
    expect((await credit.call('POST', ...policy(body.version, '/approval'), own)).body.type).toBe(
      '/problems/platform.four-eyes',
    );
  });

  it('shows what it would have said of the past, and decides from its day on', async () => {
    expect((await check('before', '150.00')).decision).toBe('approved');
    expect((await check('small', '10.00')).decision).toBe('approved');
    expect((await check('too-much', '900.00')).decision).toBe('declined');
    const simulated = await credit.call('POST', ...policy(version, '/simulation'), {
      body: { from: '2026-06-01', to: '2026-06-15' },
    });
    expect(simulated.body).toMatchObject({
      decisions: 3,
      moves: expect.arrayContaining([{ before: 'approved', after: 'referred', decisions: 1 }]),
      changedCount: 2,
      changed: expect.arrayContaining([
        expect.objectContaining({ checkId: 'k-1~before', addedReasons: ['LARGE'], removedReasons: [] }),
      ]),
      playedThrough: {
        moves: expect.arrayContaining([{ before: 'approved', after: 'referred', decisions: 1 }]),
      },
    });
    expect((await activate(version, '2026-06-14')).body.type).toBe('/problems/credit.invalid-activation');
    const later = await activate(version, '2026-06-20');
    expect(later.status).toBe(201);
    expect((await check('meanwhile', '110.00')).policyVersion).toBe(1);
    const { activationId } = later.body;
    const withdraw = () =>
      credit.call(
        'POST',
        '/credit-policy-activations/{activationId}/withdrawal',
        { activationId },
        { body: {} },
      );
    expect((await withdraw()).body.ended).toMatchObject({ how: 'withdrawn' });
    expect((await withdraw()).status).toBe(409);
    await activate(1, '2026-06-20');
    await activate(version, '2026-06-20');
    at('2026-06-19');
    expect((await check('day-before', '120.00')).policyVersion).toBe(1);
    at('2026-06-20');
    expect(await check('its-day', '110.00')).toMatchObject({
      policyVersion: 2,
      decision: 'referred',
      reasons: [{ code: 'LARGE' }],
    });
    const { items } = (await credit.call('GET', '/credit-policies')).body;
    expect(items.map((one: { version: number; isInForce: boolean }) => [one.version, one.isInForce])).toEqual(
      [
        [1, false],
        [2, true],
        [3, false],
      ],
    );
  });

  it('goes on deciding when somebody changes the settings', async () => {
    const seen = await credit.call('GET', '/credit-settings');
    const headers = { 'if-match': seen.headers.etag as string };
    expect((await credit.call('PUT', '/credit-settings', {}, { body: seen.body, headers })).status).toBe(200);
    expect((await check('after-settings', '110.00')).policyVersion).toBe(2);
  });
});

describe('what has been decided', () => {
  const replay = async (more = {}) =>
    (
      await credit.call(
        'POST',
        '/credit-replays',
        {},
        { body: { from: '2026-06-01', to: '2026-06-30', ...more } },
      )
    ).body;

  it('is decided again to the same answer, page by page, and what was tampered with is named, by night as well', async () => {
    await check('stranger', '5.00', { customerId: 'nobody' });
    expect(await replay()).toMatchObject({ ok: true, decisions: 8, same: 8 });
    let [decisions, pages] = [0, 0];
    for (let page = await replay({ limit: 3 }); ; page = await replay({ limit: 3, cursor: page.next })) {
      decisions += page.decisions;
      pages += 1;
      if (page.next === undefined) break;
    }
    expect([decisions, pages > 2]).toEqual([8, true]);

    const row = await credit.credit.reader.loadCheck('acme', 'k-1', 'too-much');
    if (!row?.content) throw new Error('no check');
    const content = unpackDecision(row.content);
    const facts = { ...content.facts, limitMinor: 1_000_000n };
    await credit.table.write(put(CreditCheckRow, { ...row, content: packDecision({ ...content, facts }) }));
    expect(await replay()).toMatchObject({
      ok: false,
      same: 7,
      different: [
        { checkId: 'k-1~too-much', policyVersion: 1, differences: ['decision', 'reasons', 'held'] },
      ],
    });
    // The night after finds it too, and makes up for the nights before.
    const deps = { ...credit.checks, reconciliations: reconciliationStore(credit.table) };
    const night = () => replayCompany(deps, 'acme', new Date('2026-06-21T01:40:00.000Z'));
    expect(await night()).toMatchObject({
      from: '2026-06-20',
      to: '2026-06-20',
      decisions: 3,
      differentCount: 0,
    });
    expect(await night()).toBeUndefined();
    const last = await deps.reconciliations.loadReplay('acme');
    if (!last) throw new Error('nothing was kept');
    await deps.reconciliations.saveReplay({ ...last, to: '2026-06-01' });
    expect(await night()).toMatchObject({ from: '2026-06-02', decisions: 8, differentCount: 1 });
    const report = await credit.call('GET', '/credit-replays');
    expect(report.body).toMatchObject({ ok: false, different: [{ checkId: 'k-1~too-much' }] });

    const shown = await credit.call('GET', '/credit-checks/{checkId}', { checkId: 'k-1~too-much' });
    expect(shown.body).toMatchObject({ decision: 'declined', replayed: 'approved' });
    expect(shown.body.replayDifferences).toContain('decision');
  });
});
