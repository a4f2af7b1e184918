import type { SQSRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { api, on } from '../../../shared/http/api.ts';
import { ok } from '../../../shared/http/replies.ts';
import { route } from '../../../shared/http/route.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { batchWorker, MAX_ATTEMPTS, oneByOne } from '../../../shared/queue/batch-worker.ts';
import { message } from '../../../shared/queue/message.ts';
import type { Table } from '../../../shared/table/table.ts';
import { type Ask, ask } from '../../support/http-event.ts';

/** What people and books are made of. None of it may stand in a log, whichever way it came in. */
const SECRETS = [
  'Erika Mustermann',
  'erika@example.org',
  'DE02120300000000202051',
  '1187.42',
  'Arztrechnung',
];
const TOLD = SECRETS.join('; ');

const postNote = route({
  id: 'test.postNote',
  method: 'POST',
  path: '/companies/{companyId}/notes',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Takes a note',
  params: z.object({ companyId: z.string() }),
  query: z.object({ search: z.string().max(60).optional() }),
  body: z.strictObject({ how: z.string(), text: z.string().max(200) }),
  responses: { 200: { description: 'Taken', body: z.object({ text: z.string() }) } },
});

const handler = api(
  {
    table: {} as Table,
    membershipOf: async (_, id) => (id === 'clerk' ? { roles: ['accountant'] } : undefined),
  },
  on(postNote, async ({ body: { how, text } }) => {
    if (how === 'refuse') throw new DomainError('invalid', 'test.refused', `No: ${text}`);
    if (how === 'break') throw new Error(`broke at "${text}" of 1187.42`, { cause: new Error(`'${text}'`) });
    if (how === 'parse') JSON.parse(text);
    if (how === 'misfit') return ok({ text: [text] as unknown as string });
    return ok({ text });
  }),
);

const note = message({
  type: 'test.note',
  kind: 'command',
  queue: 'notes',
  summary: 'A note',
  payload: z.strictObject({ text: z.string() }),
});
const worker = batchWorker(
  { bury: async () => {} },
  {
    queue: 'notes',
    accepts: [note],
    handle: oneByOne(async ({ payload }) => {
      throw new Error(`broke at "${payload.text}"`);
    }),
  },
);

/** Everything that is written to standard output while something runs. */
async function written(run: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    lines.push(String(chunk));
    return true;
  });
  try {
    await run();
  } finally {
    spy.mockRestore();
  }
  return lines.join('');
}

const POST = {
  route: 'POST /companies/{companyId}/notes',
  params: { companyId: 'acme' },
  principal: 'clerk',
};
const body = (how: string) => ({ how, text: TOLD });

test.each<[string, Partial<Ask>]>([
  ['answered', { body: body('keep'), query: { search: 'Arztrechnung Erika Mustermann' } }],
  ['refused by a rule', { body: body('refuse') }],
  ['refused by the schema', { body: { how: TOLD, text: [TOLD], [TOLD]: TOLD }, query: { [TOLD]: TOLD } }],
  ['no JSON', { text: `{"text": ${TOLD}}` }],
  ['of a stranger', { body: body('keep'), principal: 'erika@example.org' }],
  ['met by a bug that quotes', { body: body('break') }],
  ['met by a parser that quotes', { body: body('parse') }],
  ['answered with a misfit', { body: body('misfit') }],
])('a request that is %s leaves a line, and nothing of its content in it', async (_, part) => {
  const log = await written(() => ask(handler, { ...POST, ...part }));
  expect(log).toContain('"message":"answered"');
  expect(SECRETS.filter((secret) => log.includes(secret))).toEqual([]);
});

test.each([1, MAX_ATTEMPTS])('nor does a message, at delivery %i', async (attempt) => {
  const envelope = { id: 'm1', type: 'test.note', companyId: 'acme', payload: { text: TOLD } };
  const bodies = [JSON.stringify(envelope), TOLD, JSON.stringify({ ...envelope, payload: { [TOLD]: TOLD } })];
  const Records = bodies.map(
    (text, index) =>
      ({
        messageId: `d${index}`,
        body: text,
        attributes: { ApproximateReceiveCount: String(attempt) },
      }) as unknown as SQSRecord,
  );
  const log = await written(() => worker({ Records }));
  expect(log).toContain('"queue":"notes"');
  expect(SECRETS.filter((secret) => log.includes(secret))).toEqual([]);
});
