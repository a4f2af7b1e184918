import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { LedgerReading } from '../compose.ts';
import { balanceOf } from '../domain/balances.ts';
import { madeEntryId } from '../domain/block.ts';
import type { StatementLine } from '../domain/statement.ts';
import { refuse } from '../errors.ts';
import { companyOf } from '../reader.ts';
import * as routes from '../routes/reports.ts';
import { fiscalYearAround, readStatement } from '../usecases/read-statement.ts';
import { readTrialBalance } from '../usecases/read-trial-balance.ts';
import { verifyInTime } from '../usecases/verify-in-time.ts';
import { fitAnswer } from './fit-answer.ts';
import { invalidQuery } from './invalid-query.ts';

function bindTrialBalance(ledger: LedgerReading): Binding {
  return on(routes.trialBalance, async ({ params, query, now }) => {
    const company = await companyOf(ledger, params.companyId);
    const { currency } = company;
    const asOf = query.asOf ?? utcDay(now);
    const { includeClosing = false, personalAccounts = 'each' } = query;
    const collective = personalAccounts === 'collective';
    const report = await readTrialBalance(ledger, company, { asOf, includeClosing, collective });
    let [debit, credit] = [0n, 0n];
    const accounts = report.rows.map((row) => {
      debit += row.debitMinor;
      credit += row.creditMinor;
      return {
        account: row.account,
        name: row.name,
        debit: formatMinor(row.debitMinor, currency),
        credit: formatMinor(row.creditMinor, currency),
        balance: formatMinor(balanceOf(row), currency),
        carriedForward: row.carriedMinor === 0n ? undefined : formatMinor(row.carriedMinor, currency),
      };
    });
    const { fiscalYear, through: journalNumber, provisional } = report;
    const totals = { debit: formatMinor(debit, currency), credit: formatMinor(credit, currency) };
    return ok({ asOf, currency, fiscalYear, journalNumber, provisional, accounts, totals });
  });
}

function lineView(line: StatementLine, currency: string) {
  const { fiscalYear, number, date, text } = line;
  const amount = (minor: bigint | undefined) =>
    minor === undefined ? undefined : formatMinor(minor, currency);
  return {
    date,
    entryId: madeEntryId(fiscalYear, number),
    fiscalYear,
    number,
    documentNumber: line.documentNumber || undefined,
    text,
    contraAccount: line.contraAccount || undefined,
    taxCode: line.taxCode || undefined,
    costCentre: line.costCentre || undefined,
    debit: amount(line.debitMinor),
    credit: amount(line.creditMinor),
    balance: formatMinor(line.balanceMinor, currency),
  };
}

function bindStatement(ledger: LedgerReading): Binding {
  return on(routes.accountStatement, async (request) => {
    const company = await companyOf(ledger, request.params.companyId);
    const { account } = request.params;
    const info = (await ledger.reader.loadChart(company)).find(account);
    if (!info) throw refuse('ledger.missing-account', `There is no account ${account}.`);
    const today = utcDay(request.now);
    const { from, to } = rangeOf(request.query, today, company.fiscalYearStart);
    const paging = pagingOf(routes.accountStatement.id, request);
    const { limit } = paging;
    const after = paging.after && { date: paging.after.d ?? '', number: Number(paging.after.n) };
    const statement = await readStatement(ledger, company, account, { from, to, limit, after });
    const { currency } = company;
    const views = statement.lines.map((line) => lineView(line, currency));
    const shown = wholeEntries(statement.lines, fitAnswer(views));
    const last = shown < views.length || statement.more ? statement.lines[shown - 1] : undefined;
    return ok({
      account,
      name: info.name,
      currency,
      from,
      to,
      openingBalance: formatMinor(statement.openingMinor, currency),
      closingBalance: formatMinor(statement.closingMinor, currency),
      provisional: statement.provisional,
      journalNumbers: Object.fromEntries(Object.entries(statement.through)),
      ...paging.page(views.slice(0, shown), last && { d: last.date, n: String(last.number) }),
    });
  });
}

/** Back to where an entry ends, so that the page's end can be named by date and number. */
function wholeEntries(lines: readonly StatementLine[], count: number): number {
  let shown = count;
  const [next] = lines.slice(count);
  while (
    next &&
    shown > 0 &&
    lines[shown - 1]?.number === next.number &&
    lines[shown - 1]?.date === next.date
  )
    shown -= 1;
  return shown;
}

/** Years one statement may cover. */
const MAX_YEARS = 15;

function rangeOf(
  query: { from?: string | undefined; to?: string | undefined },
  today: string,
  start: string,
) {
  const around = fiscalYearAround(query.from ?? query.to ?? today, start);
  const { from = around.from, to = around.to } = query;
  if (from > to) throw invalidQuery('from', `${from} is after ${to}.`);
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MAX_YEARS) {
    throw invalidQuery('from', `A statement covers at most ${MAX_YEARS} years.`);
  }
  return { from, to };
}

function bindVerification(ledger: LedgerReading): Binding {
  return on(routes.verifyJournal, async ({ params, query }) => {
    const company = await companyOf(ledger, params.companyId);
    const deps = { ...ledger, loadSeals: ledger.reader.loadSeals, now: Date.now };
    return ok(await verifyInTime(deps, company, query.fiscalYear));
  });
}

/** Reports over balances and lines. */
export function reportBindings(ledger: LedgerReading): readonly Binding[] {
  return [bindTrialBalance(ledger), bindStatement(ledger), bindVerification(ledger)];
}
