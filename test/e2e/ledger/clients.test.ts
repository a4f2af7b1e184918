import { describe, expect, inject, it } from 'vitest';
import { askAs, until } from '../../support/installation.ts';
import { createCompany, readAll, sale } from '../../support/stories.ts';

const CLIENTS = 16;
const ENTRIES_A_CLIENT = 6;

describe('sixteen clients that post single entries into one journal at once', () => {
  it('get 201 or 202, and every entry is booked once, numbers without gap', async () => {
    const { id, ask, at } = await createCompany();
    const post = async (client: number) => {
      const askOwn = await askAs(inject('endpoints').api, 'local-admin');
      const answers = [];
      for (let number = 0; number < ENTRIES_A_CLIENT; number += 1) {
        const entry = sale('2026-04-01', 1 + client, { documentNumber: `${client}-${number}` });
        answers.push(await askOwn('POST', at('/journal-entries'), entry));
      }
      return answers;
    };
    const answers = (await Promise.all(Array.from({ length: CLIENTS }, (_, client) => post(client)))).flat();
    expect(answers.filter(({ status }) => status !== 201 && status !== 202)).toEqual([]);
    for (const { status, headers } of answers) {
      if (status !== 202) continue;
      const place = headers.get('location') ?? '';
      expect(place).toContain(`/companies/${id}/posting-requests/`);
      await until(
        () => ask('GET', place),
        ({ body }) => body.state === 'posted',
      );
    }
    const journal = await readAll(ask, at('/journal-entries'));
    const documents = Array.from({ length: CLIENTS * ENTRIES_A_CLIENT }, (_, index) => {
      return `${Math.trunc(index / ENTRIES_A_CLIENT)}-${index % ENTRIES_A_CLIENT}`;
    });
    expect(journal.map(({ documentNumber }) => documentNumber).toSorted()).toEqual(documents.toSorted());
    expect(journal.map(({ number }) => number)).toEqual(documents.map((_, index) => index + 1));
    const { body } = await ask('GET', at('/journal/verification'));
    expect(body).toMatchObject({ ok: true, entries: documents.length });
    const report = (await ask('GET', at('/reports/trial-balance?asOf=2026-04-30'))).body;
    const netEuros = (ENTRIES_A_CLIENT * CLIENTS * (CLIENTS + 1)) / 2;
    expect(report.accounts.at(-1)).toMatchObject({ account: '8400', balance: `-${netEuros}.00` });
  });
});
