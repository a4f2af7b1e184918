import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { mayWith, type Permission } from '../../../shared/access.ts';
import { eventually, fetchToken } from '../../support/runner.ts';
import { connectQueues, createCompany, sendAll } from '../../support/stories.ts';

/* Every route, walked with strangers, members without rights and tokens without scope. A call that a role lacks fails the run. */

interface Operation {
  readonly operationId: string;
  readonly 'x-permission'?: Permission;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}
interface Walked {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly scope: string | undefined;
  readonly permission: Permission | undefined;
}

const { api } = inject('endpoints');
const company = await createCompany({ chart: 'SKR04' });

/** Values of path parameters that could exist; where one is of another form, 404 comes first all the same. */
const VALUES: Readonly<Record<string, string>> = {
  companyId: company.id,
  fiscalYear: '2026',
  account: '1200',
  period: '1',
};

const document = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const walked: Walked[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? 'some-thing'),
    scope: operation.security[0]?.token?.[0],
    permission: operation['x-permission'],
  })),
);
const ofCompanies = walked.filter(({ permission }) => permission !== undefined);

/** Roles that carry little: `requester` may read the company, ask for help, and nothing of its books. */
const tokens: Record<string, string> = {};

beforeAll(async () => {
  for (const clientId of ['local-admin', 'stranger', 'requester'])
    tokens[clientId] = await fetchToken(api, { clientId });
  tokens.reader = await fetchToken(api, { clientId: 'local-admin', scope: 'backoffice/read' });
  tokens.writer = await fetchToken(api, { clientId: 'local-admin', scope: 'backoffice/write' });
  const answer = await company.ask('PUT', company.at('/members/requester'), { roles: ['requester'] });
  expect(answer.status).toBe(201);
});

async function send(method: string, path: string, who: string | undefined, body?: unknown) {
  const authorization = who === undefined ? {} : { authorization: `Bearer ${tokens[who]}` };
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text };
}

/** One after the other: two at a time would start two threads of every function, which is most of the work. */
async function forEachOf(routes: readonly Walked[], look: (route: Walked) => Promise<void>): Promise<void> {
  for (const route of routes) await look(route);
}

describe('every route', () => {
  it('was found, and nearly all of them belong to a company', () => {
    expect(walked.length).toBeGreaterThan(50);
    expect(ofCompanies.length).toBeGreaterThan(walked.length - 12);
  });

  it('asks for a token, but for those that hold no data and the pages for people outside', async () => {
    await forEachOf(walked, async ({ id, method, path, scope }) => {
      const { status } = await send(method, path, undefined);
      // Under made-up names there is no such page, and no form either.
      const isPage = /^\/(?:forms|help|surveys)\//.test(path);
      if (isPage) expect([id, [400, 404, 415].includes(status)]).toEqual([id, true]);
      else expect([id, status]).toEqual([id, scope === undefined ? 200 : 401]);
    });
  });

  it('asks for its scope: a token to read changes nothing, one to write shows nothing', async () => {
    await forEachOf(
      walked.filter((route) => route.scope !== undefined),
      async ({ id, method, path, scope }) => {
        const { status, body } = await send(method, path, scope === 'backoffice/read' ? 'writer' : 'reader');
        expect([id, status, body]).toEqual([id, 403, { message: 'Forbidden' }]);
      },
    );
  });

  // Who is no member is told before a function looks at what is asked: of each prefix, one to read and one to change.
  it('of a company is not there for a stranger, whatever is asked', { timeout: 240_000 }, async () => {
    const placeOf = ({ method, path }: Walked) =>
      `${method === 'GET'} ${path.split('/').slice(3, 5).join('/')}`;
    const some = [...Map.groupBy(ofCompanies, placeOf).values()].flatMap(([first]) => first ?? []);
    expect(some.length).toBeGreaterThan(60);
    await forEachOf(some, async ({ id, method, path }) => {
      const { status, body } = await send(method, path, 'stranger', method === 'GET' ? undefined : {});
      expect([id, status, body.type]).toEqual([id, 404, '/problems/platform.unknown-company']);
    });
  });

  it('is refused to a member whose roles do not allow it', async () => {
    await forEachOf(
      ofCompanies.filter(({ permission }) => !permission || !mayWith(['requester'], permission)),
      async ({ id, method, path }) => {
        const { status, body } = await send(method, path, 'requester', method === 'GET' ? undefined : {});
        expect([id, status, body.type]).toEqual([id, 403, '/problems/platform.forbidden']);
      },
    );
  });

  it('has a right to all that it reads: an admin is never met by a bug', async () => {
    await forEachOf(
      walked.filter((route) => route.method === 'GET'),
      async ({ id, method, path }) => {
        const { status } = await send(method, path, 'local-admin');
        expect([id, status < 500]).toEqual([id, true]);
      },
    );
    // What can be sent with nothing in it is refused for what it lacks.
    await forEachOf(
      walked.filter((route) => route.method !== 'GET'),
      async ({ id, method, path }) => {
        const { status } = await send(method, path, 'local-admin', { strange: 1 });
        expect([id, status >= 400 && status < 500]).toEqual([id, true]);
      },
    );
  });
});

describe('a message that can never work', () => {
  it('is shown to its company with the reason, and sent again from there', async () => {
    const endpoints = inject('endpoints');
    const sqs = connectQueues(endpoints);
    const message = `{"id":"m1","type":"ledger.no-such-thing","companyId":"${company.id}","payload":{}}`;
    await sendAll(sqs, endpoints.queues.postings ?? '', [message]);
    sqs.destroy();
    const place = company.at('/failed-messages');
    const failed = await eventually(
      async () =>
        (await send('GET', place, 'local-admin')).body.items[0] as { id: string; code: string } | undefined,
      60_000,
    );
    expect(failed.code).toBe('platform.unknown-message-type');
    expect((await send('GET', `${place}/${failed.id}`, 'local-admin')).body).toMatchObject({
      body: message,
    });
    const redriven = await send('POST', `${place}/${failed.id}/redrive`, 'local-admin');
    expect(redriven).toMatchObject({ status: 200, body: { state: 'redriven', redrivenBy: 'local-admin' } });
    // It fails again, under a new id: nobody loses sight of it.
    await eventually(async () => {
      const { items } = (await send('GET', place, 'local-admin')).body as {
        items: { id: string; state: string }[];
      };
      return items.find(({ id, state }) => id !== failed.id && state === 'failed');
    }, 60_000);
  });
});
