import { addDays, calendarDate, monthOf } from '../../shared/kernel/calendar-date.ts';
import { formatMinor, parseMinor } from '../../shared/kernel/money.ts';
import { BOOKINGS, DEMO_YEAR, MISTAKE, OPENING, SEASON, TRADES } from './demo-books.ts';

export interface DemoLine {
  readonly account: string;
  readonly debit?: string;
  readonly credit?: string;
  readonly taxCode?: string;
}

/** An entry as `POST /companies/{companyId}/journal-entries` takes it. */
export interface DemoEntry {
  readonly id: string;
  readonly kind?: 'opening';
  readonly date: string;
  readonly documentNumber: string;
  readonly text: string;
  readonly lines: readonly DemoLine[];
}

const CURRENCY = 'EUR';
const BANK = '1800';
const MONTHS = SEASON.map((_, index) => index + 1);
const LAST_DAY = `${DEMO_YEAR}-12-31`;

/** Tax accounts of the year and the tag of the lines that fill them; all of them are empty at its end. */
const TAX_CODES: Readonly<Record<string, string>> = {
  1401: 'input-7',
  1406: 'input-19',
  1404: 'acquisition-19',
  3801: 'output-7',
  3806: 'output-19',
  3804: 'acquisition-19',
};

function readTable(table: string): string[][] {
  const rows = table.split('\n').filter((row) => row !== '' && !row.startsWith('#'));
  return rows.map((row) => row.split('|').map((cell) => cell.trim()));
}

/** `6310 2400.00 + 1406 456.00` as lines of one side. */
function readSide(text: string, side: 'debit' | 'credit'): DemoLine[] {
  return text.split(' + ').map((part) => {
    const [account = '', amount = ''] = part.split(' ');
    const taxCode = TAX_CODES[account];
    return { account, [side]: amount, ...(taxCode !== undefined && { taxCode }) };
  });
}

const monthsOf = (text: string) => (text === '' ? MONTHS : text.split(',').map(Number));
const twoDigits = (month: number) => String(month).padStart(2, '0');
const euros = (amountMinor: bigint) => formatMinor(amountMinor, CURRENCY);

function entry(number: string, date: string, text: string, debit: string, credit: string): DemoEntry {
  const lines = [...readSide(debit, 'debit'), ...readSide(credit, 'credit')];
  return { id: `demo-${number}`, date, documentNumber: number, text, lines };
}

function openingEntries(): DemoEntry[] {
  return readTable(OPENING).map(([number = '', text = '', debit = '', credit = '']) => ({
    ...entry(number, `${DEMO_YEAR}-01-01`, text, debit, credit),
    kind: 'opening',
  }));
}

function writtenBookings(): DemoEntry[] {
  return readTable(BOOKINGS).flatMap(
    ([number = '', day = '', months = '', text = '', debit = '', credit = '']) =>
      monthsOf(months).map((month) => {
        const date = calendarDate(DEMO_YEAR, month, Number(day));
        const recurs = months === '' || months.includes(',');
        return entry(recurs ? `${number}-${twoDigits(month)}` : number, date, text, debit, credit);
      }),
  );
}

/** Customers and vendors with the names that their accounts are given. */
export function demoPartners(): { account: string; name: string }[] {
  return readTable(TRADES).map(([account = '', name = '']) => ({ account, name }));
}

/** Net amount of a month in whole euros: the season's share, a little up or down, the same at every start. */
function netMinor(average: number, account: string, month: number): bigint {
  const share = SEASON[month - 1] ?? 100;
  const wobble = (((Number(account) * 7 + month * 13) % 11) - 5) * 20;
  return BigInt(Math.round((average * share) / 100) + wobble) * 100n;
}

/** Lines of an invoice with the VAT of its rate: 7 and 19 percent, or `E` for an acquisition from another state. */
function invoiceSides(
  account: string,
  vat: string,
  net: bigint,
): { debit: string; credit: string; gross: bigint } {
  if (vat === 'E') {
    const tax = (net * 19n) / 100n;
    const debit = `5425 ${euros(net)} + 1404 ${euros(tax)}`;
    return { debit, credit: `${account} ${euros(net)} + 3804 ${euros(tax)}`, gross: net };
  }
  const tax = (net * BigInt(vat)) / 100n;
  const gross = net + tax;
  const [sales, output, goods, input] = vat === '7' ? [4300, 3801, 5300, 1401] : [4400, 3806, 5400, 1406];
  return account.startsWith('1')
    ? {
        debit: `${account} ${euros(gross)}`,
        credit: `${sales} ${euros(net)} + ${output} ${euros(tax)}`,
        gross,
      }
    : {
        debit: `${goods} ${euros(net)} + ${input} ${euros(tax)}`,
        credit: `${account} ${euros(gross)}`,
        gross,
      };
}

