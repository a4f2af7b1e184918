import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';
import {
  type BalanceCheck,
  checkBalances,
  checkTotals,
  type EntrySums,
  entrySums,
} from './check-statement.ts';
import type { StatementEnd, StatementEntry, StatementHead, StatementSink } from './statement.ts';
import { splitEntry } from './transactions.ts';

/** Statements in one file. */
export const MAX_STATEMENTS = 5_000;
/** Characters of what is kept with one transaction, as JSON. */
export const MAX_FACTS_CHARACTERS = 250_000;
const MAX_STATEMENT_FINDINGS = 20;

export interface Finding {
  readonly code: string;
  readonly detail: string;
}

/** What a first reading has found out about one statement. */
export interface SurveyedStatement extends StatementEnd {
  readonly sums: EntrySums;
  readonly transactions: number;
  readonly firstDay: CalendarDate | undefined;
  readonly lastDay: CalendarDate | undefined;
  readonly check: BalanceCheck;
  readonly findings: readonly Finding[];
  /** Why nothing of it is taken. */
  readonly refusal: Finding | undefined;
}

/** JSON of facts; bigint amounts become strings. */
export function factsText(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one));
}

interface Open {
  readonly head: StatementHead;
  readonly counter: ReturnType<typeof entrySums>;
  readonly findings: Finding[];
  transactions: number;
  firstDay: CalendarDate | undefined;
  lastDay: CalendarDate | undefined;
}

function begin(head: StatementHead): Open {
  return {
    head,
    counter: entrySums(),
    findings: [],
    transactions: 0,
    firstDay: undefined,
    lastDay: undefined,
  };
}

/** Looks at every entry of a file and keeps only what statements amount to. */
export function statementSurvey(): StatementSink & { readonly statements: readonly SurveyedStatement[] } {
  const statements: SurveyedStatement[] = [];
  let open: Open | undefined;

  const find = (to: Open, code: string, detail: string) => {
    if (to.findings.length < MAX_STATEMENT_FINDINGS) to.findings.push({ code, detail });
  };

  function look(to: Open, entry: StatementEntry): void {
    const { line } = entry.place;
    const { transactions, unsplit, tooMany } = splitEntry(to.head, entry);
    if (tooMany)
      throw refuse(
        'banking.file-limits',
        `Line ${line}: ${unsplit}, and there are too many to keep them with it.`,
      );
    for (const one of transactions) {
      const length = one.details.length > 1 ? factsText(one).length : 0;
      if (length > MAX_FACTS_CHARACTERS)
        throw refuse(
          'banking.file-limits',
          `Line ${line}: the details of the entry have ${length} characters.`,
        );
    }
    to.transactions += transactions.length;
    const where = `Line ${line}, entry ${entry.number}`;
    if (unsplit) find(to, 'banking.details-kept', `${where}: ${unsplit}; it stays one transaction.`);
    if (entry.bookingDateFrom !== 'entry')
      find(to, 'banking.no-booking-date', `${where} has no booking date; ${entry.bookingDate} stands in.`);
    if (
      entry.batchCount !== undefined &&
      entry.details.length > 0 &&
      entry.batchCount !== entry.details.length
    ) {
      const detail = `${where}: the bank counts ${entry.batchCount} transactions and details ${entry.details.length}.`;
      find(to, 'banking.batch-count', detail);
    }
    if (!to.firstDay || entry.bookingDate < to.firstDay) to.firstDay = entry.bookingDate;
    if (!to.lastDay || entry.bookingDate > to.lastDay) to.lastDay = entry.bookingDate;
  }

  return {
    statements,
    entry: (head, entry) => {
      open ??= begin(head);
      open.counter.add(entry);
      look(open, entry);
    },
    end: (statement) => {
      if (statements.length === MAX_STATEMENTS)
        throw refuse('banking.file-limits', `The file has more than ${MAX_STATEMENTS} statements.`);
      const of = open ?? begin(statement.head);
      open = undefined;
      const sums = of.counter.sums();
      const check = checkBalances(statement, sums);
      const { statementId, format } = statement.head;
      if (sums.entries === 0)
        find(of, 'banking.no-entries', `Statement ${statementId} (${format}) has no entries.`);
      if (check.outcome === 'unchecked' && (format === 'camt.053' || format === 'MT940'))
        find(of, 'banking.balance-unchecked', `Statement ${statementId} was not checked: ${check.why}.`);
      const wrongTotals = checkTotals(statement, sums);
      const refusal =
        check.outcome === 'wrong'
          ? { code: 'banking.statement-sum', detail: check.detail }
          : wrongTotals === undefined
            ? undefined
            : { code: 'banking.statement-totals', detail: wrongTotals };
      const { transactions, firstDay, lastDay, findings } = of;
      statements.push({ ...statement, sums, transactions, firstDay, lastDay, check, findings, refusal });
    },
  };
}
