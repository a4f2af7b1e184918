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
  /** Accounts to declare, in this order; a posting on another account is written with its number alone. */
  readonly accounts: Iterable<HledgerAccount>;
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
  for (const { number, name, category } of accounts) {
    const type = category === undefined ? '' : `  ; type:${TYPES[category]}`;
    lines.push(`account ${hledgerAccount(number, name)}${type}`);
  }
  return `${lines.join('\n')}\n`;
}

function writePosting(line: EntryLine, currency: string, account: string): string {
  const amount = formatMinor((line.debitMinor ?? 0n) - (line.creditMinor ?? 0n), currency);
  const { foreign } = line;
  const tags = writeTags({
    taxcode: line.taxCode,
    costcentre: line.costCentre,
    costcentre2: line.costCentre2,
    partner: line.partner,
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
    reference: entry.reference,
    reverses: entry.reverses,
  });
  const postings = entry.lines.map((line) => writePosting(line, currency, accountOf(line.account)));
  return `\n${head.join(' ')}\n    ; ${tags}\n${postings.join('')}`;
}

/**
 * Writes a journal in hledger's journal format: accounts declared, each entry a transaction with document number
 * as code, debit positive, credit negative. Tags tell what the format has no place for: `year`, `number`, `id`,
 * `kind` (opening, closing; leave them out with `not:tag:kind`), `servicedate`, `reference`, `reverses`; on postings
 * `taxcode`, `costcentre`, `partner`, `foreign`, `rate`. The same entries always give the same text.
 */
export async function* writeHledger(
  options: HledgerOptions,
  entries: AsyncIterable<PostedEntry> | Iterable<PostedEntry>,
): AsyncGenerator<string, void, void> {
  const accounts = [...options.accounts];
  const names = new Map(accounts.map(({ number, name }) => [number, hledgerAccount(number, name)]));
  const accountOf = (number: string) => names.get(number) ?? hledgerAccount(number, undefined);
  let piece = writePreamble({ ...options, accounts });
  for await (const entry of entries) {
    piece += writeTransaction(entry, options.currency, accountOf);
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}
