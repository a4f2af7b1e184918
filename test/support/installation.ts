import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Endpoints } from '../../infra/local/endpoints.ts';
import { findFreePort } from '../../infra/local/free-port.ts';
import { type Child, startChild } from './child.ts';

export interface Answered {
  readonly status: number;
  /** What JSON says; the text of a file. */
  // biome-ignore lint/suspicious/noExplicitAny: stories read answers of many shapes
  readonly body: any;
  readonly headers: Headers;
}

/** Asks as one principal; a connection that breaks (the process was killed) is thrown. */
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answered>;

/** What `npm start` gives: a process of its own with a data folder. */
export interface Installation {
  readonly api: string;
  readonly endpoints: Endpoints;
  readonly child: Child;
  readonly as: (clientId: string) => Promise<Ask>;
}

/** Ports that were free when they were looked for may be taken by the time that the runner asks for them. */
const PORTS_TRIED = 3;

/** Starts the runner as a person does, without the demo company, on a free port. */
export async function startInstallation(folder: string): Promise<Installation> {
  const child = await startOnFreePort(folder, PORTS_TRIED);
  const endpoints = JSON.parse(readFileSync(path.join(folder, 'endpoints.json'), 'utf8')) as Endpoints;
  return { api: endpoints.api, endpoints, child, as: (clientId) => askAs(endpoints.api, clientId) };
}

async function startOnFreePort(folder: string, tries: number): Promise<Child> {
  const port = String(await findFreePort());
  const child = startChild('infra/local/main.ts', ['--empty'], { PORT: port, BACKOFFICE_DATA: folder });
  try {
    await child.saw('Backoffice is ready on');
    return child;
  } catch (error) {
    const isTaken = error instanceof Error && error.message.includes('is in use by another program');
    if (!isTaken || tries === 1) throw error;
    return startOnFreePort(folder, tries - 1);
  }
}

/** A client with a token of its own. */
export async function askAs(api: string, clientId: string): Promise<Ask> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId });
  form.set('scope', 'backoffice/read backoffice/write');
  const answer = await fetch(`${api}/oauth2/token`, { method: 'POST', body: form });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, headers: answered } = response;
    const text = await response.text();
    const isJson = /json/.test(answered.get('content-type') ?? '');
    return { status, headers: answered, body: text === '' ? undefined : isJson ? JSON.parse(text) : text };
  };
}

/** Asks again until the answer is as wanted; fails with the last answer. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`not reached in ${seconds} s; the last answer: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
