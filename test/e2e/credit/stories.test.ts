import { beforeAll, expect, inject, it } from 'vitest';
import { type Answered, type Ask, askAs, until } from '../../support/installation.ts';
import { euListXml } from '../../support/sanctions-fixtures.ts';
import { askFor, createCompany, importFile, type StoryCompany } from '../../support/stories.ts';

/* People and machines of one company, over HTTP and uploads only: each has its own token and rights. */

const { api } = inject('endpoints');
let company: StoryCompany;
let people: Record<'boss' | 'carla' | 'shop', Ask>;

beforeAll(async () => {
  company = await createCompany();
  const roles = { boss: ['admin'], carla: ['credit-controller'], shop: ['connector'] };
  const asked = Object.entries(roles).map(async ([name, own]) => {
    await askFor(company, 201, 'PUT', `/members/${name}`, { roles: own });
    return [name, await askAs(api, name)] as const;
  });
  people = Object.fromEntries(await Promise.all(asked)) as typeof people;
});

const as = (who: keyof typeof people, method: string, path: string, body?: unknown, etag?: string | null) =>
  people[who](method, company.at(path), body, etag ? { 'if-match': etag } : {});
const order = (customerId: string, id: string, amount: string) =>
  as('shop', 'POST', '/credit-checks', {
    customerId,
    id,
    amount,
    currency: 'EUR',
    reference: id,
    reserve: true,
  });
const etagOf = ({ headers }: Answered) => headers.get('etag');

// Most of each is waiting for events: side by side they take as long as the longest.
it.concurrent('an order without a limit becomes a case, is recommended by one, released by another, and stays reserved', async () => {
  await askFor(company, 201, 'PUT', '/credit/referred', {});
  const asked = await order('referred', 'o-1', '1190.00');
  expect(asked.body).toMatchObject({ decision: 'referred', reasons: [{ code: 'NO_LIMIT' }] });
  const path = '/credit-cases/referred~o-1';
  await until(
    () => as('carla', 'GET', path),
    ({ status }) => status === 200,
  );
  const reason = { recommendation: 'release', reason: 'Pays since 2019.' };
  expect((await as('carla', 'POST', `${path}/recommendation`, reason)).body.state).toBe('recommended');
  const seen = await as('boss', 'GET', path);
  const release = { decision: 'released', reason: 'Bank guarantee received.' };
  expect((await as('carla', 'POST', `${path}/decision`, release, etagOf(seen))).status).toBe(403);
  const released = await as('boss', 'POST', `${path}/decision`, release, etagOf(seen));
  expect(released.body).toMatchObject({ state: 'released', reservationId: 'referred~o-1' });
  const standing = await as('shop', 'GET', '/credit-reservations/referred~o-1');
  expect(standing.body).toMatchObject({ state: 'RESERVED', reserved: '1190.00' });
  const { exposure } = (await as('carla', 'GET', '/credit/referred')).body;
  expect(exposure).toMatchObject({ reserved: '1190.00', total: '1190.00' });
});

it.concurrent('a policy is drafted, simulated on what was decided, approved by another, and decides from its day on', async () => {
  await askFor(company, 201, 'PUT', '/credit/limited', {});
  const wish = { customerId: 'limited', limit: '5000.00', reason: 'A story' };
  const { limitId } = await askFor(company, 201, 'POST', '/credit-limits', wish);
  expect((await as('boss', 'POST', `/credit-limits/${limitId}/approval`, {})).status).toBe(200);
  expect((await order('limited', 'before', '300.00')).body.decision).toBe('approved');

  const copied = await as('carla', 'POST', '/credit-policies', { copyOf: 1 });
  const { policy, version } = copied.body;
  const large = {
    id: 'size', title: 'Large orders',
    rules: [
      { id: 'small', when: { amount: { atMost: '100', orUnknown: true } }, outcome: 'approved' },
      { id: 'large', when: { amount: { above: '100' } }, outcome: 'referred', code: 'LARGE', text: 'It is large.' },
    ],
  }; // biome-ignore format: a record
  const path = `/credit-policies/${version}`;
  const changed = { policy: { ...policy, name: 'Careful', tables: [...policy.tables, large] } };
  const drafted = await as('carla', 'PUT', path, changed, etagOf(copied));
  expect(drafted.body).toMatchObject({ state: 'draft', findings: [] });
  const today = new Date().toISOString().slice(0, 10);
  const simulated = await as('carla', 'POST', `${path}/simulation`, { from: today, to: today });
  const other = { checkId: 'limited~before', addedReasons: ['LARGE'] };
  expect(simulated.body.changed).toEqual(expect.arrayContaining([expect.objectContaining(other)]));
  expect((await as('carla', 'POST', `${path}/approval`, {}, etagOf(drafted))).status).toBe(403);
  expect((await as('boss', 'POST', `${path}/approval`, {}, etagOf(drafted))).body.state).toBe('approved');
  expect((await order('limited', 'still', '110.00')).body).toMatchObject({
    decision: 'approved',
    policyVersion: 1,
  });
  expect((await as('boss', 'POST', `${path}/activations`, { from: today })).status).toBe(201);
  expect((await order('limited', 'after', '120.00')).body).toMatchObject({
    decision: 'referred',
    policyVersion: version,
    reasons: [{ code: 'LARGE' }],
  });
});

it.concurrent('a sanctions list comes in, a customer is found on it, and its orders wait for a person', async () => {
  const partner = { kind: 'customer', name: 'Iwanow, Sergej', account: '10007', address: { country: 'RU' } };
  await askFor(company, 201, 'PUT', '/partners/listed', partner);
  await askFor(company, 201, 'PUT', '/credit/listed', {});
  const listed = { id: '13', names: ['Sergei IVANOV'], born: '1965-03-12', country: 'RU' };
  const others = Array.from({ length: 9 }, (_, at) => ({ id: `9${at}`, names: [`Made Up Somebody${at}`] }));
  const list = { name: 'list.xml', content: euListXml([listed, ...others]) };
  expect(await importFile(company, 'sanctions-list', list)).toMatchObject({ state: 'done', done: 10 });
  const { body: profile } = await until(
    () => as('carla', 'GET', '/credit/listed'),
    ({ body }) => body.sanctions?.state === 'pending',
  );
  expect(profile.sanctions.state).toBe('pending');
  const { decision, reasons } = (await order('listed', 'o-1', '10.00')).body;
  const codes = reasons.map(({ code }: { code: string }) => code);
  expect([decision, codes.includes('SANCTIONS_PENDING')]).toEqual(['referred', true]);
});
