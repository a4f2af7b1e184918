import * as z from 'zod';
import { DEMO_MEMBERS, DEMO_SETTINGS, DEMO_YEAR, MISTAKE } from './demo-books.ts';
import { demoJournal, demoPartners } from './demo-journal.ts';

/** The company that a first start creates. */
export const DEMO_COMPANY = 'demo';
const ADMIN = 'local-admin';
const ACCOUNTANT = 'demo-accountant';
const MISTAKEN_MONTH = Number(MISTAKE.date.slice(5, 7));

const BatchAnswer = z.object({ results: z.array(z.looseObject({ status: z.string() })) });
const FiscalYear = z.object({ closed: z.boolean() });
const OpenItems = z.object({
  items: z.array(z.object({ id: z.string(), account: z.string(), date: z.string(), open: z.string() })),
});
type OpenItem = z.output<typeof OpenItems>['items'][number];

type Send = (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) => Promise<unknown>;

/**
 * Creates the demo company through the HTTP API, like anybody else would: its members, a year of entries, the year's
 * end and the opening of the next. Repeatable: every step may have been done by a start that was cut short.
 * @throws Error when the API refuses a step
 */
export async function createDemoCompany({ api }: { api: string }): Promise<void> {
  const asAdmin = await sendAs(api, ADMIN);
  await asAdmin('PUT', '', DEMO_SETTINGS);
  for (const [principal, roles] of Object.entries(DEMO_MEMBERS)) {
    await asAdmin('PUT', `/members/${principal}`, { roles });
  }
  const asAccountant = await sendAs(api, ACCOUNTANT);
  for (const { account, name } of demoPartners()) await asAccountant('PUT', `/accounts/${account}`, { name });
  for (const [index, entries] of demoJournal().entries()) {
    assertBooked(await asAccountant('POST', '/journal-entries/batch', { entries }));
    if (index + 1 === MISTAKEN_MONTH) await reverseMistake(asAccountant);
  }
  for (const side of ['receivable', 'payable']) await settlePayments(asAccountant, side);
  await endYear(asAccountant);
}

async function reverseMistake(send: Send): Promise<void> {
  const id = `demo-${MISTAKE.number}`;
  const reversal = { id: `${id}-storno`, date: MISTAKE.reversedOn, text: 'Storno: doppelt gebucht' };
  await send('POST', `/journal-entries/${id}/reversal`, reversal);
}

/** Sets every payment off against the invoice of its amount, on the day of the payment. What is settled is not open any more. */
async function settlePayments(send: Send, side: string): Promise<void> {
  const asked = `/reports/open-items?side=${side}&asOf=${DEMO_YEAR}-12-31&limit=1000`;
  const byAccount = Map.groupBy(OpenItems.parse(await send('GET', asked)).items, ({ account }) => account);
  await Promise.all(
    [...byAccount.values()].map(async (items) => {
      for (const { date, pair } of pairsOf(items)) await send('POST', '/clearings', { date, items: pair });
    }),
  );
}

/** Items of one account with opposite amounts, the oldest first, each in one pair only. */
function pairsOf(items: readonly OpenItem[]): { date: string; pair: { item: string }[] }[] {
  const waiting: OpenItem[] = [];
  return items
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .flatMap((item) => {
      const at = waiting.findIndex(({ open }) => Number(open) === -Number(item.open));
      const [other] = at < 0 ? [] : waiting.splice(at, 1);
      if (!other) waiting.push(item);
      return other ? [{ date: item.date, pair: [{ item: other.id }, { item: item.id }] }] : [];
    });
}

/** Closing entries, the opening of the next year, and the year is closed. Each books only what is still missing. */
async function endYear(send: Send): Promise<void> {
  const year = `/fiscal-years/${DEMO_YEAR}`;
  await send('POST', `${year}/closing-entries`);
  await send('POST', `/fiscal-years/${DEMO_YEAR + 1}/opening-entries`);
  const { closed } = FiscalYear.parse(await send('GET', year));
  if (!closed) await send('POST', `${year}/closing`);
}

/** A batch is answered entry by entry; one that is refused means that these books are wrong. */
function assertBooked(answer: unknown): void {
  const refused = BatchAnswer.parse(answer).results.find(({ status }) => status === 'refused');
  if (refused) throw new Error(`The demo's books were refused: ${JSON.stringify(refused)}`);
}

/** Sends requests about the demo company as one principal. */
async function sendAs(api: string, clientId: string): Promise<Send> {
  const token = await fetchToken(api, clientId);
  return async (method, path, body) => {
    const url = `${api}/companies/${DEMO_COMPANY}${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response.json();
    throw new Error(`The demo company was refused (${path}): ${response.status} ${await response.text()}`);
  };
}

/** A token of the local issuer for any client id. */
async function fetchToken(api: string, clientId: string): Promise<string> {
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    scope: 'backoffice/read backoffice/write',
  };
  const response = await fetch(`${api}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  const body: unknown = await response.json();
  if (typeof body === 'object' && body !== null && 'access_token' in body) return String(body.access_token);
  throw new Error(`The local issuer gave no token: ${response.status}`);
}
