import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { type HttpAnswer, ownAnswer } from './function-answer.ts';

const ALGORITHM = 'RS256';
const VALID_SECONDS = 3600;
const SCOPES = ['backoffice/read', 'backoffice/write'];
const StoredKey = z.object({ pkcs8: z.string(), kid: z.string() });

/** A token that was found good. */
export interface VerifiedToken {
  claims: Record<string, string>;
  scopes: string[];
}

/** Issues and checks tokens on one machine. Whoever can reach the loopback is trusted to be who they say. */
export interface Issuer {
  /** `POST /oauth2/token`, client_credentials only, form-encoded. */
  token(form: URLSearchParams, authorization: string | undefined, now: Date): Promise<HttpAnswer>;
  /** `GET /.well-known/jwks.json`. */
  keys(): HttpAnswer;
  /** Nothing when the header holds no good token of this issuer. */
  verify(authorization: string | undefined): Promise<VerifiedToken | undefined>;
}

/** Opens the issuer with the key of the data folder; makes one at the first start. */
export async function openIssuer(issuerUrl: string, keyFile: string): Promise<Issuer> {
  const { kid, pkcs8 } = StoredKey.safeParse(readJsonFile(keyFile)).data ?? (await makeKey(keyFile));
  const privateKey = await importPKCS8(pkcs8, ALGORITHM, { extractable: true });
  const publicKey = toPublic(await exportJWK(privateKey), kid);

  async function issue(clientId: string, scope: string, now: Date): Promise<string> {
    const issuedAt = Math.floor(now.getTime() / 1000);
    return new SignJWT({ client_id: clientId, scope, token_use: 'access' })
      .setProtectedHeader({ alg: ALGORITHM, kid })
      .setSubject(clientId)
      .setIssuer(issuerUrl)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + VALID_SECONDS)
      .sign(privateKey);
  }

  return {
    async token(form, authorization, now) {
      if (form.get('grant_type') !== 'client_credentials') return oauthError('unsupported_grant_type');
      const clientId = readBasicUser(authorization) ?? form.get('client_id');
      if (!clientId) return oauthError('invalid_client');
      const scopes = (form.get('scope') ?? SCOPES.join(' ')).split(/\s+/).filter((scope) => scope !== '');
      if (scopes.some((scope) => !SCOPES.includes(scope))) return oauthError('invalid_scope');
      const accessToken = await issue(clientId, scopes.join(' '), now);
      return json(200, { access_token: accessToken, token_type: 'Bearer', expires_in: VALID_SECONDS });
    },
    keys: () => json(200, { keys: [publicKey] }),
    async verify(authorization) {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      try {
        const { payload } = await jwtVerify(token, publicKey, { issuer: issuerUrl, algorithms: [ALGORITHM] });
        const claims = Object.fromEntries(
          Object.entries(payload).map(([name, value]) => [name, String(value)]),
        );
        return { claims, scopes: String(payload.scope ?? '').split(' ') };
      } catch {
        return undefined;
      }
    },
  };
}

async function makeKey(keyFile: string): Promise<z.infer<typeof StoredKey>> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const stored = { pkcs8: await exportPKCS8(privateKey), kid: crypto.randomUUID() };
  writeJsonFile(keyFile, stored);
  return stored;
}

function toPublic({ kty = 'RSA', n = '', e = '' }: JWK, kid: string): JWK {
  return { kty, n, e, kid, alg: ALGORITHM, use: 'sig' };
}

/** Client id of HTTP Basic; the secret is not looked at. Nothing when it is not written as OAuth asks. */
function readBasicUser(authorization: string | undefined): string | undefined {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1];
  const user = encoded && Buffer.from(encoded, 'base64').toString().split(':')[0];
  try {
    return user && decodeURIComponent(user);
  } catch {
    return undefined;
  }
}

function oauthError(error: string): HttpAnswer {
  return json(400, { error });
}

function json(status: number, body: object): HttpAnswer {
  const answer = ownAnswer(status, '');
  return {
    ...answer,
    headers: { ...answer.headers, 'cache-control': 'no-store' },
    body: Buffer.from(JSON.stringify(body)),
  };
}