/** Invoices with customers and vendors, and their payments as far as they fall into the year. */
function tradeEntries(): DemoEntry[] {
  return readTable(TRADES).flatMap(
    ([
      account = '',
      name = '',
      what = '',
      average = '',
      vat = '',
      day = '',
      paidAfterDays = '',
      months = '',
    ]) =>
      monthsOf(months).flatMap((month) => {
        const isSale = account.startsWith('1');
        const number = `${isSale ? 'RE' : 'ER'}-25${twoDigits(month)}${account.slice(-2)}`;
        const date = calendarDate(DEMO_YEAR, month, Number(day));
        const net = netMinor(Number(average), account, month);
        const { debit, credit, gross } = invoiceSides(account, vat, net);
        const invoice = entry(number, date, `${what}, ${name}`, debit, credit);
        const paidOn = addDays(date, Number(paidAfterDays));
        if (paidOn > LAST_DAY) return [invoice];
        const [to, from] = isSale ? [BANK, account] : [account, BANK];
        const paid = `Zahlung ${number}, ${name}`;
        const payment = entry(number, paidOn, paid, `${to} ${euros(gross)}`, `${from} ${euros(gross)}`);
        return [invoice, { ...payment, id: `demo-${number}-paid` }];
      }),
  );
}

/** What tax accounts hold after some entries, debit positive, in cents. */
function taxBalances(entries: readonly DemoEntry[]): Map<string, bigint> {
  const balances = new Map(Object.keys(TAX_CODES).map((account) => [account, 0n]));
  for (const { account, debit, credit } of entries.flatMap(({ lines }) => lines)) {
    const before = balances.get(account);
    if (before !== undefined) balances.set(account, before + minor(debit) - minor(credit));
  }
  return balances;
}

function minor(amount = '0'): bigint {
  const parsed = parseMinor(amount, CURRENCY);
  if (typeof parsed === 'string') throw new TypeError(`${amount} in the demo's books: ${parsed}`);
  return parsed;
}

const sum = (amounts: Iterable<bigint>) => [...amounts].reduce((total, amount) => total + amount, 0n);

/** VAT of January to November, paid on the tenth of the month after; what the year still owes stays on 3840. */
function vatEntries(entries: readonly DemoEntry[]): DemoEntry[] {
  const owed = MONTHS.map(
    (month) => -sum(taxBalances(entries.filter(({ date }) => monthOf(date) === month)).values()),
  );
  const payments = owed.slice(0, -1).map((amount, index) => {
    const date = calendarDate(DEMO_YEAR, index + 2, 10);
    const name = `Umsatzsteuer ${twoDigits(index + 1)}/${DEMO_YEAR}`;
    const number = `US-${twoDigits(index + 1)}`;
    if (amount < 0n) return entry(number, date, name, `${BANK} ${euros(-amount)}`, `3820 ${euros(-amount)}`);
    return entry(number, date, name, `3820 ${euros(amount)}`, `${BANK} ${euros(amount)}`);
  });
  const balances = [...taxBalances(entries)].filter(([, balance]) => balance !== 0n);
  const emptied = (side: 1n | -1n) =>
    balances.flatMap(([account, balance]) =>
      balance * side > 0n ? [`${account} ${euros(balance * side)}`] : [],
    );
  const paid = `3820 ${euros(sum(owed.slice(0, -1)))}`;
  const left = `3840 ${euros(owed.at(-1) ?? 0n)}`;
  const credit = [...emptied(1n), paid, left].join(' + ');
  return [
    ...payments,
    entry('US-25', LAST_DAY, `Umsatzsteuer ${DEMO_YEAR}: Verrechnung`, emptied(-1n).join(' + '), credit),
  ];
}

/** The mistake: an invoice entered a second time. */
export function mistakenEntry(entries: readonly DemoEntry[]): DemoEntry {
  const original = entries.find(({ documentNumber }) => documentNumber === MISTAKE.copyOf);
  if (!original) throw new Error(`The demo's books have no ${MISTAKE.copyOf}.`);
  return { ...original, id: `demo-${MISTAKE.number}`, date: MISTAKE.date };
}

/**
 * All entries of the demo year, month by month in the order of their dates. Pure: every start makes the same ones, with
 * the same ids, so that a start that was cut short is completed.
 */
export function demoJournal(): DemoEntry[][] {
  const booked = [...writtenBookings(), ...tradeEntries()];
  const all = [...booked, mistakenEntry(booked), ...vatEntries(booked)];
  all.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
  const [january = [], ...others] = MONTHS.map((month) => all.filter(({ date }) => monthOf(date) === month));
  return [[...openingEntries(), ...january], ...others];
}
