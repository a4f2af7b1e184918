import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { composeLedger } from '../../../functions/ledger/compose.ts';
import { blockEvents, postingRequestEvents } from '../../../functions/ledger/contract/messages.ts';
import { unmarshalItem } from '../../../shared/table/entity.ts';
import { dyingTable, Killed } from '../../support/dying-table.ts';
import { type Fault, faultyClient } from '../../support/faulty-client.ts';
import type { Answer } from '../../support/http-event.ts';
import { seededNumbers } from '../../support/journal-fixtures.ts';
import { balancesIn, balancesOf, type ModelEntry } from '../../support/journal-model.ts';
import {
  entryMessage,
  type LedgerBooks,
  openLedgerBooks,
  sale,
  verification,
} from '../../support/ledger-books.ts';
import { toModel } from '../../support/random-history.ts';
import { createTestTable, testDynamoDb } from '../../support/table.ts';
import { scanTable } from '../../support/table-image.ts';
import { times } from '../../support/thorough.ts';

const COMPANY = 'acme';
const FAULTS: readonly Fault[] = ['conflict', 'throttle', 'lost-request', 'lost-answer'];
const yearOf = (date: string) => Number(date.slice(0, 4));

/** Books whose every call may meet a fault, and the same books seen without any. */
async function openTroubledBooks(seed: number) {
  const table = await createTestTable();
  const random = seededNumbers(seed);
  const trouble = { on: false };
  const faulty = faultyClient(testDynamoDb(), {
    next: (_command, isWrite) => {
      if (!trouble.on || random(100) >= (isWrite ? 30 : 6)) return undefined;
      // Answers are lost most: it is what one must notice.
      return FAULTS[Math.min(random(FAULTS.length + 2), FAULTS.length - 1)];
    },
  });
  const books = await openLedgerBooks({ ...table, client: faulty.client });
  const calm = await openLedgerBooks(table);
  await books.createCompany(COMPANY);
  const { injected } = faulty;
  return { books, calm, trouble, injected, random };
}

/** Asks again, as a client does, for as long as the answer is that one may. */
async function untilAnswered(run: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const answer = await run();
    if (answer.status !== 503) return answer;
  }
  throw new Error('still no answer after 40 attempts');
}

async function deliverAll(books: LedgerBooks, messages: readonly unknown[]): Promise<void> {
  let open = messages;
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === 40) throw new Error('still undelivered after 40 attempts');
    const failed = await books.deliver(...open);
    open = failed.map((index) => open[Number(index)]);
  }
}

/** The journal as it stands holds exactly these entries, each once, and proves right. */
async function expectBooks(books: LedgerBooks, wanted: ReadonlyMap<string, ReturnType<typeof sale>>) {
  const { body } = await books.get(COMPANY, '/journal-entries', { limit: '1000' });
  const items: (ReturnType<typeof sale> & { id: string; number: number; reference?: string })[] = body.items;
  // What had no id of its own is told by its reference.
  expect(items.map(({ id, reference }) => reference ?? id).sort()).toEqual([...wanted.keys()].sort());
  for (const { id, reference, lines, date } of items) {
    expect({ date, lines }).toEqual({
      date: wanted.get(reference ?? id)?.date,
      lines: wanted.get(reference ?? id)?.lines,
    });
  }
  expect(items.map(({ number }) => number)).toEqual(items.map((_, index) => index + 1));
  const model: ModelEntry[] = items.map((item) => toModel(item, item, '01-01'));
  const balance = await books.get(COMPANY, '/reports/trial-balance', { asOf: '2026-03-15' });
  expect(balancesIn(balance.body.accounts)).toEqual(balancesOf(model, '2026-03-15', yearOf));
  expect(await verification(books, COMPANY)).toMatchObject({ ok: true, entries: wanted.size });
}

/** What was answered with 503 may have taken effect or not. */
async function settle(books: LedgerBooks, wanted: Map<string, unknown>, reference: string): Promise<void> {
  const { body } = await books.get(COMPANY, '/journal-entries', { text: reference });
  if (body.items.length === 0) wanted.delete(reference);
}

const someDay = (random: (below: number) => number) =>
  `2026-0${1 + random(6)}-${String(1 + random(28)).padStart(2, '0')}`;

