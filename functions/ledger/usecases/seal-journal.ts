import { type SignedSeal, sealText } from '../domain/seal.ts';
import type { LedgerReader } from '../reader.ts';
import type { SealArchive } from '../seal-archive.ts';
import type { SealSigner } from '../seal-key.ts';
import type { SealStore } from '../store/seals.ts';

export interface SealJournalDeps {
  readonly reader: Pick<LedgerReader, 'loadHead'>;
  readonly seals: SealStore;
  readonly archive: Pick<SealArchive, 'keep'>;
  readonly signer: SealSigner;
}

/**
 * Signs where a journal stands, once a day at most and only when it has moved since its last seal. The archive's copy
 * goes first and is never replaced: killed in between, the next run notes the seal that is kept there.
 */
export async function sealJournal(
  { reader, seals, archive, signer }: SealJournalDeps,
  company: string,
  fiscalYear: number,
  now: Date,
): Promise<SignedSeal | undefined> {
  const sealedAt = now.toISOString();
  const day = sealedAt.slice(0, 10);
  const [head, last] = await Promise.all([
    reader.loadHead(company, fiscalYear),
    seals.lastSeal(company, fiscalYear),
  ]);
  if (!head || head.nextNumber === 1 || last?.hash === head.lastHash || (last && last.day >= day)) {
    return undefined;
  }
  const statement = { company, fiscalYear, number: head.nextNumber - 1, hash: head.lastHash, day, sealedAt };
  const seal = await archive.keep({ ...statement, ...(await signer.sign(sealText(statement))) });
  await seals.addSeal(seal);
  return seal;
}
