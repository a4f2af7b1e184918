import type { SQSRecord } from 'aws-lambda';
import { blockCommitted, postEntryMessage, postingRequested } from '../../functions/ledger/contract.ts';
import { bookPostings, postingGivenUp } from '../../functions/ledger/handlers/book-postings.ts';
import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import { foldBlocks } from '../../functions/ledger/handlers/fold-blocks.ts';
import { reopeningBindings } from '../../functions/ledger/handlers/reopenings.ts';
import { reportBindings } from '../../functions/ledger/handlers/reports.ts';
import { yearBindings } from '../../functions/ledger/handlers/years.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { batchWorker, MAX_ATTEMPTS } from '../../shared/queue/batch-worker.ts';
import type { DeadLetter } from '../../shared/queue/dead-letters.ts';
import type { Answer } from './http-event.ts';
import { type LedgerApi, NOW, openLedgerApi } from './ledger-api.ts';
import type { TestTable } from './table.ts';

/** The books of companies over HTTP and queues, all in this process. */
export interface LedgerBooks extends LedgerApi {
  readonly get: (companyId: string, path: string, query?: Record<string, string>) => Promise<Answer>;
  readonly book: (companyId: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly batch: (
    companyId: string,
    entries: readonly unknown[],
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  readonly reverse: (companyId: string, entryId: string, body?: unknown) => Promise<Answer>;
  /** Hands deliveries to the worker of queue `postings`; returns the ids of those that must come again. */
  readonly deliver: (...bodies: readonly unknown[]) => Promise<string[]>;
  /** The delivery of a message that has been received so often that the worker gives it up. */
  readonly deliverWorn: (body: unknown) => Promise<string[]>;
  /** Hands events to the worker that folds. */
  readonly deliverEvents: (...bodies: readonly unknown[]) => Promise<string[]>;
  readonly buried: DeadLetter[];
  readonly fold: (companyId: string, fiscalYear?: number) => Promise<void>;
}

const COMPANY = '/companies/{companyId}';

/** `ledger.post-entry` as a sender writes it. */
export function entryMessage(id: string, companyId: string, payload: unknown) {
  return { id, type: postEntryMessage.type, companyId, payload };
}

function toRecord(body: unknown, index: number, received = 1): SQSRecord {
  const attributes = { ApproximateReceiveCount: String(received) };
  return { messageId: String(index), body: JSON.stringify(body), attributes } as unknown as SQSRecord;
}

export async function openLedgerBooks(table?: TestTable): Promise<LedgerBooks> {
  const api = await openLedgerApi(
    (ledger) => [
      ...entryBindings({ ledger, newId }),
      ...reportBindings(ledger),
      ...yearBindings(ledger, newId),
      ...reopeningBindings(ledger, newId),
    ],
    table,
  );
  const { call, ledger } = api;
  const buried: DeadLetter[] = [];
  const deps = {
    bury: async (letter: DeadLetter) => void buried.push(letter),
    log: () => {},
    measure: () => {},
    clock: () => new Date(NOW),
  };
  const postings = batchWorker(deps, {
    queue: 'postings',
    accepts: [postEntryMessage, postingRequested],
    handle: bookPostings(ledger),
    onGivenUp: postingGivenUp(ledger),
  });
  const events = batchWorker(deps, {
    queue: 'ledger-events',
    accepts: [blockCommitted],
    handle: foldBlocks(ledger),
  });
  async function deliverWorn(body: unknown) {
    const { batchItemFailures } = await postings({ Records: [toRecord(body, 0, MAX_ATTEMPTS + 1)] });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }
  const deliverTo = (worker: typeof postings) =>
    async function deliver(...bodies: readonly unknown[]) {
      const { batchItemFailures } = await worker({
        Records: bodies.map((body, index) => toRecord(body, index)),
      });
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    };

  async function fold(companyId: string, fiscalYear = 2026): Promise<void> {
    const company = await ledger.loadCompany(companyId);
    if (!company) throw new Error(`no company ${companyId}`);
    await ledger.fold(company, fiscalYear);
  }

  return {
    ...api,
    buried,
    fold,
    deliver: deliverTo(postings),
    deliverWorn,
    deliverEvents: deliverTo(events),
    get: (companyId, path, query) => {
      // Paths are given as they are asked for; the last part of two of them is a parameter of the route.
      const { route, params } = routeOf(path);
      return call('GET', `${COMPANY}${route}`, {
        params: { companyId, ...params },
        ...(query ? { query } : {}),
      });
    },
    book: (companyId, body, headers = {}) =>
      call('POST', `${COMPANY}/journal-entries`, { params: { companyId }, body, headers }),
    batch: (companyId, entries, headers = {}) =>
      call('POST', `${COMPANY}/journal-entries/batch`, { params: { companyId }, body: { entries }, headers }),
    reverse: (companyId, entryId, body) =>
      call('POST', `${COMPANY}/journal-entries/{entryId}/reversal`, {
        params: { companyId, entryId },
        ...(body === undefined ? {} : { body }),
      }),
  };
}

const ROUTES: readonly (readonly [RegExp, string, string])[] = [
  [/^\/journal-entries\/([^/]+)$/, '/journal-entries/{entryId}', 'entryId'],
  [/^\/posting-requests\/([^/]+)$/, '/posting-requests/{requestId}', 'requestId'],
  [/^\/accounts\/([^/]+)\/statement$/, '/accounts/{account}/statement', 'account'],
];

function routeOf(path: string): { route: string; params: Record<string, string> } {
  for (const [form, route, name] of ROUTES) {
    const value = form.exec(path)?.[1];
    if (value !== undefined) return { route, params: { [name]: value } };
  }
  return { route: path, params: {} };
}

/** The body of a regular entry of two lines. */
export function sale(date: string, amount: string, more: Record<string, unknown> = {}) {
  return {
    date,
    text: 'Sale',
    lines: [
      { account: '1200', debit: amount },
      { account: '8400', credit: amount },
    ],
    ...more,
  };
}

/** What verification says over HTTP. */
export async function verification(books: Pick<LedgerBooks, 'get'>, companyId: string) {
  return (await books.get(companyId, '/journal/verification')).body;
}
