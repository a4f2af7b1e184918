import type { Demand } from './policy.ts';

/** Bucket and key of a path-style address; the key is empty for calls on the bucket. */
export interface ObjectAddress {
  bucket: string;
  key: string;
}

export function readObjectAddress(url: URL): ObjectAddress {
  const [, bucket = '', ...key] = url.pathname.split('/');
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join('/')) };
}

export interface S3Call {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** Text of the body; only for deletions of several objects. */
  body: string;
}

/** What an S3 call demands. A call that is not listed demands an action that nobody is granted. */
export function demandsOfS3({ method, url, headers, body }: S3Call): Demand[] {
  const { bucket, key } = readObjectAddress(url);
  if (key === '') return demandsOnBucket(method, url, bucket, body);
  const resource = objectArn(bucket, key);
  const demands: Demand[] = [{ action: objectAction(method, url.searchParams), resource }];
  const source = headers['x-amz-copy-source'];
  if (method === 'PUT' && source) {
    demands.push({
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, '')}`,
    });
  }
  if (headers['x-amz-object-lock-mode']) demands.push({ action: 's3:PutObjectRetention', resource });
  if (headers['x-amz-tagging']) demands.push({ action: 's3:PutObjectTagging', resource });
  return demands;
}

function objectAction(method: string, query: URLSearchParams): string {
  const version = query.has('versionId') ? 'Version' : '';
  if (query.has('uploadId') && method === 'GET') return 's3:ListMultipartUploadParts';
  if (query.has('uploadId') && method === 'DELETE') return 's3:AbortMultipartUpload';
  for (const [part, name] of Object.entries({
    tagging: 'Tagging',
    retention: 'Retention',
    'legal-hold': 'LegalHold',
  })) {
    if (query.has(part)) return `s3:${method === 'GET' ? 'Get' : 'Put'}Object${name}`;
  }
  if (query.has('attributes')) return 's3:GetObjectAttributes';
  if (method === 'GET' || method === 'HEAD') return `s3:GetObject${version}`;
  if (method === 'PUT' || method === 'POST') return 's3:PutObject';
  return method === 'DELETE' ? `s3:DeleteObject${version}` : `s3:Unknown${method}`;
}

function demandsOnBucket(method: string, url: URL, bucket: string, body: string): Demand[] {
  const query = url.searchParams;
  const resource = `arn:aws:s3:::${bucket}`;
  if (bucket === '') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (method === 'POST' && query.has('delete')) {
    const keys = [...body.matchAll(/<Key>(.*?)<\/Key>/gs)].map((match) => decodeXml(match[1] ?? ''));
    return keys.map((key) => ({ action: 's3:DeleteObject', resource: objectArn(bucket, key) }));
  }
  if (method !== 'GET' && method !== 'HEAD') return [{ action: `s3:Unknown${method}Bucket`, resource }];
  if (query.has('location')) return [{ action: 's3:GetBucketLocation', resource }];
  if (query.has('uploads')) return [{ action: 's3:ListBucketMultipartUploads', resource }];
  const action = query.has('versions') ? 's3:ListBucketVersions' : 's3:ListBucket';
  const prefix = query.get('prefix');
  return [{ action, resource, ...(prefix !== null && { context: { 's3:prefix': [prefix] } }) }];
}

function objectArn(bucket: string, key: string): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}

function decodeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
