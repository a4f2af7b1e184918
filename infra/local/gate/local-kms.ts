import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import * as z from 'zod';
import { readKeptJsonFile, writeJsonFile } from '../json-file.ts';
import type { KeyModel } from '../template/model.ts';
import { findKey } from './demands-messaging.ts';
import { type GateAnswer, jsonError } from './refusals.ts';

const Base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const SigningCall = z.object({
  KeyId: z.string(),
  Message: Base64.optional(),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  Signature: Base64.optional(),
});
const StoredKeys = z.record(z.string(), z.string());

/** KMS takes at most this much to sign as RAW. */
const RAW_LIMIT_BYTES = 4096;

/**
 * The signing keys of the templates with keys of this machine, kept as PEM in the data folder.
 * Serves Sign, Verify, GetPublicKey and DescribeKey of ECC_NIST_P256 keys; encryption is inert on one machine.
 */
export function openLocalKms(
  keys: readonly KeyModel[],
  keyFile: string,
): (operation: string, body: unknown) => GateAnswer {
  const privateKeys = loadPrivateKeys(keys, keyFile);
  return (operation, body) => {
    const call = SigningCall.parse(body);
    const key = findKey(keys, call.KeyId);
    if (!key) return jsonError(400, 'NotFoundException', `Key '${call.KeyId}' does not exist`);
    const privateKey = privateKeys.get(key.id);
    if (!privateKey) return unsupported(`${operation} with an encryption key`);
    return answer(operation, key, privateKey, call);
  };
}

function answer(
  operation: string,
  key: KeyModel,
  privateKey: KeyObject,
  call: z.infer<typeof SigningCall>,
): GateAnswer {
  const publicKey = createPublicKey(privateKey);
  const facts = {
    KeyId: key.arn,
    KeyUsage: 'SIGN_VERIFY',
    KeySpec: 'ECC_NIST_P256',
    SigningAlgorithms: ['ECDSA_SHA_256'],
  };
  if (operation === 'GetPublicKey') {
    return ok({ ...facts, PublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') });
  }
  if (operation === 'DescribeKey') {
    return ok({ KeyMetadata: { ...facts, KeyId: key.id, Arn: key.arn, Enabled: true, KeyState: 'Enabled' } });
  }
  if (operation !== 'Sign' && operation !== 'Verify') return unsupported(operation);
  if (call.MessageType === 'DIGEST') return unsupported('MessageType DIGEST; send the message itself as RAW');
  const message = call.Message;
  if (!message || message.length > RAW_LIMIT_BYTES) {
    return jsonError(400, 'ValidationException', `Message must have 1 to ${RAW_LIMIT_BYTES} bytes`);
  }
  const common = { KeyId: key.arn, SigningAlgorithm: 'ECDSA_SHA_256' };
  if (operation === 'Sign')
    return ok({ ...common, Signature: sign('sha256', message, privateKey).toString('base64') });
  const isValid = verify('sha256', message, publicKey, call.Signature ?? Buffer.alloc(0));
  return isValid
    ? ok({ ...common, SignatureValid: true })
    : jsonError(400, 'KMSInvalidSignatureException', '');
}

function loadPrivateKeys(keys: readonly KeyModel[], keyFile: string): Map<string, KeyObject> {
  // A damaged file must not become new keys: what the old ones signed could not be checked any more.
  const stored = StoredKeys.parse(readKeptJsonFile(keyFile) ?? {});
  const signing = keys.filter((key) => key.signs);
  for (const { id } of signing) {
    stored[id] ??= generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
  }
  writeJsonFile(keyFile, stored);
  return new Map(signing.map(({ id }) => [id, createPrivateKey(stored[id] ?? '')]));
}

function ok(body: unknown): GateAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  };
}

function unsupported(what: string): GateAnswer {
  return jsonError(400, 'UnsupportedOperationException', `Not served on one machine: ${what}`);
}
