import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from '../../../infra/local/gate/aws-chunked.ts';
import { findPresignedFault } from '../../../infra/local/gate/presigned.ts';

const signedAt = new Date('2026-01-31T12:00:00Z');
const secretAccessKey = 'secret';

async function presign(key: string): Promise<URL> {
  const credentials = { accessKeyId: 'FN1', secretAccessKey };
  const client = new S3Client({ endpoint: 'http://127.0.0.1:4000', region: 'eu-central-1', credentials });
  const command = new PutObjectCommand({ Bucket: 'files', Key: key });
  return new URL(await getSignedUrl(client, command, { expiresIn: 60, signingDate: signedAt }));
}

const put = (url: URL) => ({ method: 'PUT', url, headers: { host: url.host } });
const soon = new Date(signedAt.getTime() + 30_000);

describe('findPresignedFault', () => {
  it.each(['uploads/a.csv', "uploads/Ä b+c(1)'!*.csv"])(
    'accepts what the SDK presigned for %s',
    async (key) => {
      expect(findPresignedFault(put(await presign(key)), secretAccessKey, soon)).toBeUndefined();
    },
  );

  it('refuses it after its expiry, with another method, key, query or secret', async () => {
    const url = await presign('uploads/a');
    const late = new Date(signedAt.getTime() + 61_000);
    expect(findPresignedFault(put(url), secretAccessKey, late)).toBe('Request has expired');
    expect(findPresignedFault({ ...put(url), method: 'GET' }, secretAccessKey, soon)).toMatch(
      /does not match/,
    );
    const otherKey = new URL(url.href.replace('uploads/a', 'uploads/b'));
    expect(findPresignedFault(put(otherKey), secretAccessKey, soon)).toMatch(/does not match/);
    const longer = new URL(url.href.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'));
    expect(findPresignedFault(put(longer), secretAccessKey, soon)).toMatch(/does not match/);
    expect(findPresignedFault(put(url), 'other', soon)).toMatch(/does not match/);
  });
});

describe('decodeAwsChunked', () => {
  it('takes the frames off, wherever the bytes are cut', async () => {
    const framed = Buffer.from(
      '5;chunk-signature=abc\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n',
    );
    for (let size = 1; size <= framed.length; size++) {
      async function* cut(): AsyncGenerator<Buffer> {
        for (let start = 0; start < framed.length; start += size) yield framed.subarray(start, start + size);
      }
      const parts: Buffer[] = [];
      for await (const part of decodeAwsChunked(cut())) parts.push(part);
      expect(Buffer.concat(parts).toString()).toBe('hello world');
    }
  });
});
