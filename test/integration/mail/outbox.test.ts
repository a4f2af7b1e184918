import { beforeAll, describe, expect, it } from 'vitest';
import { mailBindings } from '../../../functions/mail/bindings.ts';
import type { Answer } from '../../../functions/mail/domain/delivery.ts';
import { mailReader } from '../../../functions/mail/reader.ts';
import { mailStore } from '../../../functions/mail/store.ts';
import { type SendMailDeps, sendDue, sendMail } from '../../../functions/mail/usecases/send-mail.ts';
import { composeMail } from '../../../shared/mail/compose-mail.ts';
import type { OutgoingMail } from '../../../shared/mail/outgoing.ts';
import { queueMail } from '../../../shared/mail/queue-mail.ts';
import { MailOutcomeRow } from '../../../shared/mail/table.ts';
import { ContentionError, retryWhileContended } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { type LedgerApi, openLedgerApi } from '../../support/ledger-api.ts';

const MAIL: OutgoingMail = {
  from: { email: 'help@acme.example' },
  to: [{ email: 'anna@example.com' }],
  cc: [],
  subject: 'Hello',
  text: 'Hello',
  messageId: 'one@acme.example',
  references: [],
  marks: {},
  attachments: [],
};
const T0 = new Date('2026-03-02T09:00:00Z');
const later = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);

let api: LedgerApi;
let table: Table;
let posted: string[] = [];
let answer: Answer | Error = { outcome: 'sent', messageId: 'ses@eu-west-1.amazonses.com' };
let now = T0;
let sender: SendMailDeps;

beforeAll(async () => {
  api = await openLedgerApi((deps) => mailBindings(deps.table));
  table = api.table;
  await api.createCompany('acme');
  sender = {
    reader: mailReader(table),
    store: mailStore(table),
    compose: composeMail,
    readFile: async () => undefined,
    post: async (raw) => {
      posted.push(String(Buffer.from(raw)));
      if (answer instanceof Error) throw answer;
      return answer;
    },
    clock: () => now,
    retryWhileContended,
  };
});

async function queue(mailId: string, mail: Partial<OutgoingMail> = {}) {
  posted = [];
  now = T0;
  const order = { companyId: 'acme', mailId, about: { module: 'tickets', subject: mailId } };
  const write = queueMail(order, { ...MAIL, ...mail }, T0, () => new ContentionError('queued'));
  await table.transact([write]);
}

const look = (mailId: string) =>
  api.call('GET', '/companies/{companyId}/outgoing-mails/{mailId}', {
    params: { companyId: 'acme', mailId },
  });
const outcomes = async (mailId: string) => {
  const found = [];
  for await (const row of table.queryAll(MailOutcomeRow, {
    pk: `C#acme#OUTBOX#${mailId}`,
    beginsWith: 'OUTCOME#',
  }))
    found.push(row.state);
  return found;
};

describe('the outbox', () => {
  it('sends a mail once, however many try, and tells of it', async () => {
    await queue('mail-1');
    await Promise.all([1, 2, 3].map(() => sendMail(sender, 'acme', 'mail-1')));
    await sendDue(
      sender,
      'acme',
      () => true,
      () => undefined,
    );
    expect(posted).toHaveLength(1);
    expect((await look('mail-1')).body).toMatchObject({
      state: 'sent',
      sentMessageId: 'ses@eu-west-1.amazonses.com',
    });
    expect(await outcomes('mail-1')).toEqual(['sent']);
  });

  it('sends the very same bytes once more where its sender died, and then asks a person', async () => {
    await queue('mail-2');
    answer = new Error('killed');
    await expect(sendMail(sender, 'acme', 'mail-2')).rejects.toThrow('killed');
    expect(await sendMail(sender, 'acme', 'mail-2')).toBe(false);
    now = later(11);
    await expect(sendMail(sender, 'acme', 'mail-2')).rejects.toThrow('killed');
    now = later(22);
    await sendMail(sender, 'acme', 'mail-2');
    expect(posted).toHaveLength(2);
    expect(posted[1]).toBe(posted[0]);
    expect((await look('mail-2')).body).toMatchObject({ state: 'failed', because: 'outcome-unknown' });
    answer = { outcome: 'sent', messageId: undefined };
  });

  it('keeps what cannot be sent yet, and lists what failed, to be sent again', async () => {
    await queue('mail-3');
    answer = { outcome: 'not-set-up', detail: 'acme.example is not set up' };
    await sendMail(sender, 'acme', 'mail-3');
    expect((await look('mail-3')).body).toMatchObject({
      state: 'waiting',
      because: 'sender-not-set-up',
      attempts: 0,
    });
    answer = { outcome: 'refused', because: 'refused', detail: 'MessageRejected' };
    now = later(16);
    await sendDue(
      sender,
      'acme',
      () => true,
      () => undefined,
    );
    const failed = await api.call('GET', '/companies/{companyId}/outgoing-mails', {
      params: { companyId: 'acme' },
      query: { state: 'failed' },
    });
    expect((failed.body.items as { id: string }[]).map(({ id }) => id)).toContain('mail-3');
    const again = await api.call('POST', '/companies/{companyId}/outgoing-mails/{mailId}/sendings', {
      params: { companyId: 'acme', mailId: 'mail-3' },
    });
    expect(again).toMatchObject({ status: 202, body: { state: 'waiting', attempts: 0 } });
    answer = { outcome: 'sent', messageId: 'x@y.z' };
    now = new Date();
    await sendDue(
      sender,
      'acme',
      () => true,
      () => undefined,
    );
    expect((await look('mail-3')).body).toMatchObject({ state: 'sent' });
    expect(await outcomes('mail-3')).toEqual(['failed', 'sent']);
    expect(
      (
        await api.call('POST', '/companies/{companyId}/outgoing-mails/{mailId}/sendings', {
          params: { companyId: 'acme', mailId: 'mail-3' },
        })
      ).status,
    ).toBe(409);
  });
});
