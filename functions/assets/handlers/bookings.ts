import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Assets } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/bookings.ts';
import type { AssetRow, EventRow } from '../table.ts';
import { bookDepreciation } from '../usecases/book-depreciation.ts';
import type { EventAccounts } from '../usecases/event-lines.ts';
import { type Recorded, recordEvent } from '../usecases/record-event.ts';
import { undoEvent } from '../usecases/undo-event.ts';
import { viewAsset, viewEvent } from './view-asset.ts';

/** API Gateway answers after 29 s at the latest; the last batch needs time to end. */
const RUN_MILLISECONDS = 18_000;
const SHOWN_ITEMS = 5_000;

type NewEvent = Omit<EventRow, 'id' | 'entryId' | 'by' | 'at'>;
interface Read {
  readonly event: NewEvent;
  readonly accounts: EventAccounts;
}

function readEvent(body: routes.EventBody, currency: string): Read {
  const refuseEvent = (detail: string, details: object) => refuse('assets.invalid-event', detail, details);
  const { read, optional, assertRead } = amountReader(currency, refuseEvent);
  const { kind, date, note } = body;
  const common = { kind, date, ...(note === undefined ? {} : { note }) };
  const none = { tax: 'standard' as const };
  const result = readKind();
  assertRead();
  return result;

  function readKind(): Read {
    switch (body.kind) {
      case 'subsequent-cost': {
        const amountMinor = read(body.amount, '/amount', 'not-zero');
        const { remainingLifeMonths } = body;
        return {
          event: { ...common, amountMinor, ...(remainingLifeMonths ? { remainingLifeMonths } : {}) },
          accounts: none,
        };
      }
      case 'impairment':
      case 'write-up': {
        const amountMinor = read(body.amount, '/amount', 'positive');
        return {
          event: { ...common, amountMinor },
          accounts: { ...none, contraAccount: body.contraAccount },
        };
      }
      case 'transfer': {
        const { account, position, depreciationAccount } = body;
        const named = {
          account,
          ...(position ? { position } : {}),
          ...(depreciationAccount ? { depreciationAccount } : {}),
        };
        return { event: { ...common, ...named }, accounts: none };
      }
      case 'change-of-terms': {
        const { method, remainingLifeMonths } = body;
        return {
          event: { ...common, method, ...(remainingLifeMonths ? { remainingLifeMonths } : {}) },
          accounts: none,
        };
      }
      case 'units':
        return { event: { ...common, units: body.units }, accounts: none };
      case 'disposal':
        return readDisposal(body);
    }
  }

  function readDisposal({
    cost,
    proceeds,
    proceedsAccount,
    bookValueAccount,
  }: routes.EventBody & { kind: 'disposal' }): Read {
    const costMinor = optional(cost, '/cost', 'positive');
    const net = optional(proceeds?.net, '/proceeds/net', 'not-negative');
    const grossMinor = optional(proceeds?.gross, '/proceeds/gross', 'positive');
    const { account: proceedsOn, tax = 'standard' } = proceeds ?? {};
    if (proceeds && (net === undefined) === (grossMinor === undefined)) {
      const detail = 'Name either net, of a sale booked already, or gross and account, to book it.';
      throw refuseEvent(detail, { errors: [{ pointer: '/proceeds', detail }] });
    }
    if ((grossMinor === undefined) !== (proceedsOn === undefined)) {
      const detail = 'Gross proceeds need the account that takes them, and the account the gross amount.';
      throw refuseEvent(detail, { errors: [{ pointer: '/proceeds/account', detail }] });
    }
    const event = { ...common, proceedsMinor: net ?? 0n, ...(costMinor === undefined ? {} : { costMinor }) };
    return { event, accounts: { proceedsOn, grossMinor, tax, proceedsAccount, bookValueAccount } };
  }
}

function bindEvent(assets: Assets): Binding {
  return on(routes.postEvent, async ({ params, body, principal, now, idempotency, requestId }) => {
    const company = await companyOf(assets.books, params.companyId);
    const at = now.toISOString();
    const replyTo = ({ row, event }: Recorded) =>
      created(
        { event: viewEvent(event, company.currency), asset: viewAsset(row, company, event.date) },
        `/companies/${company.id}/assets/${row.id}`,
      );
    const recorded = await recordEvent(assets, {
      posting: { company, postedAt: at, postedBy: principal.id },
      assetId: params.assetId,
      ...readEvent(body, company.currency),
      documentNumber: body.documentNumber,
      text: body.text,
      requestId,
      together: (done) => (idempotency ? [idempotency.writeFor(replyTo(done))] : []),
    });
    return replyTo(recorded);
  });
}

function bindUndo(assets: Assets): Binding {
  return on(routes.undoEvent, async ({ params, body, principal, now, idempotency, requestId }) => {
    const company = await companyOf(assets.books, params.companyId);
    const at = now.toISOString();
    const replyTo = (row: AssetRow) => ok(viewAsset(row, company, at.slice(0, 10)));
    const row = await undoEvent(assets, {
      posting: { company, postedAt: at, postedBy: principal.id },
      assetId: params.assetId,
      eventId: params.eventId,
      date: body?.date,
      requestId,
      together: (done) => (idempotency ? [idempotency.writeFor(replyTo(done))] : []),
    });
    return replyTo(row);
  });
}

function bindRun(assets: Assets): Binding {
  return on(routes.postDepreciationRun, async ({ params, body, principal, now }) => {
    const company = await companyOf(assets.books, params.companyId);
    const { fiscalYear, through, preview } = body;
    const posting = { company, postedAt: now.toISOString(), postedBy: principal.id };
    const until = assets.now() + RUN_MILLISECONDS;
    const run = await bookDepreciation(assets, { posting, fiscalYear, through, preview, until });
    const money = (minor: bigint) => formatMinor(minor, company.currency);
    const done = run.items.filter(({ problem }) => problem === undefined);
    return ok({
      fiscalYear,
      through,
      preview,
      complete: run.complete,
      assets: new Set(done.map(({ asset }) => asset)).size,
      entries: done.length,
      total: money(done.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
      items: done.slice(0, SHOWN_ITEMS).map(({ asset, month, amountMinor, entryId }) => {
        return { asset, month, amount: money(amountMinor), entryId };
      }),
      refused: run.items.flatMap(({ asset, month, amountMinor, problem }) =>
        problem
          ? [{ asset, month, amount: money(amountMinor), code: problem.code, reason: problem.message }]
          : [],
      ),
      left: run.left.map(({ asset, amountMinor }) => ({ asset, amount: money(amountMinor) })),
    });
  });
}

/** What books: events of assets, runs of depreciation. */
export function bookingBindings(assets: Assets): readonly Binding[] {
  return [bindEvent(assets), bindUndo(assets), bindRun(assets)];
}
