import { invariant } from '../kernel/errors.ts';
import { type Credentials, encodeUnreserved, signUrl } from './sign-url.ts';

/** How long a link works: long enough to follow it, too short to pass it on. */
export const LINK_SECONDS = 15 * 60;

export interface Link {
  readonly url: string;
  readonly expiresAt: string;
}

/** Makes links by which a file goes in or out of the bucket without passing through a function. */
export interface LinkMaker {
  readonly toUpload: (key: string, now: Date) => Link;
  /** `fileName` is what the browser offers to save it as (RFC 8187); nothing in it can end the header. */
  readonly toDownload: (key: string, fileName: string, now: Date) => Link;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Read at every link: Lambda rotates the credentials of a long-lived environment. */
function credentialsOf(env: Env): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  invariant(accessKeyId && secretAccessKey, 'the environment holds no credentials to sign links with');
  return { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN };
}

/** On AWS every bucket has a host name; one machine has not, so the bucket is the first step of the path. */
function originOf(bucket: string, region: string, env: Env): string {
  const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  if (endpoint === undefined) return `https://${bucket}.s3.${region}.amazonaws.com`;
  return `${endpoint.replace(/\/$/, '')}/${bucket}`;
}

export function linkMaker(bucket: string, env: Env = process.env): LinkMaker {
  const region = env.AWS_REGION ?? 'eu-central-1';
  const origin = originOf(bucket, region, env);
  const link = (
    method: 'GET' | 'PUT',
    key: string,
    query: Readonly<Record<string, string>>,
    now: Date,
  ): Link => {
    const what = { method, origin, path: `/${key}`, query, region, expiresInSeconds: LINK_SECONDS };
    return {
      url: signUrl(what, credentialsOf(env), now),
      expiresAt: new Date(now.getTime() + LINK_SECONDS * 1000).toISOString(),
    };
  };
  return {
    toUpload: (key, now) => link('PUT', key, {}, now),
    toDownload: (key, fileName, now) => {
      const disposition = `attachment; filename*=UTF-8''${encodeUnreserved(fileName)}`;
      return link('GET', key, { 'response-content-disposition': disposition }, now);
    },
  };
}
