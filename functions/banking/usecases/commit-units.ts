import type { ImportContext, MoveCursor } from '../../../shared/imports/definition.ts';
import { ContentionError, retryWhileContended, UnknownOutcomeError } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { KnownEntries, KnownEntry, Placement } from '../domain/known-entries.ts';
import type { StatementUnit } from '../domain/statement-units.ts';
import { factsText } from '../domain/survey-statements.ts';
import type { BankTransactionStore, PageRow } from '../store/transactions.ts';
import { TransactionItem } from '../table.ts';

/** Items of one transaction that are transactions of the bank; head, page and cursor come besides (limit: 100). */
const MAX_ITEMS = 90;
/** Characters of facts in one transaction: DynamoDB takes 4 MB. */
const MAX_CHARACTERS = 1_500_000;

/** A unit together with what its file knows. */
export type SessionUnit = StatementUnit & { readonly session: ImportSession };

type TransactionUnit = Extract<StatementUnit, { outcome: 'transaction' }>;

/** The days that a file touches on one account. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

/** What one attempt at an import knows of the accounts in its file: read once, and kept up with its own commits. */
export interface ImportSession {
  readonly ranges: ReadonlyMap<string, DayRange>;
  readonly views: Map<string, { commits: number; readonly known: KnownEntries }>;
  /** Where the entry under way was placed: its details may be spread over several commits. */
  placed: { readonly origin: string; readonly placement: Placement } | undefined;
}

export interface CommitUnitsDeps {
  readonly store: BankTransactionStore;
  readonly packFacts: (text: string) => string | Uint8Array;
}

function itemOf(deps: CommitUnitsDeps, context: ImportContext, unit: TransactionUnit): TransactionItem {
  const { head, entry, marks, transaction } = unit;
  const { reference, content, pendingReference, pendingContent, occurrence } = marks;
  const { facts, counterparty, details } = transaction;
  const rest = {
    facts,
    counterparty,
    statementId: head.statementId,
    sequenceNumber: head.sequenceNumber,
    entryReference: entry.entryReference,
    isReversal: entry.isReversal || undefined,
    details: details.length > 0 ? details : undefined,
  };
  return {
    company: context.companyId,
    account: head.account,
    bookingDate: entry.bookingDate,
    entry: marks.hash,
    detail: transaction.detail,
    state: marks.state,
    status: entry.status,
    valueDate: entry.valueDate,
    amountMinor: transaction.amountMinor,
    currency: transaction.currency,
    importId: context.importId,
    origin: marks.origin,
    ...{ reference, content, pendingReference, pendingContent, occurrence },
    facts: deps.packFacts(factsText(rest)),
    version: 1,
  };
}

/** A known entry stands for the transaction of the file: its own detail, or itself where it has none. */
const keyOfKnown = (company: string, account: string, known: KnownEntry, detail: number): string => {
  const of = known.isSplit ? Math.max(detail, 1) : 0;
  const { date, hash } = known;
  return TransactionItem.key({ company, account, bookingDate: date, entry: hash, detail: of }).sk;
};

interface Plan {
  /** Index behind the last unit of this commit. */
  readonly to: number;
  readonly done: number;
  readonly account: string | undefined;
  readonly writes: Write[];
  readonly rows: PageRow[];
  readonly refused: { row: number; code: string; reason: string }[];
}

/** Decides on the units from `from` on, as far as one transaction of the table goes and the account is the same. */
function planCommit(
  deps: CommitUnitsDeps,
  context: ImportContext,
  session: ImportSession,
  units: readonly StatementUnit[],
  from: number,
): Plan {
  const { companyId } = context;
  const account = units.slice(from).find((unit) => unit.outcome === 'transaction')?.head.account;
  const writes: Write[] = [];
  const rows: PageRow[] = [];
  const refused: Plan['refused'] = [];
  let characters = 0;
  let to = from;
  for (; to < units.length; to += 1) {
    const unit = units[to];
    if (!unit || writes.length >= MAX_ITEMS - 1 || characters > MAX_CHARACTERS || refused.length >= MAX_ITEMS)
      break;
    if (unit.outcome === 'refused') {
      refused.push({ row: unit.firstRow, code: unit.reason.code, reason: unit.reason.detail });
      continue;
    }
    if (unit.head.account !== account) break;
    const placement = placementOf(session, account, unit);
    const { detail } = unit.transaction;
    if (placement.outcome === 'known') {
      rows.push([account, keyOfKnown(companyId, account, placement.entry, detail), 1, unit.head.number]);
      continue;
    }
    // The first transaction of an entry takes the place of what it replaces.
    if (placement.replaces && detail <= 1)
      writes.push(deps.store.dropReplaced(companyId, account, placement.replaces));
    const item = itemOf(deps, context, unit);
    characters += item.facts.length;
    writes.push(deps.store.addTransaction(item));
    rows.push([account, TransactionItem.key(item).sk, 0, unit.head.number]);
  }
  return { to, done: to - from - refused.length, account, writes, rows, refused };
}

function placementOf(session: ImportSession, account: string, unit: TransactionUnit): Placement {
  const { marks } = unit;
  if (session.placed?.origin === marks.origin) return session.placed.placement;
  const view = session.views.get(account);
  if (!view) throw new Error(`no view of ${account}`);
  const placement = view.known.place(marks);
  session.placed = { origin: marks.origin, placement };
  return placement;
}

async function ensureView(
  deps: CommitUnitsDeps,
  companyId: string,
  session: ImportSession,
  unit: StatementUnit,
) {
  if (unit.outcome === 'refused' || session.views.has(unit.head.account)) return;
  const { account } = unit.head;
  const { first, last } = session.ranges.get(account) ?? { first: unit.marks.date, last: unit.marks.date };
  session.views.set(account, await deps.store.loadView(companyId, account, first, last));
}

/** One commit from `from` on: what was decided, the page of the import, the head of the account and the cursor together. */
async function commitFrom(
  deps: CommitUnitsDeps,
  context: ImportContext,
  session: ImportSession,
  units: readonly StatementUnit[],
  from: number,
  moveCursor: MoveCursor,
): Promise<number> {
  const { companyId, importId } = context;
  const first = units.slice(from).find((unit) => unit.outcome === 'transaction');
  if (first) await ensureView(deps, companyId, session, first);
  const plan = planCommit(deps, context, session, units, from);
  const { to, done, account, writes, rows, refused } = plan;
  const move = moveCursor({ from, to, done, refused });
  const view = account === undefined ? undefined : session.views.get(account);
  const together: Write[] = [...writes, ...move];
  if (rows.length > 0)
    together.push(deps.store.writePage(companyId, importId, units[to - 1]?.lastRow ?? 1, rows));
  if (view && account !== undefined && writes.length > 0)
    together.push(deps.store.countCommit(companyId, account, view.commits));
  await deps.store.transact(together);
  if (view && writes.length > 0) view.commits += 1;
  return to;
}

/** Commits every unit, in order; what was known of an account is read anew where somebody else committed to it. */
export async function commitUnits(
  deps: CommitUnitsDeps,
  context: ImportContext,
  units: readonly SessionUnit[],
  moveCursor: MoveCursor,
): Promise<void> {
  const session = units[0]?.session;
  if (!session) return;
  for (let from = 0; from < units.length; ) {
    from = await retryWhileContended(async () => {
      try {
        return await commitFrom(deps, context, session, units, from, moveCursor);
      } catch (error) {
        if (error instanceof ContentionError || error instanceof UnknownOutcomeError) {
          session.views.clear();
          session.placed = undefined;
        }
        throw error;
      }
    });
  }
}
