import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { until } from '../../support/installation.ts';
import {
  connectQueues,
  createCompany,
  readAll,
  type StoryCompany,
  sale,
  sendAll,
} from '../../support/stories.ts';

const { queues, sqs: endpoint } = inject('endpoints');
const sqs = connectQueues({ sqs: endpoint });
afterAll(() => sqs.destroy());

function messageOf({ id: companyId }: StoryCompany, id: string, payload: unknown): string {
  return JSON.stringify({ id, type: 'ledger.post-entry', companyId, payload });
}

async function failedMessages({ ask, at }: StoryCompany): Promise<Failed[]> {
  return (await ask('GET', at('/failed-messages'))).body.items;
}

/** A failed message as it came: the list leaves bodies out. */
async function bodyOf({ ask, at }: StoryCompany, failed: Failed | undefined): Promise<string> {
  return (await ask('GET', at(`/failed-messages/${failed?.id}`))).body.body;
}

describe('the queue of postings', () => {
  it('books a message once, however often it comes, and tells two contents under one id', async () => {
    const company = await createCompany();
    const entry = sale('2026-05-04', 10);
    const once = messageOf(company, 'shop-1', entry);
    const named = messageOf(company, 'shop-2', { ...entry, id: 'RE-7' });
    const other = messageOf(company, 'shop-1', { ...entry, text: 'anders' });
    await sendAll(sqs, queues.postings ?? '', [once, once, named, once, named]);
    const journal = () => readAll(company.ask, company.at('/journal-entries'));
    await until(journal, (entries) => entries.length >= 2);
    await sendAll(sqs, queues.postings ?? '', [once, other]);
    const [failed] = await until(
      () => failedMessages(company),
      (items) => items.length > 0,
    );
    expect(failed).toMatchObject({ messageId: 'shop-1', code: 'ledger.id-reused' });
    expect(await bodyOf(company, failed)).toBe(other);
    expect((await journal()).map(({ id }) => id).toSorted()).toEqual(['RE-7', 'shop-1']);
  });

  it('books what can be booked of a batch, and sets aside what can never work with its reason', async () => {
    const company = await createCompany();
    const good = Array.from({ length: 30 }, (_, index) =>
      messageOf(company, `good-${index}`, sale('2026-05-05', 1 + index)),
    );
    const unbalanced = { ...sale('2026-05-05', 1), lines: [{ account: '1200', debit: '1.00' }, { account: '8400', credit: '2.00' }] }; // biome-ignore format: one line
    const bad = {
      'bad-lines': messageOf(company, 'bad-lines', unbalanced),
      'bad-field': messageOf(company, 'bad-field', { ...sale('2026-05-05', 1), colour: 'red' }),
      'bad-type': JSON.stringify({
        id: 'bad-type',
        type: 'ledger.erase',
        companyId: company.id,
        payload: {},
      }),
    };
    await sendAll(sqs, queues.postings ?? '', [
      ...good.slice(0, 15),
      ...Object.values(bad),
      ...good.slice(15),
    ]);
    const failed = await until(
      () => failedMessages(company),
      (items) => items.length >= 3,
    );
    const journal = await until(
      () => readAll(company.ask, company.at('/journal-entries')),
      (entries) => entries.length >= good.length,
    );
    expect(journal.map(({ number }) => number)).toEqual(good.map((_, index) => index + 1));
    expect(Object.fromEntries(failed.map((item) => [item.messageId, item.code]))).toEqual({
      'bad-lines': 'ledger.unbalanced',
      'bad-field': 'platform.malformed-message',
      'bad-type': 'platform.unknown-message-type',
    });
    for (const item of failed) {
      expect(item).toMatchObject({
        queue: 'postings',
        state: 'failed',
        reason: expect.stringMatching(/\w{3}/),
      });
      expect(await bodyOf(company, item)).toBe(bad[item.messageId as keyof typeof bad]);
    }
  });

  it('sends a failed message again when what was wrong has been mended', async () => {
    const company = await createCompany({ chart: 'none' });
    const { ask, at } = company;
    const lines = [
      { account: '1000', debit: '5.00' },
      { account: '2000', credit: '5.00' },
    ];
    const body = messageOf(company, 'early', { date: '2026-05-06', text: 'zu früh', lines });
    await sendAll(sqs, queues.postings ?? '', [body]);
    const [failed] = await until(
      () => failedMessages(company),
      (items) => items.length > 0,
    );
    expect(failed).toMatchObject({ messageId: 'early', code: 'ledger.unknown-account', state: 'failed' });
    expect((await lettersOf(company.id)).map(({ reason }) => reason)).toEqual([failed?.reason]);

    for (const account of ['1000', '2000']) {
      const made = await ask('PUT', at(`/accounts/${account}`), {
        name: `Konto ${account}`,
        category: 'asset',
      });
      expect(made.status).toBe(201);
    }
    const redriven = await ask('POST', at(`/failed-messages/${failed?.id}/redrive`));
    expect([redriven.status, redriven.body]).toEqual([
      200,
      expect.objectContaining({ state: 'redriven', redrivenBy: 'local-admin' }),
    ]);
    const journal = await until(
      () => readAll(ask, at('/journal-entries')),
      (entries) => entries.length > 0,
    );
    expect(journal).toEqual([expect.objectContaining({ id: 'early', number: 1 })]);
    await until(
      () => lettersOf(company.id),
      (letters) => letters.length === 0,
    );
    expect((await ask('POST', at(`/failed-messages/${failed?.id}/redrive`))).body.state).toBe('redriven');
    expect((await readAll(ask, at('/journal-entries'))).length).toBe(1);
  });
});

interface Failed {
  readonly id: string;
  readonly reason: string;
  readonly messageId: string;
  readonly code: string;
}

/** What lies in the dead-letter queue for a company; everything is seen again after a second. */
async function lettersOf(companyId: string): Promise<{ reason: string | undefined }[]> {
  const seen = new Map<string, { reason: string | undefined }>();
  for (let found = true; found; ) {
    const receive = new ReceiveMessageCommand({
      QueueUrl: queues['postings-dlq'],
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 1,
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await sqs.send(receive);
    found = Messages.some(({ MessageId = '' }) => !seen.has(MessageId));
    for (const { MessageId = '', MessageAttributes: attributes } of Messages) {
      if (attributes?.companyId?.StringValue !== companyId) continue;
      seen.set(MessageId, { reason: attributes.reason?.StringValue });
    }
  }
  return [...seen.values()];
}
