import { decideApproval } from '../../../../shared/approvals.ts';
import { recordChange } from '../../../../shared/changes.ts';
import { invariant } from '../../../../shared/kernel/errors.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import { decideAgain } from '../../../../shared/table/failures.ts';
import type { Books, NewEntry } from '../../../ledger/books.ts';
import type { LedgerCompany } from '../../../ledger/reader.ts';
import { allowanceAccounts, allowanceLines } from '../../domain/valuation/allowance-entry.ts';
import { unpackJson } from '../../domain/valuation/packed-json.ts';
import {
  differenceMinor,
  digestOf,
  type Reconciliation,
  receivablesOf,
} from '../../domain/valuation/reconcile-to-ledger.ts';
import type { Allowances } from '../../domain/valuation/value-debtors.ts';
import { refuse } from '../../errors.ts';
import type { ValuationStore } from '../../store/valuations.ts';
import type { CreditValuationRow } from '../../table.ts';
import type { Who } from '../put-profile.ts';

export interface DecideValuationDeps {
  readonly valuations: ValuationStore;
  readonly books: Pick<Books, 'post' | 'retryWhileContended'>;
  /** Balance of every account at the end of a day, debit positive. */
  readonly balancesOf: (company: LedgerCompany, asOf: string) => Promise<ReadonlyMap<string, bigint>>;
  readonly newId: NewId;
}

/**
 * Approves or rejects a valuation that somebody else proposed. Approved, the difference to what the accounts of the allowances
 * hold on its day is booked, in one transaction with the decision: what was too much is released, as the law demands
 * (§253 Abs. 5 HGB). One of an earlier day than the last one booked is refused: it would undo it; so is one whose items are not what
 * the ledger says of that day, then or now.
 * @throws credit.unknown-valuation, credit.valuation-outdated, credit.valuation-unreconciled, platform.four-eyes, platform.already-decided, what the ledger refuses
 */
export function decideValuation(
  deps: DecideValuationDeps,
  company: LedgerCompany,
  id: string,
  decision: 'approved' | 'rejected',
  who: Who,
): Promise<CreditValuationRow> {
  return decideAgain('credit', deps.books, async () => {
    const row = await deps.valuations.loadValuation(company.id, id);
    if (!row) throw refuse('credit.unknown-valuation', `There is no valuation ${id}.`);
    const approval = await deps.valuations.loadApproval(company.id, row.approvalId);
    invariant(approval, `valuation ${id} has a request to approve it`);
    const decided = decideApproval(approval, decision, who.principal, who.now);
    const at = who.now.toISOString();
    const by = { decidedBy: who.principal.id, decidedAt: at, version: row.version + 1 };
    const trace = recordChange({
      companyId: company.id, changeId: deps.newId('chg'), at, principal: who.principal.id, requestId: who.requestId,
      action: `credit.valuation-${decision}`, subject: `credit-valuations/${id}`,
    }); // biome-ignore format: a record
    if (decision === 'approved') return book(deps, company, row, by, [decided, trace]);
    const rejected: CreditValuationRow = { ...row, ...by, state: 'rejected' };
    await deps.valuations.transact([decided, deps.valuations.decideValuation(row, rejected), trace]);
    return rejected;
  });
}

async function book(
  deps: DecideValuationDeps,
  company: LedgerCompany,
  row: CreditValuationRow,
  by: Pick<CreditValuationRow, 'decidedBy' | 'decidedAt' | 'version'>,
  decided: readonly ReturnType<typeof recordChange>[],
): Promise<CreditValuationRow> {
  const { id, asOf, hgb } = row;
  const { chart, accountLength } = company;
  invariant(chart !== 'none', 'a valuation is proposed for charts whose allowances are known');
  const head = await deps.valuations.loadHead(company.id);
  if (head && head.asOf > asOf)
    throw refuse('credit.valuation-outdated', `A valuation as of ${head.asOf} is booked already.`);
  const balances = await deps.balancesOf(company, asOf);
  assertReconciled(row, company, balances);
  const before = standingAllowances(company, balances);
  const lines = allowanceLines(chart, accountLength, before, hgb);
  const entryId = `credit-${id}`;
  const booked: CreditValuationRow = {
    ...row,
    ...by,
    state: 'booked',
    before,
    ...(lines.length > 0 ? { entryId } : {}),
  };
  const next = { company: company.id, id, asOf, version: (head?.version ?? 0) + 1 };
  const writes = [
    ...decided,
    deps.valuations.decideValuation(row, booked),
    deps.valuations.moveHead(head, next),
  ];
  if (lines.length === 0) {
    await deps.valuations.transact(writes);
    return booked;
  }
  const entry: NewEntry = {
    id: entryId,
    kind: 'regular',
    date: asOf,
    text: 'Wertberichtigung auf Forderungen',
    lines,
  };
  const posting = { company, postedAt: by.decidedAt ?? '', postedBy: by.decidedBy ?? '' };
  // A refused entry is committed with nothing: the proposal stays, and may be approved when the period is open again.
  const [result] = await deps.books.post(posting, [entry], (_from, _to, [one]) =>
    one?.status === 'posted' ? writes : [],
  );
  if (result?.status === 'refused') throw result.problem;
  invariant(result?.status === 'posted', `${entryId} was booked, and its valuation is not`);
  return booked;
}

/** What the accounts hold on the day, whoever booked it; an allowance stands on the credit side. */
function standingAllowances(company: LedgerCompany, balances: ReadonlyMap<string, bigint>): Allowances {
  invariant(company.chart !== 'none', 'a chart of allowances');
  const accounts = allowanceAccounts(company.chart, company.accountLength);
  const of = (account: string) => -(balances.get(account) ?? 0n);
  return { specificMinor: of(accounts.specificMinor), generalMinor: of(accounts.generalMinor) };
}

/**
 * Whether the valuation rests on what the ledger says of its day: as it was proposed, and still. Whatever was booked on customers'
 * accounts since, for that day or one before, is not in its figures.
 */
function assertReconciled(
  { asOf, reconciliation }: CreditValuationRow,
  { chart, accountLength, currency }: LedgerCompany,
  balances: ReadonlyMap<string, bigint>,
): void {
  const unreconciled = (detail: string, extra = {}) =>
    refuse('credit.valuation-unreconciled', detail, { extra });
  if (!reconciliation)
    throw unreconciled(
      'It was proposed before items were compared with the ledger: reject it and propose it again.',
    );
  invariant(chart !== 'none', 'a chart whose collective account is known');
  const money = (minor: bigint) => formatMinor(minor, currency);
  const then = unpackJson<Reconciliation>(reconciliation);
  if (then.differing > 0) {
    const [first] = then.accounts;
    const example = first && `: ${first.account} by ${money(differenceMinor(first))}`;
    throw unreconciled(
      `On ${then.differing} accounts open items and ledger differ on ${asOf}${example}. Correct that, reject this and propose it again.`,
      { difference: money(differenceMinor(then)), differingAccounts: then.differing },
    );
  }
  const now = receivablesOf(balances, chart, accountLength);
  if (digestOf(now) === then.ledgerDigest) return;
  const ledgerMinor = [...now.values()].reduce((sum, minor) => sum + minor, 0n);
  throw unreconciled(
    `Customers’ accounts have moved since, as of ${asOf}: ${money(then.ledgerMinor)} then, ${money(ledgerMinor)} now. Reject this and propose it again.`,
    { difference: money(then.ledgerMinor - ledgerMinor) },
  );
}
