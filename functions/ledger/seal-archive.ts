import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { invariant } from '../../shared/kernel/errors.ts';
import { type SignedSeal, sealKey, sealPrefix } from './domain/seal.ts';

/** Seals where nobody can change them: the archive bucket, locked where the deployment says so. */
export interface SealArchive {
  /** Keeps the seal of a day unless there is one already. Returns the one that is kept. */
  readonly keep: (seal: SignedSeal) => Promise<SignedSeal>;
  /** Every seal of a journal, in order of days. */
  readonly list: (company: string, fiscalYear: number) => Promise<KeptSeal[]>;
}

/** An object of the archive where a seal belongs; without the seal when it is none. */
export interface KeptSeal {
  readonly key: string;
  readonly seal: SignedSeal | undefined;
}

const Seal = z.object({
  company: z.string(),
  fiscalYear: z.int(),
  number: z.int(),
  hash: z.string(),
  day: z.string(),
  sealedAt: z.string(),
  keyId: z.string(),
  signature: z.string(),
});

function parseSeal(text: string): SignedSeal | undefined {
  try {
    return Seal.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function openSealArchive(s3: S3Client, Bucket: string): SealArchive {
  async function read(Key: string): Promise<SignedSeal | undefined> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return parseSeal((await Body?.transformToString()) ?? '');
  }

  async function keep(seal: SignedSeal): Promise<SignedSeal> {
    const Key = sealKey(seal);
    const Body = `${JSON.stringify(seal, undefined, 2)}\n`;
    const put = { Bucket, Key, Body, ContentType: 'application/json', IfNoneMatch: '*' };
    try {
      // Object Lock takes no upload without a checksum.
      await s3.send(new PutObjectCommand({ ...put, ChecksumAlgorithm: 'SHA256' }));
      return seal;
    } catch (error) {
      if ((error as { name?: string }).name !== 'PreconditionFailed') throw error;
      const kept = await read(Key);
      invariant(kept, `${Key} in the archive is no seal`);
      return kept;
    }
  }

  async function list(company: string, fiscalYear: number): Promise<KeptSeal[]> {
    const seals: KeptSeal[] = [];
    let ContinuationToken: string | undefined;
    do {
      const Prefix = sealPrefix(company, fiscalYear);
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      for (const { Key: key } of page.Contents ?? []) if (key) seals.push({ key, seal: await read(key) });
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    return seals;
  }
  return { keep, list };
}
