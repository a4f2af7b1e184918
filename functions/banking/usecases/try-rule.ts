import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { toRuled } from '../domain/matching/decide-transaction.ts';
import { type RuleConditions, ruleMatches } from '../domain/rules/bank-rule.ts';
import { transactionId } from '../domain/transaction-id.ts';
import type { BankingReader } from '../reader.ts';
import type { BankTransactionRow } from '../table.ts';

export interface TryRuleDeps {
  readonly reader: Pick<BankingReader, 'listAccounts' | 'transactionsOf'>;
  readonly books: { readonly reader: Pick<Books['reader'], 'findEntry'> };
}

export interface RuleTrial {
  readonly conditions: RuleConditions;
  readonly account?: string | undefined;
  readonly from: string;
  readonly to: string;
}

const PAGE = 500;

/** What a rule would have met among past transactions, and how that was booked. Changes nothing. */
export async function tryRule(
  deps: TryRuleDeps,
  company: LedgerCompany,
  trial: RuleTrial,
  limits: { readonly transactions: number; readonly matches: number },
) {
  const accounts = await deps.reader.listAccounts(company.id);
  const wanted = accounts.filter(({ iban }) => iban === (trial.conditions.account ?? iban));
  const met: BankTransactionRow[] = [];
  let transactions = 0;
  let more = false;
  for (const { iban } of wanted) {
    let after: Readonly<Record<string, string>> | undefined;
    do {
      more = transactions >= limits.transactions;
      if (more) break;
      const limit = Math.min(PAGE, limits.transactions - transactions);
      const page = await deps.reader.transactionsOf(company.id, iban, trial, { limit, after });
      transactions += page.items.length;
      met.push(
        ...page.items.filter((row) => row.currency === company.currency && ruleMatches(trial, toRuled(row))),
      );
      after = page.next;
    } while (after);
    if (more) break;
  }
  const ledgerAccounts = new Set(accounts.map(({ ledgerAccount }) => ledgerAccount));
  const items = await Promise.all(
    met.slice(0, limits.matches).map(async (row) => {
      const entry =
        row.entryId === undefined ? undefined : await deps.books.reader.findEntry(company.id, row.entryId);
      const booked = entry?.lines
        .map(({ account }) => account)
        .filter((account) => !ledgerAccounts.has(account));
      const bookedOn = booked && [...new Set(booked)];
      const { bookingDate, currency, remittance, state } = row;
      const agrees = bookedOn && trial.account !== undefined ? bookedOn.includes(trial.account) : undefined;
      const amount = formatMinor(row.amountMinor, currency);
      return { id: transactionId(row), bookingDate, amount, currency, remittance, state, bookedOn, agrees };
    }),
  );
  return { transactions, met: met.length, more, items };
}
