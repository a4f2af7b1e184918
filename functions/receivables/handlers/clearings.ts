import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
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
    items: parts.map(({ itemId, account, amountMinor }) => ({
      item: itemId,
      account,
      amount: formatMinor(amountMinor, currency),
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

/** Tax that fell due with a payment falls back only with its entry. */
async function assertNoTaxDue({ reader, books }: Receivables, companyId: string, clearingId: string) {
  const entryId = (await reader.loadClearing(companyId, clearingId))?.entryId;
  const entry = entryId === undefined ? undefined : await books.reader.findEntry(companyId, entryId);
  if (!entry?.lines.some(({ taxBaseMinor }) => taxBaseMinor !== undefined)) return;
  const detail = `Tax fell due with the entry ${entryId}: reverse it, which undoes the clearing.`;
  throw refuse('receivables.cleared-by-entry', detail, { extra: { entryId } });
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
    on(routes.undoClearing, async ({ params, body, principal, now, idempotency }) => {
      const company = await companyOf(receivables.books, params.companyId);
      await receivables.follow(company);
      await assertNoTaxDue(receivables, company.id, params.clearingId);
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
        remember: (done) => (idempotency ? [idempotency.writeFor(replyTo(done))] : []),
      });
      if (undoing) return replyTo(undoing);
      throw refuse('receivables.already-undone', `The clearing ${params.clearingId} has been undone.`);
    }),
  ];
}
