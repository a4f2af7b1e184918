import { currencyDecimals } from '../../../../shared/kernel/currency.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import type { AccountCategory } from '../charts/chart-account.ts';
import type { EntryLine, PostedEntry } from '../entry.ts';
import { hledgerAccount, hledgerCode, hledgerComment, hledgerDescription } from './hledger-text.ts';

/** Text is handed out in pieces of about this many characters. */
const PIECE_CHARACTERS = 65_536;

/** hledger's account types, so that its balance sheet and income statement find their accounts. */
const TYPES: Readonly<Record<AccountCategory, string>> = {
  asset: 'A',
  liability: 'L',
  equity: 'E',
  income: 'R',
  expense: 'X',
};

export interface HledgerAccount {
  readonly number: string;
  readonly name: string;
  readonly category?: AccountCategory | undefined;
}

export interface HledgerOptions {
  readonly companyName: string;
  readonly currency: string;
  /** Accounts to declare at the beginning, in this order. */
  readonly accounts: Iterable<HledgerAccount>;
  /** What is known of others (customers, vendors): declared where they are first posted to. */
  readonly find: (number: string) => HledgerAccount | undefined;
}

type Tags = Readonly<Record<string, string | number | undefined>>;

/** `number:17, id:ent_1`; tags without a value are left out. */
function writeTags(tags: Tags): string {
  return Object.entries(tags)
    .map(([name, value]) => [name, hledgerComment(String(value ?? ''))] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}:${value}`)
    .join(', ');
}

function writePreamble({ companyName, currency, accounts }: HledgerOptions): string {
  const sample = `1000.${'0'.repeat(currencyDecimals(currency))} ${currency}`;
  const lines = [`; Journal of ${hledgerComment(companyName)}`, 'decimal-mark .', `commodity ${sample}`, ''];
  for (const account of accounts) lines.push(writeDeclaration(account));
  return `${lines.join('\n')}\n`;
}

function nameOf({ number, name }: HledgerAccount): string {
  return hledgerAccount(number, name === number ? undefined : name);
}

/** Every account posted to is declared, so that `hledger check --strict` finds the ones that are mistakes. */
function writeDeclaration(account: HledgerAccount): string {
  const { category } = account;
  return `account ${nameOf(account)}${category === undefined ? '' : `  ; type:${TYPES[category]}`}`;
}

function writePosting(line: EntryLine, currency: string, account: string): string {
  const amount = formatMinor((line.debitMinor ?? 0n) - (line.creditMinor ?? 0n), currency);
  const { foreign } = line;
  const tags = writeTags({
    taxcode: line.taxCode,
    taxbase: line.taxBaseMinor === undefined ? undefined : formatMinor(line.taxBaseMinor, currency),
    costcentre: line.costCentre,
    costcentre2: line.costCentre2,
    partner: line.partner,
    duedate: line.dueDate,
    foreign: foreign && `${formatMinor(foreign.amountMinor, foreign.currency)} ${foreign.currency}`,
    rate: foreign?.rate,
  });
  const comment = [hledgerComment(line.text ?? ''), tags].filter((part) => part !== '').join(', ');
  return `    ${account}  ${amount} ${currency}${comment && `  ; ${comment}`}\n`;
}

function writeTransaction(
  entry: PostedEntry,
  currency: string,
  accountOf: (number: string) => string,
): string {
  const code = hledgerCode(entry.documentNumber ?? '');
  const head = [entry.date, '*', code && `(${code})`, hledgerDescription(entry.text)].filter(
    (part) => part !== '',
  );
  const tags = writeTags({
    year: entry.fiscalYear,
    number: entry.number,
    id: entry.id,
    kind: entry.kind === 'regular' ? undefined : entry.kind,
    servicedate: entry.serviceDate,
    taxdate: entry.taxDate,
    reference: entry.reference,
    reverses: entry.reverses,
  });
  const postings = entry.lines.map((line) => writePosting(line, currency, accountOf(line.account)));
  return `\n${head.join(' ')}\n    ; ${tags}\n${postings.join('')}`;
}

/**
 * Writes a journal in hledger's journal format: accounts declared, each entry a transaction with document number
 * as code, debit positive, credit negative. Tags tell what the format has no place for: `year`, `number`, `id`,
 * `kind` (opening, closing; docs/formats/hledger.md tells what to leave out), `servicedate`, `taxdate`, `reference`, `reverses`; on
 * postings `taxcode`, `taxbase`, `costcentre`, `partner`, `duedate`, `foreign`, `rate`. The same entries always give the same text.
 */
export async function* writeHledger(
  options: HledgerOptions,
  entries: AsyncIterable<PostedEntry> | Iterable<PostedEntry>,
): AsyncGenerator<string, void, void> {
  const accounts = [...options.accounts];
  const names = new Map(accounts.map((account) => [account.number, nameOf(account)]));
  let piece = writePreamble({ ...options, accounts });
  const declare = (number: string) => {
    if (names.has(number)) return;
    const account = options.find(number) ?? { number, name: number };
    names.set(number, nameOf(account));
    piece += `\n${writeDeclaration(account)}\n`;
  };
  for await (const entry of entries) {
    for (const { account } of entry.lines) declare(account);
    piece += writeTransaction(entry, options.currency, (number) => names.get(number) ?? number);
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}
