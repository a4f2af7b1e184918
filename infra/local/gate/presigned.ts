import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a presigned URL is checked against. */
export interface PresignedCall {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
}

/**
 * Checks a URL that a function presigned (Signature Version 4 in the query): its expiry, and that method, path, query
 * and signed headers are those that were signed.
 * @returns why it is refused, in S3's words, or nothing when it is good
 */
export function findPresignedFault(
  call: PresignedCall,
  secretAccessKey: string,
  now: Date,
): string | undefined {
  const query = call.url.searchParams;
  const signedAt = parseAmzDate(query.get('X-Amz-Date') ?? '');
  const validSeconds = Number(query.get('X-Amz-Expires'));
  if (signedAt === undefined || !(validSeconds > 0))
    return 'Query-string authentication requires date and expiry.';
  if (now.getTime() > signedAt + validSeconds * 1000) return 'Request has expired';
  const expected = Buffer.from(sign(call, secretAccessKey));
  const given = Buffer.from(query.get('X-Amz-Signature') ?? '');
  const isSame = given.length === expected.length && timingSafeEqual(given, expected);
  return isSame
    ? undefined
    : 'The request signature we calculated does not match the signature you provided.';
}

/** `20260131T120000Z` in milliseconds since the epoch. */
function parseAmzDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour, minute, second] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function sign({ method, url, headers }: PresignedCall, secretAccessKey: string): string {
  const query = url.searchParams;
  const scope = (query.get('X-Amz-Credential') ?? '').split('/').slice(1);
  const signedHeaders = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const canonicalQuery = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonicalRequest = [
    method,
    url.pathname
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    canonicalQuery,
    ...signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const hash = createHash('sha256').update(canonicalRequest).digest('hex');
  const text = ['AWS4-HMAC-SHA256', query.get('X-Amz-Date'), scope.join('/'), hash].join('\n');
  const key = scope.reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  return hmac(key, text).toString('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** RFC 3986: encodeURIComponent leaves `!'()*` alone, Signature Version 4 does not. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
