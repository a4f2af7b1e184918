import type { LedgerCompany } from '../../ledger/reader.ts';
import type { Receivables } from '../../receivables/books.ts';
import { maturities, type OpenAmount, type ShownAccount } from '../domain/maturities.ts';
import { balanceSheet } from '../domain/statements.ts';
import { openBooksForReports, type ReadBooksDeps } from './read-books.ts';
import { placedAt } from './read-statements.ts';

export interface ReadMaturitiesDeps extends ReadBooksDeps {
  readonly openItems: Receivables['openItems'];
}

/** Accounts of wages, taxes and social security: paid within months. By their first four digits. */
const PAYROLL = {
  SKR03: { from: '1736', to: '1759', taxes: ['1736', '1741', '1746'], social: ['1742', '1759'] },
  SKR04: { from: '3700', to: '3799', taxes: ['3700', '3730', '3760'], social: ['3740', '3759'] },
} as const;

/** Remaining terms of what the balance sheet shows as receivables and liabilities at the end of a day. */
export async function readMaturities(deps: ReadMaturitiesDeps, company: LedgerCompany, asOf: string) {
  const books = await openBooksForReports(deps, company);
  const { balances } = await placedAt(books, asOf);
  const sheet = balanceSheet(balances);
  const meta = new Map(balances.map((balance) => [balance.account, balance]));
  const payroll = PAYROLL[books.company.chart];
  const lines = sheet.lines.filter(({ id }) => id.startsWith('A.B.II.') || id.startsWith('P.C.'));
  const shown = lines.flatMap(({ id, accounts }) =>
    accounts.map(({ account, amountMinor }): ShownAccount => {
      const { isVat = false, position } = meta.get(account) ?? {};
      const number = account.slice(0, 4);
      const isPayroll =
        payroll.from <= number && number <= payroll.to && meta.get(account)?.kind === 'general';
      return { id, account, amountMinor, isShortTerm: isVat || position === 'A.B.IV' || isPayroll };
    }),
  );
  const idOf = new Map(shown.map(({ account, id }) => [account, id]));
  const items: OpenAmount[] = [];
  for (const side of ['receivable', 'payable'] as const) {
    for (const { item, openMinor } of (await deps.openItems(company, side, asOf)).items) {
      const debitMinor = side === 'receivable' ? openMinor : -openMinor;
      const sign = idOf.get(item.account)?.startsWith('A.') ? 1n : -1n;
      items.push({ account: item.account, dueDate: item.dueDate, amountMinor: sign * debitMinor });
    }
  }
  const titles = new Map(sheet.lines.map(({ id, title }) => [id, title]));
  const sumOf = (wanted: (account: string) => boolean) =>
    shown
      .filter(({ id, account }) => id === 'P.C.8' && wanted(account))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const isOf = (list: readonly string[], account: string) =>
    list.includes(account.slice(0, 4)) && meta.get(account)?.kind === 'general';
  return {
    lines: maturities(shown, items, books.company.chart, asOf).map((line) => ({
      ...line,
      title: titles.get(line.id) ?? line.id,
    })),
    fromTaxesMinor: sumOf((account) => meta.get(account)?.isVat === true || isOf(payroll.taxes, account)),
    fromSocialSecurityMinor: sumOf((account) => isOf(payroll.social, account)),
    asOfNumbers: books.asOfNumbers(),
  };
}
