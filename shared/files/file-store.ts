import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** A file being read. `etag` names this very content: the same key written again has another. */
export interface OpenFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly sizeBytes: number;
  readonly etag: string;
}

/** The files bucket, as far as workers need it. */
export interface FileStore {
  /** The content now, or `missing`; with an etag, `changed` when the key holds other content by now. */
  readonly open: (key: string, etag?: string) => Promise<OpenFile | 'missing' | 'changed'>;
  /** Writes a file in parts, so that its size is no matter; nothing is visible before the last part. */
  readonly write: (
    key: string,
    chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
    contentType: string,
  ) => Promise<{ readonly sizeBytes: number }>;
}

/** S3 takes parts from 5 MiB; two of these fit a small function. */
const PART_BYTES = 8 * 1_048_576;

/** Gathers chunks into parts of at least `PART_BYTES`; the last one may be smaller, and there is always one. */
async function* partsOf(chunks: Parameters<FileStore['write']>[1]): AsyncGenerator<Buffer, void, undefined> {
  let pending: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    pending.push(piece);
    bytes += piece.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(pending);
    pending = [];
    bytes = 0;
  }
  yield Buffer.concat(pending);
}

function failureOf(error: unknown): 'missing' | 'changed' | undefined {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name === 'NoSuchKey' || name === 'NotFound') return 'missing';
  return $metadata?.httpStatusCode === 412 ? 'changed' : undefined;
}

export function openFileStore(s3: S3Client, bucket: string): FileStore {
  async function open(key: string, etag?: string): Promise<OpenFile | 'missing' | 'changed'> {
    try {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key, ...(etag ? { IfMatch: etag } : {}) });
      const { Body, ContentLength = 0, ETag = '' } = await s3.send(command);
      return { bytes: (Body ?? []) as AsyncIterable<Uint8Array>, sizeBytes: ContentLength, etag: ETag };
    } catch (error) {
      const failure = failureOf(error);
      if (failure) return failure;
      throw error;
    }
  }

  async function write(key: string, chunks: Parameters<FileStore['write']>[1], contentType: string) {
    const target = { Bucket: bucket, Key: key };
    const parts = partsOf(chunks);
    const first = await parts.next();
    const firstPart = first.value ?? Buffer.alloc(0);
    if (firstPart.length < PART_BYTES) {
      await s3.send(
        new PutObjectCommand({
          ...target,
          Body: firstPart,
          ContentType: contentType,
          ChecksumAlgorithm: 'CRC32',
        }),
      );
      return { sizeBytes: firstPart.length };
    }
    return writeParts(s3, target, firstPart, parts, contentType);
  }
  return { open, write };
}

async function writeParts(
  s3: S3Client,
  target: { readonly Bucket: string; readonly Key: string },
  firstPart: Buffer,
  rest: AsyncIterable<Buffer>,
  ContentType: string,
): Promise<{ sizeBytes: number }> {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ ...target, ContentType, ChecksumAlgorithm: 'CRC32' }),
  );
  const done: CompletedPart[] = [];
  let sizeBytes = 0;
  const send = async (Body: Buffer): Promise<void> => {
    const PartNumber = done.length + 1;
    const { ETag, ChecksumCRC32 } = await s3.send(
      new UploadPartCommand({ ...target, UploadId, PartNumber, Body, ChecksumAlgorithm: 'CRC32' }),
    );
    done.push({ PartNumber, ETag, ...(ChecksumCRC32 ? { ChecksumCRC32 } : {}) });
    sizeBytes += Body.length;
  };
  try {
    await send(firstPart);
    for await (const part of rest) if (part.length > 0) await send(part);
    await s3.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: done } }),
    );
    return { sizeBytes };
  } catch (error) {
    await s3.send(new AbortMultipartUploadCommand({ ...target, UploadId }));
    throw error;
  }
}
