import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { composeLedger } from '../../../functions/ledger/compose.ts';
import { fiscalYearOf, monthPeriodOf } from '../../../functions/ledger/domain/fiscal-year.ts';
import { dyingTable, Killed } from '../../support/dying-table.ts';
import { balancesIn, balancesOf, type ModelEntry, toMinor } from '../../support/journal-model.ts';
import { entryMessage, type LedgerBooks, openLedgerBooks, verification } from '../../support/ledger-books.ts';
import { anyStep, bodyOf, dateOf, type Step, toModel, type Wish } from '../../support/random-history.ts';
import { imageOf } from '../../support/table-image.ts';
import { times } from '../../support/thorough.ts';

const COMPANY = 'acme';
const RUNS = times(2);
const MAX_STEPS = 14;
const AS_OF = ['2025-03-31', '2025-12-31', '2026-01-20', '2026-06-30', '2026-12-31'];

type Body = ReturnType<typeof bodyOf>;

/** What the books must be, and what must come of each step, decided without the ledger. */
function historyOf(books: LedgerBooks, start: string) {
  const entries: ModelEntry[] = [];
  const bodies = new Map<string, Body>();
  const reversed = new Set<string>();
  const reversals = new Set<string>();
  const closed = new Map<number, number>();
  let [made, steps] = [0, 0];
  const yearOf = (date: string) => fiscalYearOf(date, start);

  /** Runs what must be refused and shows that not a byte of the table has changed. */
  async function refused<T>(run: () => Promise<T>): Promise<T> {
    const before = await imageOf(books.testTable);
    const result = await run();
    expect(await imageOf(books.testTable)).toEqual(before);
    return result;
  }

  const isClosed = (date: string) => (closed.get(yearOf(date)) ?? 0) >= monthPeriodOf(date, start);
  const mustRefuse = ({ flaw, day }: Wish) => flaw !== undefined || isClosed(dateOf(day));
  const nextNumber = (fiscalYear: number) =>
    entries.filter((entry) => entry.fiscalYear === fiscalYear).length + 1;

  /** An answer tells of the next number of its year: none left out, none given twice. */
  function keep(body: Body, answer: { id: string; number: number }): void {
    const entry = toModel(body, answer, start);
    expect(answer.number).toBe(nextNumber(entry.fiscalYear));
    entries.push(entry);
    if ('id' in body) bodies.set(answer.id, body);
  }

  function newBody(wish: Wish): Body {
    made += 1;
    return bodyOf(wish, wish.named ? `id-${made}` : undefined);
  }

  async function book({ entry: wish, key }: Extract<Step, { do: 'book' }>): Promise<void> {
    const body = newBody(wish);
    const headers: Record<string, string> = key ? { 'idempotency-key': `key-${made}` } : {};
    if (mustRefuse(wish)) {
      const { status } = await refused(() => books.book(COMPANY, body, headers));
      expect(status).toBe(422);
      return;
    }
    const answer = await books.book(COMPANY, body, headers);
    expect(answer).toMatchObject({ status: 201 });
    keep(body, answer.body);
    if (!key) return;
    const again = await refused(() => books.book(COMPANY, body, headers));
    expect(again).toMatchObject({ status: 201, body: answer.body, headers: { 'idempotency-hit': 'true' } });
  }

  async function batch({ entries: wishes }: Extract<Step, { do: 'batch' }>): Promise<void> {
    const sent = wishes.map(newBody);
    const run = () => books.batch(COMPANY, sent);
    const { body } = wishes.every(mustRefuse) ? await refused(run) : await run();
    expect(body.results).toHaveLength(sent.length);
    // Numbers are given year by year, within a year in the order of the batch.
    for (const [at, wish] of wishes.entries()) {
      const result = body.results[at];
      expect(result.status, JSON.stringify(result)).toBe(mustRefuse(wish) ? 'refused' : 'posted');
      if (result.status === 'posted') keep(sent[at] as Body, result);
    }
  }

  /** Messages come twice, the second time in another order; ids make them entries once. */
  async function queue({ entries: wishes }: Extract<Step, { do: 'queue' }>): Promise<void> {
    const good = wishes.filter((wish) => !mustRefuse(wish));
    const sent = good.map((wish) => newBody({ ...wish, named: true }));
    const messages = sent.map((body, at) => entryMessage(`m-${made}-${at}`, COMPANY, body));
    if (messages.length === 0) return;
    expect(await books.deliver(...messages)).toEqual([]);
    for (const body of sent) {
      const { id = '' } = body as { id?: string };
      keep(body, (await books.get(COMPANY, `/journal-entries/${id}`)).body);
    }
    expect(await refused(() => books.deliver(...messages.toReversed()))).toEqual([]);
  }

  async function repeat({ which, otherAmount }: Extract<Step, { do: 'repeat' }>): Promise<void> {
    const [id, body] = [...bodies][which % Math.max(1, bodies.size)] ?? [];
    if (id === undefined || body === undefined) return;
    const changed = otherAmount ? { ...body, text: `${body.text}!` } : body;
    const answer = await refused(() => books.book(COMPANY, changed));
    expect(answer.status).toBe(otherAmount ? 409 : 200);
    if (!otherAmount) expect(answer.headers['idempotency-hit']).toBe('true');
  }

  async function reverse({ which, general }: Extract<Step, { do: 'reverse' }>): Promise<void> {
    const entry = entries[which % Math.max(1, entries.length)];
    if (!entry) return;
    const method = general ? 'general-reversal' : 'storno';
    const run = () => books.reverse(COMPANY, entry.id, { method });
    const isSecond = reversed.has(entry.id);
    if (isSecond || reversals.has(entry.id) || isClosed(entry.date)) {
      const { status } = await refused(run);
      expect(status).toBe(reversals.has(entry.id) ? 422 : isSecond ? 409 : 422);
      return;
    }
    const { status, body } = await run();
    expect(status).toBe(201);
    keep(body, body);
    bodies.delete(body.id);
    const amounts = (lines: ModelEntry['lines']) => lines.map(([account, amount]) => [account, amount]);
    expect(amounts(entries.at(-1)?.lines ?? [])).toEqual(
      entry.lines.map(([account, amount]) => [account, -amount]),
    );
    reversed.add(entry.id);
    reversals.add(body.id);
  }

  const years = '/companies/{companyId}/fiscal-years/{fiscalYear}/periods/{period}';
  async function close(): Promise<void> {
    const fiscalYear = entries[0]?.fiscalYear;
    if (fiscalYear === undefined) return;
    const period = (closed.get(fiscalYear) ?? 0) + 1;
    if (period > 12) return;
    const params = { companyId: COMPANY, fiscalYear: String(fiscalYear), period: String(period) };
    expect((await books.call('POST', `${years}/closing`, { params })).status).toBe(200);
    closed.set(fiscalYear, period);
  }

  async function reopen(): Promise<void> {
    const [fiscalYear, period] = [...closed].find(([, last]) => last > 0) ?? [];
    if (fiscalYear === undefined || period === undefined) return;
    const params = { companyId: COMPANY, fiscalYear: String(fiscalYear), period: String(period) };
    const asked = await books.call('POST', `${years}/reopenings`, { params, body: { reason: 'late' } });
    const decided = await books.call('POST', '/companies/{companyId}/reopenings/{reopeningId}/approval', {
      params: { companyId: COMPANY, reopeningId: asked.body.id },
      body: { decision: 'approved' },
      principal: 'bert',
    });
    expect(decided.status).toBe(200);
    closed.set(fiscalYear, period - 1);
  }

  /** Killed on the way, a fold leaves some accounts ahead of the others. */
  async function fold({ which, dies }: Extract<Step, { do: 'fold' }>): Promise<void> {
    const year = entries[which % Math.max(1, entries.length)]?.fiscalYear;
    if (year === undefined) return;
    const mortal = dyingTable(books.table, dies ?? Number.POSITIVE_INFINITY);
    const ledger = composeLedger(mortal, companiesReader(mortal));
    const company = await ledger.loadCompany(COMPANY);
    if (!company) throw new Error('no company');
    await ledger.fold(company, year).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
  }

  async function check(days: readonly string[]): Promise<void> {
    for (const asOf of days) {
      const { body } = await books.get(COMPANY, '/reports/trial-balance', { asOf });
      const sum = body.accounts.reduce(
        (total: bigint, { balance }: { balance: string }) => total + toMinor(balance),
        0n,
      );
      expect(sum).toBe(0n);
      expect(body.totals.debit).toBe(body.totals.credit);
      expect(body.journalNumber).toBe(nextNumber(yearOf(asOf)) - 1);
      expect(balancesIn(body.accounts)).toEqual(balancesOf(entries, asOf, yearOf));
    }
  }

  /** The journal holds what was acknowledged, in the order of numbers, and nothing else. */
  async function checkAll(): Promise<void> {
    await check(AS_OF);
    const { body } = await books.get(COMPANY, '/journal-entries', { limit: '1000' });
    const standing = body.items.map((item: Body & { id: string; number: number }) =>
      toModel(item, item, start),
    );
    const wanted = entries.toSorted((a, b) => a.fiscalYear - b.fiscalYear || a.number - b.number);
    expect(standing).toEqual(wanted);
    const report = await verification(books, COMPANY);
    expect(report).toMatchObject({ ok: true, entries: entries.length });
  }

  async function run(step: Step): Promise<void> {
    if (step.do === 'book') await book(step);
    else if (step.do === 'batch') await batch(step);
    else if (step.do === 'queue') await queue(step);
    else if (step.do === 'repeat') await repeat(step);
    else if (step.do === 'reverse') await reverse(step);
    else if (step.do === 'close') await close();
    else if (step.do === 'reopen') await reopen();
    else await fold(step);
    steps += 1;
    // All of them where something was folded; else in turns, to save time.
    await check(step.do === 'fold' ? AS_OF : [AS_OF[steps % AS_OF.length] ?? '']);
  }
  return { run, checkAll };
}

test('random histories: balances sum to zero, are those of the entries, and a refusal changes nothing', async () => {
  const history = fc.array(anyStep, { minLength: 6, maxLength: MAX_STEPS, size: 'max' });
  await fc.assert(
    fc.asyncProperty(history, fc.constantFrom('01-01', '07-01'), async (steps, fiscalYearStart) => {
      const books = await openLedgerBooks();
      await books.createCompany(COMPANY, { fiscalYearStart });
      const { run, checkAll } = historyOf(books, fiscalYearStart);
      for (const step of steps) await run(step);
      await checkAll();
      await books.fold(COMPANY, 2025);
      await books.fold(COMPANY, 2026);
      await checkAll();
      books.testTable.client.destroy();
    }),
    // A shorter history that fails as well is worth less than the time it takes; the seed is printed.
    { numRuns: RUNS, endOnFailure: true },
  );
}, 180_000);
