import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import type { Endpoints } from '../../infra/local/endpoints.ts';
import { type Ask, askAs, until } from './installation.ts';

/** A company of a story, asked by its admin. */
export interface StoryCompany {
  readonly id: string;
  readonly ask: Ask;
  /** Path below the company: `at('/journal-entries')`. */
  readonly at: (path: string) => string;
}

/** Creates a company that no other story knows, at the shared back office unless another is named. */
export async function createCompany(
  settings: Record<string, unknown> = {},
  api: string = inject('endpoints').api,
): Promise<StoryCompany> {
  const ask = await askAs(api, 'local-admin');
  const id = `story-${randomUUID().slice(0, 8)}`;
  const body = { name: 'Story AG', currency: 'EUR', chart: 'SKR03', fiscalYearStart: '01-01', ...settings };
  const { status, body: answer } = await ask('PUT', `/companies/${id}`, body);
  if (status !== 201) throw new Error(`no company: ${status} ${JSON.stringify(answer)}`);
  return { id, ask, at: (path) => `/companies/${id}${path}` };
}

/** A sale: customer or bank, revenue, 19 % tax. Gross in whole euros times 1.19. */
export function sale(date: string, netEuros: number, more: Record<string, unknown> = {}) {
  const lines = [
    { account: '1200', debit: euros(netEuros * 119) },
    { account: '8400', credit: euros(netEuros * 100) },
    { account: '1776', credit: euros(netEuros * 19) },
  ];
  return { date, text: 'Verkauf', lines, ...more };
}

function euros(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** Uploads a file and waits until its import has ended. @returns the import as the API shows it */
export async function importFile(
  { ask, at }: StoryCompany,
  kind: string,
  file: { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> },
  seconds = 60,
) {
  const asked = await ask('POST', at('/uploads'), { kind, fileName: file.name });
  if (asked.status !== 201) throw new Error(`no upload: ${asked.status} ${JSON.stringify(asked.body)}`);
  const { url, method, importId } = asked.body;
  const stored = await fetch(url, { method, body: file.content });
  if (stored.status !== 200) throw new Error(`not stored: ${stored.status} ${await stored.text()}`);
  const ended = ({ body }: { body: { state: string } }) => body.state === 'done' || body.state === 'failed';
  return (await until(() => ask('GET', at(`/imports/${importId}`)), ended, seconds)).body;
}

/** Asks for an export, waits for it, and fetches it as text. */
export async function fetchExport(company: StoryCompany, kind: string, seconds = 60): Promise<string> {
  return (await fetchExportFile(company, { kind }, seconds)).toString();
}

/** Asks for an export with parameters, waits for it, and fetches its bytes. */
export async function fetchExportFile(
  { ask, at }: StoryCompany,
  wish: { readonly kind: string } & Record<string, unknown>,
  seconds = 60,
): Promise<Buffer<ArrayBuffer>> {
  const asked = await ask('POST', at('/exports'), wish);
  if (asked.status !== 202) throw new Error(`no export: ${asked.status} ${JSON.stringify(asked.body)}`);
  const place = asked.headers.get('location') ?? '';
  const { body } = await until(
    () => ask('GET', place),
    (answer) => answer.body.state !== 'waiting',
    seconds,
  );
  if (body.state !== 'done') throw new Error(`export ${JSON.stringify(body)}`);
  return fetchLink(body.url);
}

/** What a link of the API leads to. @throws Error when it is not there */
export async function fetchLink(url: string): Promise<Buffer<ArrayBuffer>> {
  const file = await fetch(url);
  if (file.status !== 200) throw new Error(`${url}: ${file.status}`);
  return Buffer.from(await file.arrayBuffer());
}

/** Whatever version is there: for stories that change what only they know. */
export const ANY_VERSION = { 'if-match': '*' };

/** Asks, and expects a status. @returns the body, or the text of a file */
export async function askFor(
  { ask, at }: StoryCompany,
  status: number,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) {
  const answer = await ask(method, at(path), body, headers);
  if (answer.status !== status)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Runs a function as its schedule does. @throws Error when it fails */
export async function runSchedule(name: string): Promise<void> {
  const answer = await fetch(`${inject('scheduled').url}/${name}`, { method: 'POST' });
  if (answer.status !== 204) throw new Error(`${name}: ${await answer.text()}`);
}

/** Reads a list to its end. */
export async function readAll(ask: Ask, path: string) {
  const items = [];
  for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
    const query: string = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { body } = await ask('GET', `${path}?limit=1000${query}`);
    items.push(...body.items);
    next = body.next;
  }
  return items;
}

/** Any credentials do. */
export function connectQueues({ sqs }: Pick<Endpoints, 'sqs'>): SQSClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new SQSClient({ endpoint: sqs, region: 'eu-central-1', credentials });
}

/** Sends bodies to a queue, ten at a time. @throws Error when one is not taken */
export async function sendAll(sqs: SQSClient, QueueUrl: string, bodies: readonly string[]): Promise<void> {
  for (let from = 0; from < bodies.length; from += 10) {
    const entries = bodies.slice(from, from + 10);
    const Entries = entries.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (Failed.length > 0) throw new Error(JSON.stringify(Failed));
  }
}

/** Content of a file of `../shared/data`, real data of third parties; nothing where the folder is absent. */
export function readSharedData(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(new URL(`../../../shared/data/${path}`, import.meta.url)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
