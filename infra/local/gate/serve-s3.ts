import type { IncomingMessage, ServerResponse } from 'node:http';
import type { S3Client } from '@aws-sdk/client-s3';
import { decodeAwsChunked } from './aws-chunked.ts';
import { type ObjectAddress, readObjectAddress } from './demands-s3.ts';
import { callUpstream, passOn, readBody } from './forward.ts';
import { type GateAnswer, s3Error } from './refusals.ts';
import { LARGE_OBJECT_BYTES, storeLargeObject } from './store-large-object.ts';

export interface S3Backend {
  endpoint: string;
  client: S3Client;
  /** Told after an object was stored and before the caller hears of it, so that no acknowledged file goes unnoticed. */
  onObjectCreated(address: ObjectAddress, eventName: string): Promise<void>;
}

export interface S3Exchange {
  incoming: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Buffered body of small calls that the gate had to read; else the body streams. */
  body?: Buffer | undefined;
  /** Whether the caller may list the bucket; who may not is told 403 for an object that does not exist. */
  mayList: boolean;
}

/** Serves an S3 call that is allowed. @returns an answer of the gate's own, or nothing when it has been answered */
export async function serveS3(backend: S3Backend, exchange: S3Exchange): Promise<GateAnswer | undefined> {
  const { incoming, url } = exchange;
  const address = readObjectAddress(url);
  const isObject = address.key !== '';
  const isPut = incoming.method === 'PUT' && isObject && !url.search.includes('uploadId=');
  if (isPut && incoming.headers['if-none-match'] === '*' && (await exists(backend, address))) {
    return s3Error(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  }
  if (isPut && !incoming.headers['x-amz-copy-source'] && isLarge(incoming))
    return putLarge(backend, exchange, address);
  const headers = isPut ? { 'content-type': plainType(incoming) } : {};
  const answer = await callUpstream({ upstream: backend.endpoint, incoming, body: exchange.body, headers });
  if (answer.statusCode === 404 && isObject && !exchange.mayList) {
    await readBody(answer);
    return s3Error(
      403,
      'AccessDenied',
      'Access Denied: the object may be missing, and the role lacks s3:ListBucket',
    );
  }
  const completesUpload = incoming.method === 'POST' && url.searchParams.has('uploadId');
  if (answer.statusCode === 200 && (isPut || completesUpload)) {
    await backend.onObjectCreated(
      address,
      completesUpload ? 'ObjectCreated:CompleteMultipartUpload' : 'ObjectCreated:Put',
    );
  }
  await passOn(answer, exchange.response);
  return undefined;
}

/** fauxqs reads a body of these two types as a call; curl names the first one for any file that it sends as data. */
function plainType({ headers }: IncomingMessage): string {
  const type = headers['content-type'] ?? 'binary/octet-stream';
  return /x-www-form-urlencoded|x-amz-json/.test(type) ? 'binary/octet-stream' : type;
}

/** Bodies without a length are sent in parts as well: they may be of any size. */
function isLarge({ headers }: IncomingMessage): boolean {
  const length = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  return length === undefined || Number(length) > LARGE_OBJECT_BYTES;
}

async function putLarge(
  backend: S3Backend,
  { incoming }: S3Exchange,
  address: ObjectAddress,
): Promise<GateAnswer> {
  const isChunked = String(incoming.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  const body = isChunked ? decodeAwsChunked(incoming) : incoming;
  const etag = await storeLargeObject(backend.client, address, incoming.headers['content-type'], body);
  await backend.onObjectCreated(address, 'ObjectCreated:Put');
  return { status: 200, headers: { etag }, body: '' };
}

async function exists(backend: S3Backend, { bucket, key }: ObjectAddress): Promise<boolean> {
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  const { status } = await fetch(`${backend.endpoint}/${path}`, { method: 'HEAD' });
  return status === 200;
}
