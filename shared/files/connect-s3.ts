import { S3Client } from '@aws-sdk/client-s3';

/**
 * Uploads carry a checksum (the SDK's default): S3 compares what arrived with what was sent, and takes nothing without one
 * into a bucket with a retention, which the archive may be. Of downloads, that of the whole object is compared by TLS and
 * by our own hashes.
 */
export function connectS3(env: Readonly<Record<string, string | undefined>> = process.env): S3Client {
  return new S3Client({
    responseChecksumValidation: 'WHEN_REQUIRED',
    // One machine has no host name per bucket.
    forcePathStyle: env.AWS_ENDPOINT_URL_S3 !== undefined || env.AWS_ENDPOINT_URL !== undefined,
  });
}
