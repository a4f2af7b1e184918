import { csvRow } from '../../../shared/kernel/csv-row.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { PostedEntry } from '../../ledger/rules.ts';

/** Debit minus credit at the beginning, turnover, debit minus credit at the end; minor units. */
export interface YearBalance {
  openingMinor: bigint;
  debitMinor: bigint;
  creditMinor: bigint;
}

/** What is known of an account: its name and the place of §266 or §275 HGB where it is shown. */
export interface NamedAccount {
  readonly name: string;
  readonly position: string;
}

/** Adds a year up by account. Closing entries are left out: they would show every income account as empty. */
export function addToYear(balances: Map<string, YearBalance>, entry: PostedEntry): void {
  if (entry.kind === 'closing') return;
  for (const { account, debitMinor = 0n, creditMinor = 0n } of entry.lines) {
    const balance = balances.get(account) ?? { openingMinor: 0n, debitMinor: 0n, creditMinor: 0n };
    balances.set(account, balance);
    if (entry.kind === 'opening') {
      balance.openingMinor += debitMinor - creditMinor;
    } else {
      balance.debitMinor += debitMinor;
      balance.creditMinor += creditMinor;
    }
  }
}

const COLUMNS = ['Konto', 'Bezeichnung', 'Position', 'Anfangsbestand', 'Soll', 'Haben', 'Endbestand'];

/** Account balances of a year as CSV, decimal comma, balances debit positive; accounts in the order of their numbers. */
export function* eBalanceCsv(
  balances: ReadonlyMap<string, YearBalance>,
  nameOf: (account: string) => NamedAccount,
  currency: string,
): Generator<string, void, undefined> {
  yield `\uFEFF${csvRow(COLUMNS)}`;
  for (const [account, { openingMinor, debitMinor, creditMinor }] of [...balances].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const amounts = [openingMinor, debitMinor, creditMinor, openingMinor + debitMinor - creditMinor];
    const { name, position } = nameOf(account);
    yield csvRow([
      account,
      name,
      position,
      ...amounts.map((amount) => formatMinor(amount, currency).replace('.', ',')),
    ]);
  }
}
