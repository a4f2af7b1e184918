import type { ClientRequest, IncomingMessage } from 'node:http';
import { type RequestOptions, request as requestOverTls } from 'node:https';
import { isIP } from 'node:net';
import { type AgencyAnswer, readAgencyAnswer } from '../domain/ratings/agency-answer.ts';
import { isPublicAddress, lookUpPublic } from './public-address.ts';

/** Where an agency answers, as the deployment says it. */
export interface AgencyPlace {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string | undefined;
}

/** What is told of a customer, and no more. */
export interface AgencyQuestion {
  readonly requestId: string;
  readonly name: string;
  readonly vatId?: string | undefined;
  readonly address?: Readonly<Record<string, string | undefined>> | undefined;
}

/** How a connection is made; tests bring another one. */
export type Dial = (
  url: URL,
  options: RequestOptions,
  onResponse: (response: IncomingMessage) => void,
) => ClientRequest;

/** With all agencies of a request it stays below what a request may take. */
export const AGENCY_TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 65_536;

const dialPublic: Dial = (url, options, onResponse) =>
  requestOverTls(url, { ...options, lookup: lookUpPublic, minVersion: 'TLSv1.2' }, onResponse);

/** Why an address of the settings is not called, or undefined. */
export function placeProblem({ url }: AgencyPlace): string | undefined {
  if (!URL.canParse(url)) return 'its address cannot be read';
  const { protocol, username, password, hostname } = new URL(url);
  if (protocol !== 'https:') return 'its address is not https';
  if (username !== '' || password !== '') return 'its address holds a user';
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublicAddress(host) ? 'its address is not in the public internet' : undefined;
}

/**
 * Asks one agency by the contract of docs/formats/rating-agency.md. Never throws: what goes wrong is an outcome, which is kept
 * with the request. Redirections are not followed, nor are answers read that are longer than 64 KB.
 */
export function askAgency(
  place: AgencyPlace,
  question: AgencyQuestion,
  { dial = dialPublic, timeoutMs = AGENCY_TIMEOUT_MS }: { dial?: Dial; timeoutMs?: number } = {},
): Promise<AgencyAnswer> {
  const problem = placeProblem(place);
  if (problem !== undefined) return Promise.resolve({ outcome: 'failed', detail: problem });
  const body = JSON.stringify(question);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(place.token === undefined ? {} : { authorization: `Bearer ${place.token}` }),
  };
  return new Promise((resolve) => {
    const fail = (outcome: 'failed' | 'timeout' | 'malformed', detail: string) =>
      resolve({ outcome, detail });
    const signal = AbortSignal.timeout(timeoutMs);
    const request = dial(new URL(place.url), { method: 'POST', headers, signal }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) {
          fail('malformed', `the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
          request.destroy();
        } else chunks.push(chunk);
      });
      response.on('error', (error) => fail(signal.aborted ? 'timeout' : 'failed', codeOf(error)));
      response.on('end', () => {
        if (response.statusCode === 404) return resolve({ outcome: 'none' });
        if (response.statusCode !== 200) return fail('failed', `status ${response.statusCode}`);
        resolve(readAgencyAnswer(Buffer.concat(chunks).toString('utf8')));
      });
    });
    request.on('error', (error) =>
      signal.aborted ? fail('timeout', `no answer within ${timeoutMs} ms`) : fail('failed', codeOf(error)),
    );
    request.end(body);
  });
}

/** What went wrong, without addresses or texts of others. */
function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
