import { expect, test } from 'vitest';
import { linkMaker } from '../../../shared/files/presign.ts';
import { signUrl } from '../../../shared/files/sign-url.ts';

/** The example of Amazon S3's own documentation, "Authenticating Requests: Using Query Parameters". */
const EXAMPLE = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

test('signs the published example as published', () => {
  const url = signUrl(
    {
      method: 'GET',
      origin: 'https://examplebucket.s3.amazonaws.com',
      path: '/test.txt',
      region: 'us-east-1',
      expiresInSeconds: 86_400,
    },
    EXAMPLE,
    new Date('2013-05-24T00:00:00Z'),
  );
  expect(url).toContain('X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
});

test('a link says when it ends, and a download its name', () => {
  const env = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_SESSION_TOKEN: 'c',
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566/',
  };
  const links = linkMaker('files', env);
  const link = links.toDownload(
    'exports/acme/exp_1/journal.txt',
    'Bücher (2026).txt',
    new Date('2026-01-31T12:00:00Z'),
  );
  expect(link.expiresAt).toBe('2026-01-31T12:15:00.000Z');
  const url = new URL(link.url);
  expect(url.origin + url.pathname).toBe('http://127.0.0.1:4566/files/exports/acme/exp_1/journal.txt');
  expect(url.searchParams.get('response-content-disposition')).toContain("filename*=UTF-8''B%C3%BCcher");
  expect(url.searchParams.get('X-Amz-Security-Token')).toBe('c');
});
