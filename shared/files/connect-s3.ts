import { S3Client } from '@aws-sdk/client-s3';

/** Checksums only where S3 requires them: in presigned URLs they would be those of an empty body. */
export function connectS3(env: Readonly<Record<string, string | undefined>> = process.env): S3Client {
  return new S3Client({
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // One machine has no host name per bucket.
    forcePathStyle: env.AWS_ENDPOINT_URL_S3 !== undefined || env.AWS_ENDPOINT_URL !== undefined,
  });
}
