import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Write } from '../../../shared/table/writes.ts';
import {
  isPersonal,
  movesAdvance,
  type PostedEntry,
  type Posting,
  postingOf,
  reverseEntry,
} from '../../ledger/books.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import type { Receivables } from '../compose.ts';
import type { Clearing } from '../domain/clearing.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/clearings.ts';
import { readWishes } from './read-wishes.ts';

interface Who {
  readonly by: string;
  readonly at: string;
  readonly undoneBy?: string | undefined;
}

function viewClearing({ parts, ...clearing }: Clearing, { by, at, undoneBy }: Who, currency: string) {
  return {
    ...clearing,
    items: parts.map(({ itemId, account, amountMinor, adjustedMinor }) => ({
      item: itemId,
      account,
      amount: formatMinor(amountMinor, currency),
      ...(adjustedMinor === undefined ? {} : { adjusted: formatMinor(adjustedMinor, currency) }),
    })),
    by,
    at,
    undoneBy,
  };
}

function bindPostClearing(receivables: Receivables): Binding {
  return on(routes.postClearing, async (request) => {
    const { params, body, idempotency, principal, now } = request;
    const company = await companyOf(receivables.books, params.companyId);
    const { optional, assertRead } = amountReader(company.currency, (detail, details) =>
      refuse('receivables.invalid-clearing', detail, details),
    );
    const wishes = readWishes(body.items, optional);
    const bankMinor = optional(body.amount, '/amount', 'not-zero');
    assertRead();
    if (body.amount !== undefined && body.bankAccount === undefined) {
      const detail = 'An amount of money needs the bankAccount that it moved on.';
      throw refuse('receivables.invalid-clearing', detail, { errors: [{ pointer: '/bankAccount', detail }] });
    }
    const who = { by: principal.id, at: now.toISOString() };
    const replyTo = (clearing: Clearing) =>
      created(
        viewClearing(clearing, who, company.currency),
        `/companies/${company.id}/clearings/${clearing.id}`,
      );
    const { bankAccount, restAccount, adjustmentAccount, documentNumber, reference, text, date } = body;
    const { clearing } = await receivables.settle({
      posting: { company, postedAt: who.at, postedBy: who.by },
      date,
      wishes,
      bankAccount,
      bankMinor,
      restAccount,
      adjustmentAccount,
      documentNumber,
      reference,
      text,
      together: (done) => (idempotency ? [idempotency.writeFor(replyTo(done.clearing))] : []),
    });
    return replyTo(clearing);
  });
}

/**
 * The entry of a clearing that made tax due or moved advances, where it must be reversed with it: one without money, which
 * only set items off. A payment falls back with its own reversal, which undoes the clearing.
 */
async function entryToReverse(
  { reader, books }: Receivables,
  company: LedgerCompany,
  clearingId: string,
): Promise<PostedEntry | undefined> {
  const clearing = await reader.loadClearing(company.id, clearingId);
  const { entryId, undoneBy } = clearing ?? {};
  const entry = entryId === undefined ? undefined : await books.reader.findEntry(company.id, entryId);
  const hasTax = entry?.lines.some(
    ({ taxBaseMinor, taxCode }) => taxBaseMinor !== undefined || movesAdvance(taxCode),
  );
  if (!entry || !hasTax || undoneBy !== undefined) return undefined;
  if (!entry.lines.some(({ account }) => isPersonal(account, company.accountLength))) return entry;
  const detail = `Tax fell due with the entry ${entryId}: reverse it, which undoes the clearing.`;
  throw refuse('receivables.cleared-by-entry', detail, { extra: { entryId } });
}

function bindUndoClearing(receivables: Receivables): Binding {
  const { books } = receivables;
  return on(routes.undoClearing, async (request) => {
    const { params, body, principal, now, idempotency } = request;
    const company = await companyOf(books, params.companyId);
    await receivables.follow(company);
    const entry = await entryToReverse(receivables, company, params.clearingId);
    const who = { by: principal.id, at: now.toISOString() };
    const replyTo = (undoing: Clearing) =>
      created(
        viewClearing(undoing, who, company.currency),
        `/companies/${company.id}/clearings/${undoing.id}`,
      );
    const undoing = await receivables.undo({
      companyId: company.id,
      clearingId: params.clearingId,
      on: body?.date ?? who.at.slice(0, 10),
      ...who,
      commit: entry && reversing(receivables, postingOf(company, request), entry),
      remember: (done) => (idempotency ? [idempotency.writeFor(replyTo(done))] : []),
    });
    if (undoing) return replyTo(undoing);
    throw refuse('receivables.already-undone', `The clearing ${params.clearingId} has been undone.`);
  });
}

/** Commits writes together with the reversal of an entry, on the day on which the clearing ends. */
function reversing({ books }: Receivables, posting: Posting, entry: PostedEntry) {
  const { reader, store, post } = books;
  return async (writes: readonly Write[], { on: date }: Clearing) => {
    await reverseEntry({ reader, store, post }, posting, entry, { method: 'storno', date }, () => writes);
  };
}

/** What clears items, and takes it back. */
export function clearingBindings(receivables: Receivables): readonly Binding[] {
  return [
    bindPostClearing(receivables),
    on(routes.getClearing, async ({ params }) => {
      const company = await companyOf(receivables.books, params.companyId);
      const row = await receivables.reader.loadClearing(company.id, params.clearingId);
      if (!row) {
        throw refuse('receivables.unknown-clearing', `There is no clearing ${params.clearingId}.`);
      }
      const { company: _company, by, at, undoneBy, ...clearing } = row;
      return ok(viewClearing(clearing as Clearing, { by, at, undoneBy }, company.currency));
    }),
    bindUndoClearing(receivables),
  ];
}
