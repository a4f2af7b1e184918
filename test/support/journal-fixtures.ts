/** Files of any size for tests and benches: made on the fly, the same for the same seed, never real data. */

/** Small repeatable random numbers in 0..below-1 (mulberry32). */
export function seededNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Revenue accounts of SKR03; the customer's and the tax account stand beside them. */
const REVENUE_ACCOUNTS = [
  '8400', '8300', '8100', '8110', '8120', '8125', '8130', '8135', '8150', '8190', '8192', '8200', '8290', '8310', '8315',
  '8320', '8336', '8337', '8338', '8340', '8510', '8519', '8520', '8540', '8590', '8605', '8611', '8650', '8700', '8710',
  '8720', '8725', '8726', '8727', '8730', '8731', '8735', '8736', '8750', '8760', '8770', '8780', '8790',
]; // biome-ignore format: a list

export interface JournalCsvFixture {
  readonly entries: number;
  /** How many different accounts occur in all, 3 to 45: customer and tax accounts included. 1: every line on that one. */
  readonly accounts: number;
  readonly seed: number;
  /** Every entry has a customer's account of its own: at most 60,000 of them where accounts have four digits. */
  readonly ownCustomers?: boolean;
  /** Digits of general ledger accounts, 4 unless said; customers have one more, from 10000 (100000, ...) upward. */
  readonly accountLength?: number;
  readonly year?: number;
}

const ENTRIES_A_PIECE = 3_000;

function german(cents: number): string {
  return `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}

/**
 * A journal CSV in long form, three lines an entry (customer, revenue, 19 % tax), German numbers and dates in the
 * order of the calendar, in pieces of some 100 KB. Every entry is balanced and has a document number of its own.
 */
export function* journalCsv(fixture: JournalCsvFixture): Generator<string, void, void> {
  const random = seededNumbers(fixture.seed);
  const isHot = fixture.accounts === 1;
  const revenues = isHot ? ['1400'] : REVENUE_ACCOUNTS.slice(0, fixture.accounts - 2);
  const { year = 2026, accountLength = 4 } = fixture;
  const account = (chartNumber: string | undefined) => (chartNumber ?? '').padEnd(accountLength, '0');
  const customers = 10 ** accountLength;
  if (fixture.ownCustomers && fixture.entries > 6 * customers) {
    throw new RangeError(`${accountLength} digits have numbers for ${6 * customers} customers only`);
  }
  let piece = 'entry;date;documentNumber;text;account;debit;credit\r\n';
  for (let number = 1; number <= fixture.entries; number += 1) {
    const day = Math.trunc(((number - 1) * 336) / fixture.entries); // 12 months of 28 days
    const month = String(Math.trunc(day / 28) + 1).padStart(2, '0');
    const date = `${String((day % 28) + 1).padStart(2, '0')}.${month}.${year}`;
    const net = 100 + random(500_000);
    const tax = Math.round(net * 0.19);
    const head = `${number};${date};RE-${number};Rechnung ${number}`;
    const customer = fixture.ownCustomers ? String(customers + number - 1) : account('1400');
    piece += `${head};${customer};${german(net + tax)};\r\n`;
    const revenue = account(revenues[random(revenues.length)]);
    piece += `${head};${revenue};;${german(net)}\r\n${head};${account(isHot ? '1400' : '1776')};;${german(tax)}\r\n`;
    if (number % ENTRIES_A_PIECE === 0) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** Text as the bytes of an upload that arrives in chunks of this size. */
export async function* utf8Chunks(
  pieces: Iterable<string>,
  chunkBytes = 65_536,
): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  for (const piece of pieces) {
    const bytes = encoder.encode(piece);
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
}
