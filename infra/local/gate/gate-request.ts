/** A request at the gate, as far as rights depend on it. */
export interface GateRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** Whole body for JSON and form protocols; empty for S3, whose bodies stream. */
  body: Buffer;
}

export type Service = 'dynamodb' | 'streams' | 'sqs' | 'sns' | 's3' | 'kms' | 'ses';

/** Who signed a request, from its Authorization header or from the query of a presigned URL. */
export interface Signer {
  accessKeyId: string;
  /** Last part but one of the credential scope: `sqs`. */
  service: string;
}

/** Reads the signer without checking the signature; nothing when the request is not signed at all. */
export function readSigner({ headers, url }: Pick<GateRequest, 'headers' | 'url'>): Signer | undefined {
  const header = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const credential = header ?? url.searchParams.get('X-Amz-Credential') ?? undefined;
  const parts = credential?.split('/') ?? [];
  const [service, accessKeyId] = [parts.at(-2), parts.slice(0, -4).join('/')];
  return service && accessKeyId ? { accessKeyId, service } : undefined;
}

/** The service a request is meant for: the target header is exact, the credential scope next best, S3 has neither. */
export function findService({ headers }: Pick<GateRequest, 'headers'>, signer: Signer | undefined): Service {
  const target = headers['x-amz-target'] ?? '';
  if (target.startsWith('DynamoDBStreams_')) return 'streams';
  if (target.startsWith('DynamoDB_')) return 'dynamodb';
  if (target.startsWith('AmazonSQS.')) return 'sqs';
  if (target.startsWith('TrentService.')) return 'kms';
  return signer?.service === 'sns' || signer?.service === 'ses' ? signer.service : 's3';
}

/** `PutItem` of `DynamoDB_20120810.PutItem`. */
export function operationOf({ headers }: Pick<GateRequest, 'headers'>): string {
  const target = headers['x-amz-target'] ?? '';
  return target.slice(target.lastIndexOf('.') + 1);
}
