import { type SignedSeal, sealKey, sealText } from '../domain/seal.ts';
import type { KeptSeal, SealArchive } from '../seal-archive.ts';
import type { SealChecker } from '../seal-key.ts';
import type { Seal } from './verify-journal.ts';

export interface CheckSealsDeps {
  readonly archive: Pick<SealArchive, 'list'>;
  readonly checker: SealChecker;
  /** Seals as the table has them. */
  readonly loadSeals: (company: string, fiscalYear: number) => Promise<readonly SignedSeal[]>;
}

/** A seal that cannot be held against the journal, because it is flawed itself. */
function flawed(flaw: string, fiscalYear: number): Seal {
  return { fiscalYear, number: 0, hash: '', sealedAt: '', flaw };
}

function wholeSeal(seal: SignedSeal): string {
  return JSON.stringify([sealText(seal), seal.keyId, seal.signature]);
}

async function checkKept(checker: SealChecker, { key, seal }: KeptSeal, fiscalYear: number): Promise<Seal> {
  if (!seal || sealKey(seal) !== key)
    return flawed(`${key} in the archive is not the seal of that day.`, fiscalYear);
  if (await checker.isSigned(sealText(seal), seal.signature)) return seal;
  return flawed(`The seal of ${seal.day} does not bear the signature of our key.`, fiscalYear);
}

/**
 * The seals of a journal as the archive keeps them, each with what is wrong with it: no seal at all, a signature that is
 * not our key's, or one that the table has otherwise or alone.
 */
export async function checkSeals(
  { archive, checker, loadSeals }: CheckSealsDeps,
  company: string,
  fiscalYear: number,
): Promise<Seal[]> {
  // The table first: a seal made meanwhile stands in the archive before it stands in the table.
  const noted = await loadSeals(company, fiscalYear);
  const kept = await archive.list(company, fiscalYear);
  const checked: Seal[] = [];
  for (const one of kept) checked.push(await checkKept(checker, one, fiscalYear));
  const copies = new Set(kept.flatMap(({ seal }) => (seal ? [wholeSeal(seal)] : [])));
  for (const seal of noted) {
    if (copies.has(wholeSeal(seal))) continue;
    const { day } = seal;
    checked.push(flawed(`The archive does not keep the seal of ${day} that the table has.`, fiscalYear));
  }
  return checked;
}
