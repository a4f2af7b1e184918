import { describe, expect, it } from 'vitest';
import { until } from '../../support/installation.ts';
import { createCompany, readAll, sale } from '../../support/stories.ts';

const ASYNC = { prefer: 'respond-async' };

describe('Prefer: respond-async', () => {
  it('answers 202 and a place that tells when the entry is booked', async () => {
    const { ask, at } = await createCompany();
    const queued = await ask('POST', at('/journal-entries'), sale('2026-06-01', 5, { id: 'RE-9' }), ASYNC);
    expect([queued.status, queued.body.state]).toEqual([202, 'queued']);
    const { body } = await until(
      () => ask('GET', queued.headers.get('location') ?? ''),
      (answer) => answer.body.state !== 'queued',
    );
    expect(body).toMatchObject({ state: 'posted', entryId: 'RE-9', fiscalYear: 2026, number: 1 });
    expect((await ask('GET', at('/journal-entries/RE-9'))).body.postedBy).toBe('local-admin');
  });

  it('answers the same place again under the same key', async () => {
    const { ask, at } = await createCompany();
    const headers = { ...ASYNC, 'idempotency-key': 'k1' };
    const first = await ask('POST', at('/journal-entries'), sale('2026-06-01', 5), headers);
    const second = await ask('POST', at('/journal-entries'), sale('2026-06-01', 5), headers);
    expect([second.status, second.headers.get('location')]).toEqual([202, first.headers.get('location')]);
    await until(
      () => ask('GET', first.headers.get('location') ?? ''),
      ({ body }) => body.state === 'posted',
    );
    expect((await readAll(ask, at('/journal-entries'))).length).toBe(1);
  });

  it('tells of a period that was closed meanwhile', async () => {
    const { ask, at } = await createCompany();
    await ask('POST', at('/journal-entries'), sale('2026-05-01', 1));
    const entry = sale('2026-05-31', 5, { id: 'late' });
    // At once: whichever comes first, the entry is booked before the closing or refused after it, and never lost.
    const [queued, closed] = await Promise.all([
      ask('POST', at('/journal-entries'), entry, ASYNC),
      ask('POST', at('/fiscal-years/2026/periods/5/closing'), { includingEarlier: true }),
    ]);
    expect(closed.status).toBe(200);
    const { body } = await until(
      () => ask('GET', queued.headers.get('location') ?? ''),
      (answer) => answer.body.state !== 'queued',
    );
    expect(body).toMatchObject({
      state: 'refused',
      problem: { type: '/problems/ledger.closed-period', status: 422, detail: expect.stringContaining('5') },
    });
    expect((await ask('GET', at('/journal-entries/late'))).status).toBe(404);
    expect(await readAll(ask, at('/journal-entries'))).toHaveLength(1);
  });
});
