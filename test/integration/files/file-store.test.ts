import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FileStore, openFileStore } from '../../../shared/files/file-store.ts';
import { linkMaker } from '../../../shared/files/presign.ts';
import { startServices, type TestServices } from '../../support/services.ts';

let services: TestServices;
let files: FileStore;

beforeAll(async () => {
  services = await startServices();
  await services.s3.send(new CreateBucketCommand({ Bucket: 'files' }));
  files = openFileStore(services.s3, 'files');
});
afterAll(() => services.stop());

async function read(key: string, etag?: string): Promise<Buffer | string> {
  const file = await files.open(key, etag);
  if (typeof file === 'string') return file;
  const parts: Uint8Array[] = [];
  for await (const part of file.bytes) parts.push(part);
  return Buffer.concat(parts);
}

test.each([0, 1, 8 * 1_048_576 - 1, 8 * 1_048_576, 20 * 1_048_576])(
  '%i bytes are written and read',
  async (size) => {
    const whole = Buffer.alloc(size, 'abcdefg');
    async function* pieces() {
      for (let at = 0; at < size; at += 1_000_000) yield whole.subarray(at, at + 1_000_000);
    }
    expect(await files.write(`size-${size}`, pieces(), 'text/plain')).toEqual({ sizeBytes: size });
    const back = await read(`size-${size}`);
    expect(Buffer.compare(Buffer.from(back), whole)).toBe(0);
  },
);

test('every upload carries a checksum, or a bucket with a retention would not take it', async () => {
  const sent: string[] = [];
  services.s3.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        if (/PutObject|UploadPart/.test(commandName))
          sent.push(`${commandName} ${headers['x-amz-checksum-crc32'] ? 'with' : 'without'}`);
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'watchChecksums' },
  );
  await files.write('small', ['abc'], 'text/plain');
  await files.write('large', [Buffer.alloc(9 * 1_048_576)], 'text/plain');
  services.s3.middlewareStack.remove('watchChecksums');
  expect(sent).toEqual(['PutObjectCommand with', 'UploadPartCommand with']);
});

test('a file that breaks off while it is written is not there', async () => {
  async function* pieces() {
    yield Buffer.alloc(9 * 1_048_576);
    throw new Error('source broke');
  }
  await expect(files.write('broken', pieces(), 'text/plain')).rejects.toThrow('source broke');
  expect(await read('broken')).toBe('missing');
});

test('links lead in and out', async () => {
  const env = {
    AWS_ENDPOINT_URL_S3: services.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const links = linkMaker('files', env);
  const put = await fetch(links.toUpload('uploads/a', new Date()).url, { method: 'PUT', body: 'hello' });
  expect(put.status).toBe(200);
  expect(String(await read('uploads/a'))).toBe('hello');
  const get = await fetch(links.toDownload('uploads/a', 'a.txt', new Date()).url);
  expect(await get.text()).toBe('hello');
});

test('an etag names one content: written again, the file counts as changed', async () => {
  await files.write('tagged', ['first'], 'text/plain');
  const file = await files.open('tagged');
  if (typeof file === 'string') throw new Error(file);
  expect(file.sizeBytes).toBe(5);
  expect(String(await read('tagged', file.etag))).toBe('first');
  await files.write('tagged', ['second'], 'text/plain');
  expect(await files.open('tagged', file.etag)).toBe('changed');
});
