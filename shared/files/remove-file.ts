import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Deletes an object of a bucket, for good where the bucket keeps no versions; one that is not there is no matter. */
export function fileRemover(s3: S3Client, bucket: string): (key: string) => Promise<void> {
  return async (key) => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  };
}
