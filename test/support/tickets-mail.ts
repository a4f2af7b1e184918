import type { Context, SQSRecord } from 'aws-lambda';
import { composeTickets, type Tickets } from '../../functions/tickets/compose.ts';
import { mailBindings } from '../../functions/tickets/handlers/mails.ts';
import { receivedMails } from '../../functions/tickets/handlers/received-mails.ts';
import { mailImport } from '../../functions/tickets/imports.ts';
import { openInbound, readArrived } from '../../functions/tickets/mail/keep-mail.ts';
import { Import } from '../../functions/transfers/table.ts';
import type { FileStore } from '../../shared/files/file-store.ts';
import type { Binding } from '../../shared/http/api.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import type { Table } from '../../shared/table/table.ts';
import { requestUpload } from './ledger-uploads.ts';
import type { TestTable } from './table.ts';
import { openTicketsApi, type TicketsApi } from './tickets-api.ts';

/** A files bucket as a value, for files that are no text. */
export function binaryFiles(): FileStore & { readonly content: Map<string, Buffer> } {
  const content = new Map<string, Buffer>();
  return {
    content,
    open: async (key) => {
      const bytes = content.get(key);
      if (!bytes) return 'missing';
      async function* chunks() {
        for (let at = 0; at < (bytes?.length ?? 0); at += 65_536)
          yield bytes?.subarray(at, at + 65_536) as Uint8Array;
      }
      return { bytes: chunks(), sizeBytes: bytes.length, etag: `"${bytes.length}"` };
    },
    write: async (key, chunks) => {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(Buffer.from(chunk as Uint8Array));
      content.set(key, Buffer.concat(parts));
      return { sizeBytes: content.get(key)?.length ?? 0 };
    },
  };
}

export interface MailApi extends Omit<TicketsApi, 'files'> {
  readonly files: ReturnType<typeof binaryFiles>;
  /** Uploads a mail and works on it; gives the import as it is told. `through` is the table that the worker has. */
  readonly bring: (raw: string | Buffer, through?: Table, importId?: string) => Promise<Brought>;
  /** What SES stores and tells of; gives the codes of what was set aside, or `again` where it has to come again. */
  readonly receive: (
    raw: string,
    recipients: readonly string[],
    more?: { readonly id?: string; readonly through?: Table },
  ) => Promise<readonly string[]>;
  readonly counts: () => Promise<Record<string, number>>;
}

export interface Brought {
  readonly importId: string;
  readonly state: string;
  readonly outcome?: string;
  readonly ticketId?: string;
  readonly article?: string;
  readonly mailId?: string;
  readonly reason?: string;
  readonly failure?: unknown;
}

/** Tickets of `acme` with mail: mailbox `support@acme.test` of the team `first-level`. */
export async function openMailApi(
  given?: TestTable,
  clock: () => Date = () => new Date(),
  bind: (tickets: Tickets) => readonly Binding[] = () => [],
): Promise<MailApi> {
  const files = binaryFiles();
  const links = {
    toDownload: (key: string) => ({ url: `https://files.test/${key}`, expiresAt: clock().toISOString() }),
  };
  const api = await openTicketsApi(
    (tickets) => [...mailBindings({ ...tickets, files, links }), ...bind(tickets)],
    given,
  );
  const body = { team: 'first-level' };
  await api.call('PUT', '/mail/mailboxes/{address}', { address: 'support@acme.test' }, { body });

  async function bring(raw: string | Buffer, through = api.table, again?: string): Promise<Brought> {
    const { importId, key } = again
      ? { importId: again, key: `uploads/mail/acme/${again}` }
      : await requestUpload(api.table, { companyId: 'acme', kind: 'mail' });
    files.content.set(key, Buffer.from(raw));
    const definitions = [mailImport({ ...composeTickets(through), files })];
    const worker = uploadWorker(
      { table: through, files, putBack: async () => {}, bury: async () => {}, log: () => {}, measure: () => {}, clock },
      { queue: 'ticket-uploads', definitions },
    ); // biome-ignore format: ports
    const record = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    const context = { getRemainingTimeInMillis: () => 300_000 } as unknown as Context;
    await worker({ Records: [{ messageId: 'm', body: record } as unknown as SQSRecord] }, context);
    const {
      result,
      state = 'none',
      failure,
    } = (await api.table.get(Import, { companyId: 'acme', importId })) ?? {};
    return { importId, state, failure, ...result };
  }

  const receive: MailApi['receive'] = async (
    raw,
    recipients,
    { id = `ses${Math.random().toString(36).slice(2)}`, through = api.table } = {},
  ) => {
    if (raw !== '') files.content.set(`inbound/${id}`, Buffer.from(raw));
    const told: string[] = [];
    const handle = receivedMails({
      ...composeTickets(through),
      open: (deliveryId) => openInbound(files, deliveryId),
      read: (companyId, content) => readArrived(files, companyId, content),
      bury: async ({ code }) => void told.push(code),
      log: () => {},
      clock,
    });
    const body = JSON.stringify({
      notificationType: 'Received',
      mail: { messageId: id, destination: recipients },
      receipt: { recipients, action: { type: 'S3' } },
    });
    const { batchItemFailures } = await handle({
      Records: [{ messageId: 'm', body } as unknown as SQSRecord],
    });
    return batchItemFailures.length > 0 ? ['again'] : told;
  };

  return {
    ...api,
    files,
    bring,
    receive,
    counts: async () => {
      const { items } = (await api.call('GET', '/mail/counts')).body;
      const { day: _, ...counts } = items[0] ?? {};
      return counts;
    },
  };
}

/** A mail of a few headers and a text. */
export function mailOf(headers: Readonly<Record<string, string>>, text = 'Hello.'): string {
  const standard = {
    From: 'Robert Roe <robert@example.com>',
    To: 'support@acme.test',
    Subject: 'Printer',
    Date: 'Thu, 26 Nov 2026 09:00:00 +0100',
    'Message-ID': `<${Math.random().toString(36).slice(2)}@example.com>`,
  };
  const lines = Object.entries({ ...standard, ...headers }).flatMap(([name, value]) =>
    value === '' ? [] : [`${name}: ${value}`],
  );
  return `${[...lines, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8'].join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`;
}
