import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { type SignedSeal, sealKey, sealPrefix } from '../../functions/ledger/domain/seal.ts';
import type { SealArchive } from '../../functions/ledger/seal-archive.ts';
import type { SealChecker, SealSigner } from '../../functions/ledger/seal-key.ts';

/** An archive of seals as a value; `kept` may be tampered with. */
export function memorySeals(): SealArchive & { readonly kept: Map<string, SignedSeal | undefined> } {
  const kept = new Map<string, SignedSeal | undefined>();
  return {
    kept,
    keep: async (seal) => {
      const standing = kept.get(sealKey(seal));
      if (standing) return standing;
      kept.set(sealKey(seal), seal);
      return seal;
    },
    list: async (company, fiscalYear) =>
      [...kept]
        .filter(([key]) => key.startsWith(sealPrefix(company, fiscalYear)))
        .map(([key, seal]) => ({ key, seal })),
  };
}

/** A key of this process, signing as KMS does. */
export function testKey(): SealSigner & SealChecker {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    sign: async (text) => ({
      keyId: 'test',
      signature: sign('sha256', Buffer.from(text), privateKey).toString('base64'),
    }),
    isSigned: async (text, signature) =>
      verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64')),
  };
}
