import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Posting } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { paymentOf, type Transit } from '../../payments/books.ts';
import type { Receivables } from '../../receivables/books.ts';
import { meaningOf } from '../domain/bank-codes.ts';
import {
  decideTransaction,
  type FoundReturn,
  type Knowledge,
} from '../domain/matching/decide-transaction.ts';
import { prepareTransit, type TransitRun } from '../domain/matching/match-transit.ts';
import type { Automatic, Decision, Proposal } from '../domain/matching/proposal.ts';
import { type PreparedItem, prepareItems } from '../domain/matching/propose-matches.ts';
import { matchReturn } from '../domain/returned-payment.ts';
import type { BankingReader } from '../reader.ts';
import type { BankingStore } from '../store.ts';
import type { BankTransactionRow } from '../table.ts';
import { type BookingWish, type BookTransactionDeps, bookTransaction } from './book-transaction.ts';
import { loadMatchItems } from './load-match-items.ts';

export interface OpenMatchingDeps extends BookTransactionDeps {
  readonly reader: Pick<BankingReader, 'loadAccount' | 'listAccounts' | 'listRules' | 'listLearned'>;
  readonly store: Pick<BankingStore, 'changeTransaction' | 'learn' | 'transact'>;
  readonly receivables: Pick<Receivables, 'follow' | 'reader' | 'settle'>;
  readonly transit: Pick<Transit, 'runs' | 'loadReturned' | 'planSettlement' | 'returnPayment'>;
}

/** What became of a transaction. */
export type Matched = 'booked' | 'proposed' | 'open' | 'settled-otherwise';

/** What transactions may be about, loaded once and kept up with what is booked through it. */
export interface Matching {
  /** What it is; changes nothing. */
  readonly decide: (row: BankTransactionRow) => Promise<Decision>;
  /** Decides, and books or keeps the proposals. */
  readonly match: (row: BankTransactionRow, posting: Posting) => Promise<Matched>;
}

/** What stands in the way of booking one by itself, and does not stop the others. */
const ASK_INSTEAD = /^(?:receivables|ledger|banking|payments)\./;

interface Loaded extends Omit<Knowledge, 'account'> {
  readonly accounts: ReadonlyMap<string, Knowledge['account']>;
  readonly runs: readonly TransitRun[];
  readonly items: readonly PreparedItem[];
}

/**
 * Opens matching for a company. Everything is loaded with the first transaction and then kept in memory: what this matching has
 * settled it does not propose again, and what others settle meanwhile the booking itself refuses.
 */
export function openMatching(deps: OpenMatchingDeps, company: LedgerCompany): Matching {
  let loading: Promise<Loaded> | undefined;
  let known: Loaded | undefined;

  async function load(): Promise<Loaded> {
    loading ??= loadAll(deps, company);
    known ??= await loading;
    return known;
  }
  async function decide(row: BankTransactionRow): Promise<Decision> {
    const all = await load();
    const account = all.accounts.get(row.iban);
    return decideTransaction(row, { ...all, account }, await findReturn(deps, company.id, row));
  }
  async function match(row: BankTransactionRow, posting: Posting): Promise<Matched> {
    if (row.state !== 'new' && row.state !== 'proposed') return 'settled-otherwise';
    const { automatic, proposals } = await decide(row);
    const outcome = automatic ? await bookAutomatic(deps, posting, row, automatic) : 'ask';
    if (automatic && outcome !== 'ask') known = known && without(known, automatic);
    if (outcome === 'booked') return outcome;
    // Others have settled it meanwhile: what does it look like without?
    const left = outcome === 'gone' ? (await decide(row)).proposals : proposals;
    return keepProposals(deps, row, left);
  }
  return { decide, match };
}