test('conflicts, throttles and lost requests and answers leave the books as they are without', async () => {
  const seen = new Map<Fault, number>();
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const { books, calm, trouble, injected, random } = await openTroubledBooks(seed);
      const wanted = new Map<string, ReturnType<typeof sale>>();
      const doubtful = new Set<string>();
      const want = (name: string, entry: ReturnType<typeof sale>) => {
        wanted.set(name, entry);
        return entry;
      };
      const newSale = () => sale(someDay(random), `${1 + random(900)}.00`);
      trouble.on = true;
      for (let round = 0; round < 8; round += 1) {
        const named = want(`id-${round}`, newSale());
        const first = await untilAnswered(() => books.book(COMPANY, { ...named, id: `id-${round}` }));
        expect([200, 201, 202]).toContain(first.status);

        // Neither id nor key: it must not be asked for twice, so what was acknowledged is there once.
        for (const reference of [`plain-${round}`, `bare-${round}`, `once-${round}`]) {
          const { status } = await books.book(COMPANY, { ...want(reference, newSale()), reference });
          if (status === 503) doubtful.add(reference);
          else expect([201, 202]).toContain(status);
        }

        const keyed = { ...want(`key-${round}`, newSale()), reference: `key-${round}` };
        const headers = { 'idempotency-key': `key-${round}` };
        const second = await untilAnswered(() => books.book(COMPANY, keyed, headers));
        expect([201, 202]).toContain(second.status);

        const many = [0, 1, 2].map((at) => ({
          ...want(`batch-${round}-${at}`, newSale()),
          reference: `batch-${round}-${at}`,
        }));
        const key = { 'idempotency-key': `batch-${round}` };
        const third = await untilAnswered(() => books.batch(COMPANY, many, key));
        expect(third.body.results.map(({ status }: { status: string }) => status)).toEqual(
          Array(3).fill('posted'),
        );

        const messages = [0, 1].map((at) => {
          const id = `queue-${round}-${at}`;
          return entryMessage(id, COMPANY, want(id, newSale()));
        });
        await deliverAll(books, [...messages, messages[random(2)]]);
        if (round % 3 === 2) await books.fold(COMPANY).catch(() => 'the next fold goes on');
      }
      await deliverAll(books, await postingRequests(calm));
      trouble.on = false;
      expect(books.buried).toEqual([]);
      for (const reference of doubtful) await settle(calm, wanted, reference);
      await expectBooks(calm, wanted);
      await calm.fold(COMPANY);
      await expectBooks(calm, wanted);
      for (const [fault, count] of injected) seen.set(fault, (seen.get(fault) ?? 0) + count);
    }),
    { numRuns: times(1), endOnFailure: true },
  );
  for (const fault of FAULTS) expect(seen.get(fault), fault).toBeGreaterThan(2);
}, 180_000);

/** The events that the stream would have published of entries handed to the queue. */
async function postingRequests({ testTable }: LedgerBooks) {
  const { entity, publishes, toEvents } = postingRequestEvents;
  return (await scanTable(testTable))
    .map((item) => unmarshalItem(item))
    .filter((item) => item.entity === entity)
    .flatMap((item) => toEvents(item).map((event) => ({ ...event, type: publishes.type })));
}

/** The events of all blocks, in the order of the journal. */
async function blockMessages({ testTable }: LedgerBooks, company: string) {
  const { entity, publishes, toEvents } = blockEvents;
  return (await scanTable(testTable))
    .map((item) => unmarshalItem(item))
    .filter((item) => item.entity === entity && item.company === company)
    .sort((a, b) => Number(a.lastNumber) - Number(b.lastNumber))
    .flatMap((item) => toEvents(item).map((event) => ({ ...event, type: publishes.type })));
}

