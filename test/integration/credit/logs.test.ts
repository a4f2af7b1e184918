import { beforeAll, expect, it } from 'vitest';
import { CreditProfileRow } from '../../../functions/credit/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { type CreditApi, ORDER, openCreditApi } from '../../support/credit-api.ts';

/* Data minimization (Art. 5(1)(c) GDPR): what people are called, where they live and what they are worth stands in no log. */

let credit: CreditApi;
/** A consumer, and everything that is said of it; none of it may be found in a log. */
const PERSON = {
  name: 'Wilhelmine Ostermeier',
  street: 'Amselgrund 17',
  city: 'Hinterzarten',
  email: 'w.ostermeier@example.org',
  score: 73_519,
  note: 'Scheidung, zahlt erst im Herbst',
  limit: '8231.47',
};
const WORDS = [
  'Wilhelmine', 'Ostermeier', 'Amselgrund', 'Hinterzarten', 'example.org', '73519', 'Scheidung', '8231.47', '823147', '613.29', '61329',
]; // biome-ignore format: words

beforeAll(async () => {
  credit = await openCreditApi();
});

it('no line tells name, address, score, amount or words, whether it goes well, is refused or breaks', async () => {
  const who = { customerId: 'k-1' };
  const profile = {
    person: 'natural',
    score: PERSON.score,
    riskClass: 'C',
    collateral: '613.29',
    blocks: [{ code: 'LOOK', note: PERSON.note }],
  };
  await credit.openCustomer('k-1', 823_147n, profile);
  const check = await credit.call(
    'POST',
    '/credit-checks',
    {},
    { body: { ...ORDER, id: 'o-1', amount: '613.29' } },
  );
  const { checkId } = check.body;
  await credit.call('POST', '/credit-cases', {}, { body: { checkId, reason: 'review', note: PERSON.note } });
  await credit.call('GET', '/credit-checks/{checkId}/explanation', { checkId });
  await credit.call('GET', '/credit/{customerId}/personal-data', who);
  const limit = { customerId: 'k-1', limit: '613.29', reason: `${PERSON.name}: ${PERSON.note}` };
  await credit.call('POST', '/credit-limits', {}, { body: limit });
  // Refused: of another shape, with words where codes belong, and names in the place of ids.
  const wrong = { ...ORDER, customerId: PERSON.name, reference: PERSON.street, [PERSON.email]: PERSON.city };
  expect((await credit.call('POST', '/credit-checks', {}, { body: wrong })).status).toBe(400);
  await credit.call(
    'PUT',
    '/credit/{customerId}',
    { customerId: PERSON.name },
    { body: { score: PERSON.score } },
  );
  await credit.call('GET', '/credit/{customerId}', { customerId: 'Ostermeier' });
  await credit.call('POST', '/credit/{customerId}/erasure', who, { body: { reason: PERSON.note } });
  // Broken: what is stored cannot be read any more, and the error names what stands there.
  const seen = await credit.credit.reader.loadProfile('acme', 'k-1');
  if (!seen) throw new Error('no profile');
  const broken = { ...seen, currency: PERSON.name, riskClass: PERSON.note };
  await credit.table.write(put(CreditProfileRow, broken));
  const failed = await credit.call(
    'POST',
    '/credit-checks',
    {},
    { body: { ...ORDER, id: 'o-2', amount: '613.29' } },
  );
  expect(failed.status).toBe(500);

  expect(credit.lines.length).toBeGreaterThan(10);
  expect(credit.lines.some((line) => line.includes('"error"'))).toBe(true);
  for (const word of WORDS)
    expect([word, credit.lines.filter((line) => line.toLowerCase().includes(word.toLowerCase()))]).toEqual([
      word,
      [],
    ]);
});
