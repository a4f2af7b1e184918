import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ObjectAddress } from './demands-s3.ts';

/** fauxqs takes at most 11 MiB in one request, S3 takes 5 GB. */
export const LARGE_OBJECT_BYTES = 8 * 1024 * 1024;

/** Stores a body of any size as parts of 8 MiB. @returns its ETag */
export async function storeLargeObject(
  s3: S3Client,
  { bucket: Bucket, key: Key }: ObjectAddress,
  contentType: string | undefined,
  body: AsyncIterable<Buffer>,
): Promise<string> {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ContentType: contentType }),
  );
  const target = { Bucket, Key, UploadId };
  try {
    const parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for await (const part of cutIntoParts(body)) {
      const PartNumber = parts.length + 1;
      const { ETag } = await s3.send(new UploadPartCommand({ ...target, PartNumber, Body: part }));
      parts.push({ PartNumber, ETag });
    }
    const done = await s3.send(
      new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts: parts } }),
    );
    return done.ETag ?? '';
  } catch (error) {
    await s3.send(new AbortMultipartUploadCommand(target));
    throw error;
  }
}

async function* cutIntoParts(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= LARGE_OBJECT_BYTES) {
      yield Buffer.concat(chunks);
      [chunks, size] = [[], 0];
    }
  }
  if (size > 0) yield Buffer.concat(chunks);
}
