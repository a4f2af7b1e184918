import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { LedgerReading } from '../compose.ts';
import { companyOf } from '../reader.ts';
import * as routes from '../routes/takeover.ts';
import { readTakeover, type TakenAccount } from '../usecases/read-takeover.ts';

const agrees = ({ taken, ledger }: TakenAccount) =>
  taken.debitMinor === ledger.debitMinor && taken.creditMinor === ledger.creditMinor;

/** The comparison of what was taken over with the books. */
export function takeoverBindings(ledger: LedgerReading): readonly Binding[] {
  return [
    on(routes.takeoverReport, async ({ params, query }) => {
      const company = await companyOf(ledger, params.companyId);
      const { months, accounts } = await readTakeover(ledger, company, query.fiscalYear);
      const chart = await ledger.reader.loadChart(company);
      const money = (minor: bigint) => formatMinor(minor, company.currency);
      const total = (of: (account: TakenAccount) => bigint) =>
        money(accounts.reduce((sum, one) => sum + of(one), 0n));
      const differing = accounts.filter((account) => !agrees(account));
      return ok({
        fiscalYear: query.fiscalYear,
        currency: company.currency,
        months: months.map(({ month, entry: { id, number, lines }, reversedBy }) => {
          const turnover = lines.reduce((sum, { debitMinor = 0n }) => sum + debitMinor, 0n);
          return { month, entryId: id, number, lines: lines.length, turnover: money(turnover), reversedBy };
        }),
        accounts: accounts.length,
        taken: {
          debit: total(({ taken }) => taken.debitMinor),
          credit: total(({ taken }) => taken.creditMinor),
        },
        ledger: {
          debit: total(({ ledger: l }) => l.debitMinor),
          credit: total(({ ledger: l }) => l.creditMinor),
        },
        agrees: months.length > 0 && differing.length === 0,
        differences: differing.map(({ account, taken, ledger: booked }) => ({
          account,
          name: chart.find(account)?.name ?? account,
          takenDebit: money(taken.debitMinor),
          takenCredit: money(taken.creditMinor),
          ledgerDebit: money(booked.debitMinor),
          ledgerCredit: money(booked.creditMinor),
        })),
      });
    }),
  ];
}
