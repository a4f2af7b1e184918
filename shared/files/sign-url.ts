import { createHash, createHmac } from 'node:crypto';

/** Who signs, as Lambda's environment tells it anew with every rotation. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface UrlToSign {
  readonly method: 'GET' | 'PUT';
  /** `https://bucket.s3.eu-central-1.amazonaws.com`, or an endpoint with the bucket as first step of the path. */
  readonly origin: string;
  /** Begins with `/`; not yet encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly region: string;
  readonly expiresInSeconds: number;
}

/** As S3 wants it: everything but unreserved characters (RFC 3986), in upper-case hex. */
export function encodeUnreserved(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/**
 * A presigned S3 URL: Signature Version 4 in the query, payload unsigned. Written out here because the S3 client that
 * the SDK's own signer needs weighs 120 kB in a bundle that people wait for.
 */
export function signUrl(
  { method, origin, path, query = {}, region, expiresInSeconds }: UrlToSign,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  now: Date,
): string {
  const at = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = at.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const parameters: Record<string, string> = {
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': at,
    'X-Amz-Expires': String(expiresInSeconds),
    'X-Amz-SignedHeaders': 'host',
    ...(sessionToken ? { 'X-Amz-Security-Token': sessionToken } : {}),
  };
  const canonicalQuery = Object.entries(parameters)
    .map(([name, value]) => `${encodeUnreserved(name)}=${encodeUnreserved(value)}`)
    .sort()
    .join('&');
  const { host, pathname } = new URL(origin);
  const canonicalPath = (pathname === '/' ? '' : pathname) + path.split('/').map(encodeUnreserved).join('/');
  const request = [method, canonicalPath, canonicalQuery, `host:${host}\n`, 'host', 'UNSIGNED-PAYLOAD'];
  const digest = createHash('sha256').update(request.join('\n')).digest('hex');
  const keyOfDay = hmac(`AWS4${secretAccessKey}`, day);
  const signingKey = hmac(hmac(hmac(keyOfDay, region), 's3'), 'aws4_request');
  const signature = hmac(signingKey, `AWS4-HMAC-SHA256\n${at}\n${scope}\n${digest}`).toString('hex');
  return `${new URL(origin).origin}${canonicalPath}?${canonicalQuery}&X-Amz-Signature=${signature}`;
}
