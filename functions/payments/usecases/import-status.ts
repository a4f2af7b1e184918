import type {
  ImportContext,
  ImportDefinition,
  ImportUnit,
  MoveCursor,
  ReadableFile,
} from '../../../shared/imports/definition.ts';
import { DomainError, invariant } from '../../../shared/kernel/errors.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { paymentStatus } from '../contract.ts';
import { groupsOf } from '../domain/payment-groups.ts';
import {
  readStatusReport,
  STATUS_REPORT,
  type Statement,
  type XmlNode,
} from '../domain/read-status-report.ts';
import { endToEndIdOf } from '../domain/sepa/identifiers.ts';
import { refuse } from '../errors.ts';
import type { PaymentRow } from '../table.ts';
import { type ReversePaymentDeps, reversePayment } from './cancel-run.ts';

export interface ImportStatusDeps extends ReversePaymentDeps {
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
  readonly parseXml: (bytes: Uint8Array) => { readonly root: XmlNode; readonly namespace: string };
  readonly retryWhileContended: Retry;
}

/** One payment and what the bank says of it, or a statement that names none of ours. */
export interface StatusUnit extends ImportUnit {
  readonly statement: Statement;
  readonly createdOn: string;
  readonly payment: { readonly runId: string; readonly number: number } | undefined;
}

async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > paymentStatus.maxBytes) {
      throw refuse('payments.report-refused', `A report has at most ${paymentStatus.maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The payments that a statement is about: one, those of a group, all of a run. A stable list: files do not change. */
async function paymentsMeant(
  { reader }: ImportStatusDeps,
  company: string,
  { scope, runId, number, id }: Statement,
): Promise<PaymentRow[]> {
  if (runId === undefined) return [];
  const sent = (await reader.paymentsOf(company, runId)).filter(({ entryId }) => entryId !== undefined);
  if (scope === 'payment') return sent.filter((payment) => payment.number === number);
  if (scope === 'run') return sent;
  const run = await reader.loadRun(company, runId);
  return run ? [...(groupsOf(run, sent).get(id) ?? [])] : [];
}

async function openReport(
  deps: ImportStatusDeps,
  bytes: AsyncIterable<Uint8Array>,
  { companyId }: ImportContext,
): Promise<ReadableFile<StatusUnit>> {
  const { root, namespace } = deps.parseXml(await readWhole(bytes));
  if (!STATUS_REPORT.test(namespace)) {
    throw refuse(
      'payments.report-refused',
      `"${namespace.slice(0, 80)}" is no namespace of a status report (pain.002).`,
    );
  }
  const { createdOn, statements } = readStatusReport(root);
  const units: StatusUnit[] = [];
  const told = new Set<string>();
  for (const statement of statements) {
    const meant = await paymentsMeant(deps, companyId, statement);
    const places = meant.filter(({ runId, number }) => !told.has(endToEndIdOf(runId, number)));
    const ids = places.map(({ runId, number }) => endToEndIdOf(runId, number));
    for (const id of ids) told.add(id);
    const rows = meant.length === 0 ? [undefined] : places;
    for (const [index, payment] of rows.entries()) {
      const row = units.length + 1;
      const cells = [ids[index] ?? statement.id, statement.status, statement.code];
      const at = payment && { runId: payment.runId, number: payment.number };
      units.push({
        firstRow: row,
        lastRow: row,
        source: [{ row, cells }],
        statement,
        createdOn,
        payment: at,
      });
    }
  }
  if (units.length === 0) throw refuse('payments.report-refused', 'The report says nothing of any payment.');
  return { headings: ['endToEndId', 'status', 'code'], delimiter: ';', items: inOrder(units) };
}

async function* inOrder<T>(items: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* items;
}

/**
 * Applies status reports: what the bank accepted is marked, what it rejected is reversed so that its items are open again.
 * The same report, or another that says the same, changes nothing.
 */
export function statusImport(deps: ImportStatusDeps): ImportDefinition<StatusUnit> {
  async function apply(
    unit: StatusUnit,
    context: ImportContext,
    together: () => readonly Write[],
  ): Promise<void> {
    const { statement, payment: place, createdOn } = unit;
    const { outcome, code, detail, status, id } = statement;
    if (!place)
      throw refuse('payments.unknown-payment', `${id || 'A statement without id'} names no payment of ours.`);
    if (!outcome)
      throw refuse('payments.report-refused', `${status || 'No status'} is not a status that is known.`);
    const payment = await deps.reader.loadPayment(context.companyId, place.runId, place.number);
    invariant(payment, `payment ${place.number} of ${place.runId} is gone`);
    const { state } = payment;
    if (outcome === 'pending' || state === outcome) return deps.store.commit(together());
    if (state !== 'booked' && !(state === 'accepted' && outcome === 'rejected')) {
      throw refuse('payments.payment-state', `The payment is ${state}; the bank says ${status}.`);
    }
    if (outcome === 'accepted') {
      const accepted = { ...payment, state: outcome };
      return deps.store.commit([deps.store.paymentWrite(payment, accepted), ...together()]);
    }
    const [company, run] = await Promise.all([
      deps.loadCompany(context.companyId),
      deps.reader.loadRun(context.companyId, place.runId),
    ]);
    invariant(company && run, `run ${place.runId} has payments and is not there`);
    const posting = { company, postedAt: context.now.toISOString(), postedBy: context.startedBy };
    // Nothing is taken back before it was booked, however early the bank says no.
    const date = createdOn > run.executionDate ? createdOn : run.executionDate;
    return reversePayment(deps, payment, {
      posting,
      date,
      state: 'rejected',
      reason: code,
      detail,
      together,
    });
  }

  async function commitUnit(unit: StatusUnit, context: ImportContext, moveCursor: MoveCursor): Promise<void> {
    try {
      const together = () => moveCursor({ from: 0, to: 1, done: 1, refused: [] });
      await decideAgain('payments', deps, () => apply(unit, context, together));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      const refused = [{ row: unit.firstRow, code: error.code, reason: error.message }];
      await deps.store.commit(moveCursor({ from: 0, to: 1, done: 0, refused }));
    }
  }

  return {
    kind: paymentStatus,
    open: (bytes, context) => openReport(deps, bytes, context),
    batchUnits: 1,
    commit: async (units, context, moveCursor) => {
      const [unit] = units;
      invariant(unit && units.length === 1, 'reports are applied payment by payment');
      await commitUnit(unit, context, moveCursor);
    },
  };
}
