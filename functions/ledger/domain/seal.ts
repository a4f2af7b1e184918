import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';

/** That a fiscal year's journal stood at this number with this hash: what is signed. */
export interface SealStatement {
  readonly company: string;
  readonly fiscalYear: number;
  /** Last entry number that the seal covers, and the hash of the block that ends with it. */
  readonly number: number;
  readonly hash: string;
  /** Day of the seal, UTC. */
  readonly day: string;
  readonly sealedAt: string;
}

export interface SignedSeal extends SealStatement {
  readonly keyId: string;
  /** ECDSA with SHA-256 on P-256 over `sealText`, DER, in Base64. */
  readonly signature: string;
}

/** The text that is signed: canonical JSON (RFC 8785); form and check are described in docs/formats/journal-seal.md. */
export function sealText({ company, fiscalYear, number, hash, day, sealedAt }: SealStatement): string {
  return canonicalJson({ company, day, fiscalYear, hash, number, sealedAt, version: 1 });
}

/** Where a seal lies in the archive bucket. */
export function sealKey({
  company,
  fiscalYear,
  day,
}: Pick<SealStatement, 'company' | 'fiscalYear' | 'day'>): string {
  return `${sealPrefix(company, fiscalYear)}${day}.json`;
}

/** What the keys of all seals of one journal begin with. */
export function sealPrefix(company: string, fiscalYear: number): string {
  return `seals/${company}/${fiscalYear}/`;
}
