import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINK_SECONDS, linkMaker } from '../../../shared/files/presign.ts';

const NOW = new Date('2026-01-31T12:00:00Z');
const env = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
const links = linkMaker('files', env);

test('a name of any characters stays one parameter of the header that the browser gets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (fileName) => {
      const url = new URL(links.toDownload('exports/a', fileName, NOW).url);
      const header = url.searchParams.get('response-content-disposition') ?? '';
      // RFC 8187: attr-char and percent-encoded bytes, nothing that ends the value or the line.
      expect(header).toMatch(/^attachment; filename\*=UTF-8''(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
      expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(fileName);
    }),
    { examples: [['a"\r\nset-cookie: x=1\r\n.csv'], ["O'Brien (1)*.pdf"]] },
  );
});

test('a link is for one key, one method and a quarter of an hour', () => {
  const up = links.toUpload('uploads/journal-csv/acme/imp_1', NOW);
  const other = links.toUpload('uploads/journal-csv/acme/imp_2', NOW);
  const signature = (url: string) => new URL(url).searchParams.get('X-Amz-Signature');
  expect(signature(up.url)).not.toBe(signature(other.url));
  expect(signature(up.url)).not.toBe(
    signature(links.toDownload('uploads/journal-csv/acme/imp_1', 'x', NOW).url),
  );
  expect(new URL(up.url).searchParams.get('X-Amz-Expires')).toBe(String(LINK_SECONDS));
  expect(up.expiresAt).toBe('2026-01-31T12:15:00.000Z');
});
