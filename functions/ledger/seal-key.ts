import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { invariant } from '../../shared/kernel/errors.ts';

/** Signs with a key whose private half never leaves KMS. */
export interface SealSigner {
  readonly sign: (text: string) => Promise<{ readonly keyId: string; readonly signature: string }>;
}

/** Tells whether a signature is that key's. */
export interface SealChecker {
  readonly isSigned: (text: string, signature: string) => Promise<boolean>;
}

export function sealSigner(kms: KMSClient, KeyId: string): SealSigner {
  return {
    sign: async (text) => {
      const command = new SignCommand({
        KeyId,
        Message: Buffer.from(text),
        MessageType: 'RAW',
        SigningAlgorithm: 'ECDSA_SHA_256',
      });
      const { Signature, KeyId: keyId = KeyId } = await kms.send(command);
      invariant(Signature, 'KMS signed without a signature');
      return { keyId, signature: Buffer.from(Signature).toString('base64') };
    },
  };
}

export function sealChecker(kms: KMSClient, KeyId: string): SealChecker {
  let loading: Promise<KeyObject> | undefined;
  async function loadKey(): Promise<KeyObject> {
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }));
    invariant(PublicKey, 'KMS has no public key');
    return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  }
  return {
    isSigned: async (text, signature) => {
      loading ??= loadKey();
      return verify('sha256', Buffer.from(text), await loading, Buffer.from(signature, 'base64'));
    },
  };
}