function shuffled<T>(items: readonly T[], random: (below: number) => number): T[] {
  return items
    .map((item) => [random(1_000_000), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

test('deliveries that come twice, late and in another order book every message once', async () => {
  const books = await openLedgerBooks();
  await books.createCompany(COMPANY);
  const random = seededNumbers(7);
  const wanted = new Map<string, ReturnType<typeof sale>>();
  const messages = Array.from({ length: 30 }, (_, index) => {
    const entry = sale(someDay(random), `${index + 1}.00`);
    wanted.set(`m-${index}`, entry);
    return entryMessage(`m-${index}`, COMPANY, entry);
  });
  const queued = await Promise.all(
    [1, 2, 3].map((number) => {
      const entry = sale('2026-05-05', `${number}.11`, { reference: `async-${number}` });
      wanted.set(`async-${number}`, entry);
      return books.book(COMPANY, entry, { prefer: 'respond-async' });
    }),
  );
  expect(queued.map(({ status }) => status)).toEqual([202, 202, 202]);
  const all = [...messages, ...(await postingRequests(books))];
  const deliveries = shuffled([...all, ...all, ...messages.slice(0, 10)], random);
  for (let at = 0; at < deliveries.length; at += 20) {
    // Two workers at once, the one with what the other has just got too.
    const open = deliveries.slice(at, at + 20);
    await Promise.all([deliverAll(books, open), deliverAll(books, open.toReversed())]);
  }
  expect(books.buried).toEqual([]);
  await expectBooks(books, wanted);
});

/** What the fold of a company left, as values, without what differs by company. */
async function foldOf({ testTable }: LedgerBooks, company: string) {
  return (await scanTable(testTable))
    .map((item) => unmarshalItem(item))
    .filter((item) => item.company === company && /account-period|statement-page/.test(String(item.entity)))
    .map(({ company: _company, pk, sk, ...item }) => ({ place: `${pk} ${sk}`.replace(company, ''), ...item }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
}

test('events of blocks that come twice, late and in another order fold to the same items', async () => {
  const books = await openLedgerBooks();
  const random = seededNumbers(11);
  const entries = Array.from({ length: 44 }, () => sale(someDay(random), `${1 + random(500)}.00`));
  for (const company of ['once', 'often']) {
    await books.createCompany(company);
    for (const [index, entry] of entries.entries()) {
      // Two large blocks among the single ones, so that pages become full.
      await (index % 22 === 21 ? books.batch(company, Array(70).fill(entry)) : books.book(company, entry));
      if (company === 'once' || index % 6 !== 5) continue;
      const events = shuffled(await blockMessages(books, company), random);
      const unknown = { ...events[0], payload: { fiscalYear: 2031, from: 1, to: 1 } };
      const failed = await Promise.all([
        books.deliverEvents(...events, ...events),
        books.deliverEvents(...events.toReversed(), unknown),
      ]);
      expect(failed.flat()).toEqual([]);
    }
    await books.fold(company);
    expect(await verification(books, company)).toMatchObject({ ok: true, entries: 42 + 140 });
  }
  expect(await foldOf(books, 'often')).toEqual(await foldOf(books, 'once'));
  expect(await foldOf(books, 'once')).not.toEqual([]);
});

/** The journal through a filter, page by page. */
async function listAll(books: LedgerBooks, filter: Record<string, string>): Promise<unknown[]> {
  const items: unknown[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...filter, ...(cursor === undefined ? {} : { cursor }) };
    const { body } = await books.get(COMPANY, '/journal-entries', query);
    items.push(...body.items);
    cursor = body.next;
  } while (cursor !== undefined);
  return items;
}

test('a fold killed before any of its writes leaves every balance and statement as it was', async () => {
  const books = await openLedgerBooks();
  await books.createCompany(COMPANY);
  const march = Array.from({ length: 140 }, () => sale('2026-03-10', '1.00'));
  const found = { documentNumber: 'RE-1' };
  await books.batch(COMPANY, [
    ...march,
    sale('2026-02-10', '2.00', found),
    sale('2026-04-10', '3.00', found),
  ]);
  const read = async () => {
    const query = { from: '2026-01-01', to: '2026-12-31' };
    const answers = await Promise.all([
      books.get(COMPANY, '/reports/trial-balance', { asOf: '2026-03-31' }),
      books.get(COMPANY, '/accounts/1200/statement', query),
      listAll(books, { documentNumber: 're-1' }),
    ]);
    expect(await verification(books, COMPANY)).toMatchObject({ ok: true, entries: 142 });
    return answers.map((answer) => ('body' in answer ? answer.body : answer));
  };
  const before = await read();
  let deaths = 0;
  for (let finished = false; !finished; ) {
    // Each life has one write more than the one before; what those did is repeated or found done.
    const mortal = dyingTable(books.table, deaths);
    const ledger = composeLedger(mortal, companiesReader(mortal));
    const company = await ledger.loadCompany(COMPANY);
    if (!company) throw new Error('no company');
    finished = await ledger.fold(company, 2026).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        return false;
      },
    );
    deaths += 1;
    if (deaths > 12) throw new Error('the fold gets nowhere');
    expect(await read()).toEqual(before);
  }
  expect(deaths).toBeGreaterThan(3);
});

test('sixteen writers at once: every entry is booked exactly once, without a gap', async () => {
  const books = await openLedgerBooks();
  await books.createCompany(COMPANY);
  const wanted = new Map<string, ReturnType<typeof sale>>();
  async function write(writer: number): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      const name = `w-${writer}-${round}`;
      const entry = sale(`2026-03-${10 + writer}`, `${writer + 1}.${10 + round}`);
      wanted.set(name, entry);
      const mark = round % 2 === 0 ? { id: name } : { reference: name };
      const { status, headers } = await books.book(COMPANY, { ...entry, ...mark });
      expect([201, 202]).toContain(status);
      if (status === 202) expect(headers.location).toContain('/posting-requests/pst_');
    }
  }
  await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
  await deliverAll(books, await postingRequests(books));
  await expectBooks(books, wanted);
}, 180_000);
