import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Endpoints } from '../../../infra/local/endpoints.ts';
import { readJsonFile } from '../../../infra/local/json-file.ts';
import { commandLine } from '../../../infra/local/process-identity.ts';
import { type Child, startChild } from '../../support/child.ts';
import { callFixture, eventually } from '../../support/runner.ts';

let folder: string;
let children: Child[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-test-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) await child.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<Child & { endpoints: Endpoints }> {
  const child = startChild('test/support/start-fixture.ts', [folder]);
  children.push(child);
  await child.saw('ready on');
  return { ...child, endpoints: JSON.parse(readFileSync(path.join(folder, 'endpoints.json'), 'utf8')) };
}

function enginePids(): number[] {
  const records = readdirSync(folder).filter((name) => name.startsWith('engine-'));
  return records.map((name) => Number(/\d+/.exec(name)?.[0]));
}

describe('state', () => {
  it('survives a clean stop, which leaves no engine behind', async () => {
    const first = await start();
    await callFixture(first.endpoints, 'put', 'kept');
    expect(await first.end('SIGTERM')).toBe(0);
    expect(enginePids()).toEqual([]);
    const second = await start();
    expect((await callFixture(second.endpoints, 'get', 'kept')).body).toMatchObject({
      pk: { S: 'C#1#kept' },
    });
  });

  it('survives kill -9: the orphaned engine is ended, messages and files come through', async () => {
    const first = await start();
    const [orphan = 0] = enginePids();
    const { endpoints } = first;
    const common = { region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
    const sqs = new SQSClient({ endpoint: endpoints.sqs, ...common });
    const s3 = new S3Client({ endpoint: endpoints.s3, forcePathStyle: true, ...common });
    await callFixture(endpoints, 'put', 'acknowledged');
    const sent = Array.from({ length: 20 }, (_, index) => `message-${index}`);
    for (const MessageBody of sent) {
      await sqs.send(new SendMessageCommand({ QueueUrl: endpoints.queues.jobs, MessageBody }));
    }
    await s3.send(new PutObjectCommand({ Bucket: endpoints.bucket, Key: 'uploads/late', Body: 'x' }));
    await first.end('SIGKILL');
    expect(commandLine(orphan)).toContain('DynamoDBLocal.jar');

    const second = await start();
    expect(commandLine(orphan)).toBe('');
    expect(second.endpoints.queues).toEqual(endpoints.queues);
    for (const id of ['acknowledged', ...sent, encodeURIComponent('uploads/late')]) {
      await eventually(async () => (await callFixture(second.endpoints, 'get', id)).body ?? undefined);
    }
  });

  it('goes on in the stream where it stopped', async () => {
    const first = await start();
    await callFixture(first.endpoints, 'put', 'before');
    const file = path.join(folder, 'state', 'stream-backoffice-local-fixture-on-stream.json');
    const checkpoint = () => JSON.stringify(readJsonFile(file)) ?? '';
    await eventually(async () => (checkpoint().includes('after') ? true : undefined));
    await first.end('SIGKILL');
    const second = await start();
    const before = checkpoint();
    await callFixture(second.endpoints, 'put', 'after');
    await eventually(async () => (checkpoint() === before ? undefined : true));
    const sqs = new SQSClient({
      endpoint: second.endpoints.sqs,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    });
    const command = new ReceiveMessageCommand({
      QueueUrl: second.endpoints.queues.told,
      MaxNumberOfMessages: 10,
    });
    const bodies = (await sqs.send(command)).Messages?.map((message) => message.Body);
    expect(bodies).toEqual(['C#1#before', 'C#1#after']);
  });
});

describe('refused starts', () => {
  it('refuses a folder in use, and a busy port, in one sentence each', async () => {
    const first = await start();
    const second = startChild('infra/local/main.ts', [], { BACKOFFICE_DATA: folder, PORT: '45671' });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(
      /^The data folder .* is in use by another Backoffice \(process \d+\);.*\n$/,
    );
    const port = new URL(first.endpoints.api).port;
    const third = startChild('infra/local/main.ts', [], { BACKOFFICE_DATA: ':memory:', PORT: port });
    expect(await third.ended).toBe(1);
    expect(third.output()).toMatch(/^Port \d+ is in use by another program;.*PORT.*\n$/);
  });

  it('refuses a damaged table in one sentence, leaves it as it is, and no engine behind', async () => {
    const file = path.join(folder, 'table', 'shared-local-instance.db');
    mkdirSync(path.dirname(file));
    writeFileSync(file, 'no database');
    const child = startChild('test/support/start-fixture.ts', [folder]);
    expect(await child.ended).not.toBe(0);
    expect(child.output()).toContain(`${path.dirname(file)} cannot be opened and may be damaged`);
    expect(readFileSync(file, 'utf8')).toBe('no database');
    expect(enginePids()).toEqual([]);
  });

  it('names the ways out where Java is missing', async () => {
    const child = startChild('infra/local/main.ts', [], {
      BACKOFFICE_DATA: ':memory:',
      PORT: '45672',
      BACKOFFICE_JAVA: '/nowhere/java',
    });
    expect(await child.ended).toBe(1);
    expect(child.output()).toMatch(/^No Java found \(tried \/nowhere\/java\): install a Java 17\+ .*\n$/);
  });
});
