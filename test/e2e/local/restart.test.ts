import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoints } from '../../../infra/local/endpoints.ts';
import { readJsonFile } from '../../../infra/local/json-file.ts';
import { commandLine } from '../../../infra/local/process-identity.ts';
import { type Child, startChild } from '../../support/child.ts';
import { callFixture, eventually } from '../../support/runner.ts';

const AWS = { region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };

type Life = Child & { endpoints: Endpoints };
let folder: string;
let life: Life | undefined;

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'backoffice-test-'));
beforeAll(() => {
  folder = newFolder();
});
afterAll(async () => {
  await life?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<Life> {
  const child = startChild('test/support/start-fixture.ts', [folder]);
  await child.saw('ready on');
  life = { ...child, endpoints: JSON.parse(readFileSync(path.join(folder, 'endpoints.json'), 'utf8')) };
  return life;
}

function running(): Life {
  if (!life) throw new Error('not started');
  return life;
}

function enginePids(of = folder): number[] {
  const records = readdirSync(of).filter((name) => name.startsWith('engine-'));
  return records.map((name) => Number(/\d+/.exec(name)?.[0]));
}

/* A start costs seconds (it is a JVM's): one installation lives through them all, each life proving something of the one before. */
describe('one data folder', { timeout: 180_000 }, () => {
  const sqsOf = ({ sqs: endpoint }: Endpoints) => new SQSClient({ endpoint, ...AWS });
  const checkpoint = () => {
    const file = path.join(folder, 'state', 'stream-backoffice-local-fixture-on-stream.json');
    return JSON.stringify(readJsonFile(file)) ?? '';
  };
  const sent = Array.from({ length: 20 }, (_, index) => `message-${index}`);

  it('is refused to a second one, and a busy port, in one sentence each', async () => {
    const { endpoints } = await start();
    const second = startChild('infra/local/main.ts', [], { BACKOFFICE_DATA: folder, PORT: '45671' });
    const port = new URL(endpoints.api).port;
    const third = startChild('infra/local/main.ts', [], { BACKOFFICE_DATA: ':memory:', PORT: port });
    expect(await Promise.all([second.ended, third.ended])).toEqual([1, 1]);
    expect(second.output()).toMatch(
      /^The data folder .* is in use by another Backoffice \(process \d+\);.*\n$/,
    );
    expect(third.output()).toMatch(/^Port \d+ is in use by another program;.*PORT.*\n$/);
  });

  it('survives a clean stop, which leaves no engine behind', async () => {
    await callFixture(running().endpoints, 'put', 'kept');
    await eventually(async () => (checkpoint().includes('after') ? true : undefined));
    expect(await running().end('SIGTERM')).toBe(0);
    expect(enginePids()).toEqual([]);
    const { endpoints } = await start();
    expect((await callFixture(endpoints, 'get', 'kept')).body).toMatchObject({ pk: { S: 'C#1#kept' } });
  });

  it('survives kill -9: the orphaned engine is ended, messages and files come through', async () => {
    const { endpoints, end } = running();
    const [orphan = 0] = enginePids();
    const sqs = sqsOf(endpoints);
    const s3 = new S3Client({ endpoint: endpoints.s3, forcePathStyle: true, ...AWS });
    await callFixture(endpoints, 'put', 'acknowledged');
    for (const MessageBody of sent) {
      await sqs.send(new SendMessageCommand({ QueueUrl: endpoints.queues.jobs, MessageBody }));
    }
    await s3.send(new PutObjectCommand({ Bucket: endpoints.bucket, Key: 'uploads/late', Body: 'x' }));
    await end('SIGKILL');
    expect(commandLine(orphan)).toContain('DynamoDBLocal.jar');

    const next = await start();
    expect(commandLine(orphan)).toBe('');
    expect(next.endpoints.queues).toEqual(endpoints.queues);
    for (const id of ['acknowledged', ...sent, encodeURIComponent('uploads/late')]) {
      await eventually(async () => (await callFixture(next.endpoints, 'get', id)).body ?? undefined);
    }
  });

  it('goes on in the stream where it stopped', async () => {
    const { endpoints } = running();
    await callFixture(endpoints, 'put', 'last');
    const sqs = sqsOf(endpoints);
    const heard: (string | undefined)[] = [];
    await eventually(async () => {
      const command = new ReceiveMessageCommand({
        QueueUrl: endpoints.queues.told,
        MaxNumberOfMessages: 10,
      });
      heard.push(...((await sqs.send(command)).Messages ?? []).map(({ Body }) => Body));
      return heard.includes('C#1#last') || undefined;
    });
    // In the order of their writing; a batch that the kill cut short may be told again, none is left out.
    expect([...new Set(heard)]).toEqual(['C#1#kept', 'C#1#acknowledged', 'C#1#last']);
  });
});

describe('refused starts', () => {
  it('refuses a damaged table in one sentence, leaves it as it is, and no engine behind', async () => {
    const damaged = newFolder();
    const file = path.join(damaged, 'table', 'shared-local-instance.db');
    mkdirSync(path.dirname(file));
    writeFileSync(file, 'no database');
    const child = startChild('test/support/start-fixture.ts', [damaged]);
    expect(await child.ended).not.toBe(0);
    expect(child.output()).toContain(`${path.dirname(file)} cannot be opened and may be damaged`);
    expect(readFileSync(file, 'utf8')).toBe('no database');
    expect(enginePids(damaged)).toEqual([]);
    rmSync(damaged, { recursive: true, force: true });
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