async function loadAll(deps: OpenMatchingDeps, company: LedgerCompany): Promise<Loaded> {
  const { reader, transit, hash } = deps;
  const [items, accounts, runs, rules, learned] = await Promise.all([
    loadMatchItems(deps.receivables, company),
    reader.listAccounts(company.id),
    transit.runs(company.id),
    reader.listRules(company.id),
    reader.listLearned(company.id),
  ]);
  return {
    currency: company.currency,
    items: prepareItems(items),
    runs,
    transit: prepareTransit(runs),
    rules,
    learned: learned.filter(({ count }) => count > 0),
    accounts: new Map(accounts.map((account) => [account.iban, account])),
    hash,
  };
}

/** The payment of ours that a returning line names by its end-to-end id. */
async function findReturn(
  { transit }: OpenMatchingDeps,
  company: string,
  row: BankTransactionRow,
): Promise<FoundReturn | undefined> {
  const meaning = meaningOf(row);
  const place = meaning === undefined || meaning === 'fee' ? undefined : paymentOf(row.endToEndId ?? '');
  if (!place) return undefined;
  const returned = await transit.loadReturned(company, place);
  const { state, returnedBy } = returned?.payment ?? {};
  if (!returned || state === 'reversed' || returnedBy !== undefined) return undefined;
  const match = matchReturn(row, returned.amountMinor);
  return match && { run: place.runId, payment: place.number, match };
}

/** What is known when that is booked. */
function without(known: Loaded, automatic: Automatic): Loaded {
  if ('item' in automatic)
    return { ...known, items: known.items.filter(({ item }) => item.id !== automatic.item) };
  if (!('run' in automatic)) return known;
  const shown = new Set(automatic.run.payments);
  const runs = known.runs.map((run) =>
    run.runId === automatic.run.id
      ? { ...run, payments: run.payments.filter(({ number }) => !shown.has(number)) }
      : run,
  );
  return { ...known, runs, transit: prepareTransit(runs) };
}

function wishOf(automatic: Automatic): BookingWish {
  if ('item' in automatic)
    return { items: [{ itemId: automatic.item }], documentNumber: automatic.documentNumber };
  if ('run' in automatic) return { run: automatic.run };
  if ('returns' in automatic) return { returns: { ...automatic.returns, recharge: automatic.recharge } };
  return automatic.target;
}

/** Refusals that mean that others have settled meanwhile what was meant. */
const GONE = new Set(['receivables.item-settled', 'receivables.unknown-item', 'payments.payment-state']);

/** Books it, or tells that a person must be asked: the account is not set up, the period is closed, the item has changed. */
async function bookAutomatic(
  deps: OpenMatchingDeps,
  posting: Posting,
  row: BankTransactionRow,
  automatic: Automatic,
): Promise<'booked' | 'gone' | 'ask'> {
  try {
    await bookTransaction(deps, {
      posting,
      row,
      automatic: true,
      wish: wishOf(automatic),
      remember: () => [],
    });
    return 'booked';
  } catch (error) {
    if (error instanceof DomainError && error.kind !== 'unavailable' && ASK_INSTEAD.test(error.code))
      return GONE.has(error.code) ? 'gone' : 'ask';
    throw error;
  }
}

async function keepProposals(
  { store }: OpenMatchingDeps,
  row: BankTransactionRow,
  proposals: readonly Proposal[],
): Promise<Matched> {
  const outcome = proposals.length > 0 ? 'proposed' : 'open';
  // No proposals are kept, too: they say that somebody has looked.
  if (proposals.length === 0 && row.proposals?.length === 0) return outcome;
  try {
    await store.transact([store.changeTransaction(row, proposedChanges(proposals))]);
    return outcome;
  } catch (error) {
    // Somebody else has dealt with it meanwhile: what was proposed here is of no use any more.
    if (error instanceof DomainError && error.code === 'banking.transaction-state')
      return 'settled-otherwise';
    throw error;
  }
}

/** A transaction with what it may be booked as. */
export function proposedChanges(
  proposals: readonly Proposal[],
): Pick<BankTransactionRow, 'state' | 'proposals'> {
  const state = proposals.length > 0 ? ('proposed' as const) : ('new' as const);
  return { state, proposals: structuredClone(proposals) as BankTransactionRow['proposals'] };
}
