import { DomainError } from '../../../shared/kernel/errors.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { discountMinorOf, openMinorOf, type Receivables } from '../../receivables/books.ts';
import {
  decideAutomatic,
  type MatchCandidate,
  type MatchItem,
  type MatchTransaction,
  prepareItems,
  proposeGroup,
  proposeMatches,
} from '../domain/matching/propose-matches.ts';
import type { BankingReader } from '../reader.ts';
import type { BankingStore } from '../store.ts';
import type { BankTransactionRow } from '../table.ts';

export interface MatchTransactionsDeps {
  readonly reader: Pick<BankingReader, 'loadAccount'>;
  readonly store: Pick<BankingStore, 'changeTransaction' | 'transact'>;
  readonly receivables: Pick<Receivables, 'follow' | 'reader' | 'settle'>;
}

export interface Matcher {
  readonly company: LedgerCompany;
  readonly postedAt: string;
  readonly postedBy: string;
}

export interface MatchCounts {
  booked: number;
  proposed: number;
  open: number;
}

/** What stands in the way of booking one by itself, and does not stop the others. */
const ASK_INSTEAD = /^(?:receivables|ledger|banking)\./;

/** Proposals that are kept with a transaction. */
const KEPT = 5;

/**
 * Finds what transactions settle: books without asking where only one item can be meant (`decideAutomatic`), proposes where
 * several can, leaves the rest alone. Each is one transaction of the table; what was booked before a crash stays booked.
 */
export async function matchTransactions(
  deps: MatchTransactionsDeps,
  matcher: Matcher,
  transactions: AsyncIterable<BankTransactionRow> | Iterable<BankTransactionRow>,
): Promise<MatchCounts> {
  const counts: MatchCounts = { booked: 0, proposed: 0, open: 0 };
  let items = await loadItems(deps, matcher.company);
  let prepared = prepareItems(items);
  for await (const row of transactions) {
    if (row.state !== 'new' && row.state !== 'proposed') continue;
    const transaction = toMatch(row);
    const candidates = proposeMatches(transaction, prepared);
    const automatic = decideAutomatic(candidates);
    if (automatic && (await bookAutomatic(deps, matcher, row, automatic))) {
      counts.booked += 1;
      items = items.filter(({ id }) => id !== automatic.item.id);
      prepared = prepared.filter(({ item }) => item.id !== automatic.item.id);
      continue;
    }
    const proposals = proposalsOf(candidates, proposeGroup(transaction, candidates));
    if (proposals.length > 0) counts.proposed += 1;
    else counts.open += 1;
    await keepProposals(deps, row, proposals);
  }
  return counts;
}

async function loadItems(
  { receivables }: MatchTransactionsDeps,
  company: LedgerCompany,
): Promise<MatchItem[]> {
  await receivables.follow(company);
  const open = await receivables.reader.allOpenItems(company.id);
  const partners = await receivables.reader.partnersOf(
    company.id,
    open.map(({ account }) => account),
  );
  return open.map((item): MatchItem => {
    const { id, account, documentNumber, discount } = item;
    const partner = partners.get(account);
    return {
      id,
      account,
      openMinor: openMinorOf(item),
      currency: company.currency,
      documentNumber,
      partnerName: partner?.name,
      partnerIban: partner?.iban,
      discount: discount && {
        until: discount.until,
        amountMinor: discountMinorOf(item.amountMinor, discount),
      },
    };
  });
}

function toMatch(row: BankTransactionRow): MatchTransaction {
  const { amountMinor, currency, bookingDate, endToEndId, remittance, counterparty } = row;
  return {
    amountMinor,
    currency,
    bookingDate,
    endToEndId,
    // Customers of some banks write the number of the invoice where the end-to-end id belongs.
    remittance: `${remittance} ${endToEndId ?? ''}`,
    counterpartyName: counterparty.name,
    counterpartyIban: counterparty.iban,
  };
}

/** Books it, or tells that a person must be asked: the account is not set up, the period is closed, the item has changed. */
async function bookAutomatic(
  { reader, store, receivables }: MatchTransactionsDeps,
  { company, postedAt, postedBy }: Matcher,
  row: BankTransactionRow,
  { item }: MatchCandidate,
): Promise<boolean> {
  const account = await reader.loadAccount(company.id, row.iban);
  if (account?.ledgerAccount === undefined || row.currency !== company.currency) return false;
  try {
    await receivables.settle({
      posting: { company, postedAt, postedBy },
      date: row.bookingDate,
      wishes: [{ itemId: item.id }],
      bankAccount: account.ledgerAccount,
      bankMinor: row.amountMinor,
      documentNumber: item.documentNumber,
      text: textOf(row),
      together: ({ clearing }) => [
        store.changeTransaction(row, {
          state: 'booked',
          automatic: true,
          proposals: [],
          clearingId: clearing.id,
          ...(clearing.entryId === undefined ? {} : { entryId: clearing.entryId }),
        }),
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.kind !== 'unavailable' && ASK_INSTEAD.test(error.code))
      return false;
    throw error;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they must not stand in the journal
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

/** Journal entries are for ever: the name of whoever paid stays with the bank transaction. */
export function textOf({ remittance }: Pick<BankTransactionRow, 'remittance'>): string {
  const plain = remittance.replace(CONTROLS, ' ').toWellFormed().trim();
  return plain === '' ? 'Bank' : plain.slice(0, 200).replace(/[\uD800-\uDBFF]$/, '');
}

function proposalsOf(candidates: readonly MatchCandidate[], group: readonly MatchCandidate[] | undefined) {
  const single = candidates.slice(0, KEPT).map(({ item, score, reasons, discountMinor }) => ({
    items: [{ item: item.id, ...(discountMinor === undefined ? {} : { discountMinor }) }],
    score,
    reasons: [...reasons],
  }));
  if (!group) return single;
  const together = {
    items: group.map(({ item }) => ({ item: item.id })),
    score: Math.min(...group.map(({ score }) => score)),
    reasons: ['document-number', 'amount'],
  };
  return [together, ...single].slice(0, KEPT);
}

async function keepProposals(
  { store }: MatchTransactionsDeps,
  row: BankTransactionRow,
  proposals: ReturnType<typeof proposalsOf>,
): Promise<void> {
  // No proposals are kept, too: they say that somebody has looked.
  if (proposals.length === 0 && row.proposals?.length === 0) return;
  const state = proposals.length > 0 ? 'proposed' : 'new';
  try {
    await store.transact([store.changeTransaction(row, { state, proposals })]);
  } catch (error) {
    // Somebody else has dealt with it meanwhile: what was proposed here is of no use any more.
    if (!(error instanceof DomainError) || error.code !== 'banking.transaction-state') throw error;
  }
}
