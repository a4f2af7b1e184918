import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Runner, startRunner } from '../../../infra/local/runner.ts';
import { callFixture, eventually, FIXTURE_ASSEMBLY, fetchToken } from '../../support/runner.ts';

let runner: Runner;
let sqs: SQSClient;
const reported: string[] = [];

beforeAll(async () => {
  runner = await startRunner({
    assembly: FIXTURE_ASSEMBLY,
    empty: true,
    report: (line) => reported.push(line),
  });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  sqs = new SQSClient({ endpoint: runner.endpoints.sqs, region: 'us-east-1', credentials });
});
afterAll(async () => {
  sqs?.destroy();
  await runner?.stop();
});

async function receiveFrom(queue: string): Promise<string | undefined> {
  const QueueUrl = runner.endpoints.queues[queue];
  return (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.[0]?.Body;
}

async function isStored(id: string): Promise<true | undefined> {
  return (await callFixture(runner, 'get', id)).body ? true : undefined;
}

describe('HTTP', () => {
  it('answers itself as an HTTP API does', async () => {
    const unknown = await fetch(`${runner.api}/nowhere`);
    expect([unknown.status, await unknown.json()]).toEqual([404, { message: 'Not Found' }]);
    const anonymous = await fetch(`${runner.api}/things/1`);
    expect([anonymous.status, await anonymous.json()]).toEqual([401, { message: 'Unauthorized' }]);
    const token = await fetchToken(runner.api, { scope: 'backoffice/read' });
    const headers = { authorization: `Bearer ${token}` };
    const wrongScope = await fetch(`${runner.api}/things/1`, { method: 'POST', headers });
    expect([wrongScope.status, await wrongScope.json()]).toEqual([403, { message: 'Forbidden' }]);
    const large = await fetch(`${runner.api}/open`, { method: 'POST', body: 'x'.repeat(10) });
    expect(large.status).toBe(404);
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    const authorization = `Basic ${Buffer.from('%zz:secret').toString('base64')}`;
    const nobody = await fetch(`${runner.api}/oauth2/token`, {
      method: 'POST',
      body: form,
      headers: { authorization },
    });
    expect([nobody.status, await nobody.json()]).toEqual([400, { error: 'invalid_client' }]);
  });

  it('limits body, rate, time and size of the answer', async () => {
    const headers = { authorization: `Bearer ${await fetchToken(runner.api)}` };
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    const tooLarge = await fetch(`${runner.api}/things/1`, { method: 'POST', headers, body });
    expect([tooLarge.status, await tooLarge.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
    // All at once: on a slow machine, one after the other would be seldom enough.
    const rare = await Promise.all(Array.from({ length: 20 }, () => fetch(`${runner.api}/rare`)));
    const tooMany = rare.filter(({ status }) => status === 429);
    expect(tooMany.length).toBeGreaterThan(0);
    expect(tooMany.length).toBeLessThan(rare.length);
    expect(await tooMany[0]?.json()).toEqual({ message: 'Too Many Requests' });
    expect(await callFixture(runner, 'large')).toMatchObject({ status: 500 });
    expect(await callFixture(runner, 'fail')).toEqual({
      status: 500,
      body: { message: 'Internal Server Error' },
    });
    expect(await callFixture(runner, 'sleep')).toEqual({
      status: 503,
      body: { message: 'Service Unavailable' },
    });
    expect(await callFixture(runner, 'exit')).toMatchObject({ status: 500 });
    expect(await callFixture(runner, 'work')).toEqual({ status: 200, body: { done: true } });
  });

  it('refuses other host names, so that no web page gets in through DNS', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      const options = { headers: { host: 'evil.example:80' } };
      request(`${runner.api}/open`, options, (answer) => resolve(answer.statusCode)).end();
    });
    expect(status).toBe(403);
  });

  it('tells the function of the caller', async () => {
    const { body } = await callFixture(runner, 'event', 'a%2Fb');
    expect(body).toMatchObject({
      routeKey: 'POST /things/{id}',
      pathParameters: { id: 'a/b' },
      requestContext: { authorizer: { jwt: { claims: { client_id: 'local-admin', token_use: 'access' } } } },
    });
  });
});

describe('rights and environment', () => {
  it('gives a function its own environment and nothing of the shell', async () => {
    const { body } = await callFixture(runner, 'environment');
    expect(body).toMatchObject({ AWS_REGION: 'eu-central-1', TABLE_NAME: 'backoffice-local', SIZE: 'large' });
    expect(body).not.toHaveProperty('PATH');
  });

  it('refuses what the role does not allow, with the error of the service', async () => {
    const scan = await callFixture(runner, 'scan');
    expect(scan.body).toMatchObject({ name: 'AccessDeniedException' });
    expect(scan.body.message).toContain('fixture-http is not authorized to perform: dynamodb:Scan');
    expect((await callFixture(runner, 'foreign')).body).toMatchObject({ name: 'AccessDeniedException' });
    expect(reported.join()).toContain('fixture-http lacks dynamodb:Scan');
  });

  it('signs and verifies with the key of this machine', async () => {
    expect((await callFixture(runner, 'sign', 'head')).body).toEqual({ valid: true });
  });
});

describe('queues, stream and files', () => {
  it('takes messages at the URL of the queue, too, as some clients send them', async () => {
    const QueueUrl = runner.endpoints.queues.jobs ?? '';
    const headers = { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'application/x-amz-json-1.0' };
    const body = JSON.stringify({ QueueUrl, MessageBody: 'to-the-url' });
    const sent = await fetch(QueueUrl, { method: 'POST', headers, body });
    expect([sent.status, await sent.json()]).toEqual([
      200,
      expect.objectContaining({ MessageId: expect.any(String) }),
    ]);
    await eventually(() => isStored('to-the-url'));
  });

  it('brings messages to the worker, from functions and from outside', async () => {
    await callFixture(runner, 'send', 'from-function');
    const QueueUrl = runner.endpoints.queues.jobs;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'from-outside' }));
    await eventually(() => isStored('from-function'));
    await eventually(() => isStored('from-outside'));
  });

  it('puts a message that always fails into the dead-letter queue', async () => {
    await callFixture(runner, 'send', 'poison');
    expect(await eventually(() => receiveFrom('jobs-dlq'))).toBe('poison');
  });

  it('publishes inserts through stream, topic and filter', async () => {
    await callFixture(runner, 'put', 'streamed');
    expect(await eventually(() => receiveFrom('told'))).toBe('C#1#streamed');
  });

  it('tells of a file put to a presigned URL, small or large, whatever its type', async () => {
    for (const [id, bytes] of Object.entries({ small: 100, large: 20_000_000 })) {
      const { url } = (await callFixture(runner, 'upload', id)).body;
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const stored = await fetch(String(url), { method: 'PUT', body: Buffer.alloc(bytes, 65), headers });
      expect(stored.status).toBe(200);
      await eventually(() => isStored(encodeURIComponent(`uploads/${id}`)));
    }
  });

  it('refuses a presigned URL for another key', async () => {
    const { url } = (await callFixture(runner, 'upload', 'mine')).body;
    const other = await fetch(String(url).replace('mine', 'other'), { method: 'PUT', body: 'x' });
    expect(other.status).toBe(403);
  });
});
