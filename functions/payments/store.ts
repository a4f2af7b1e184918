import { gzipSync } from 'node:zlib';
import { Approval } from '../../shared/approvals.ts';
import { ABSENT, where } from '../../shared/table/condition.ts';
import { ChangedMeanwhileError, ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { insert, put, type Write } from '../../shared/table/writes.ts';
import type { LeftOut } from './domain/payment.ts';
import { refuse } from './errors.ts';
import {
  LeftOutRow,
  MandateRow,
  PaymentFileRow,
  PaymentRow,
  PaymentRunRow,
  PaymentSettingsRow,
  SettlementRow,
} from './table.ts';

/** Payments that one transaction writes: some 4 KB each. */
const ROWS_A_TRANSACTION = 50;
const LEFT_OUT_A_ROW = 1_000;

export type PaymentsStore = ReturnType<typeof paymentsStore>;

/** The only writer of the module's items. Most of it makes writes that others commit together with an entry. */
export function paymentsStore(table: Table) {
  const changed = (what: string) => () => new ChangedMeanwhileError('payments', what);

  function settingsWrite(seen: PaymentSettingsRow | undefined, next: PaymentSettingsRow): Write {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    return put(PaymentSettingsRow, next, when, () => new ContentionError('the settings changed meanwhile'));
  }

  /** Of two changes at once one happens, the other reads again. */
  function mandateWrite(seen: MandateRow | undefined, next: MandateRow): Write {
    return put(
      MandateRow,
      next,
      seen ? where({ version: seen.version }) : ABSENT,
      changed(`mandate ${next.id}`),
    );
  }

  /** The run as it is after a step; of two steps at once one happens, the other reads again. */
  function runWrite(seen: PaymentRunRow, next: Omit<PaymentRunRow, 'version'>): Write {
    const row = { ...next, version: seen.version + 1 };
    return put(PaymentRunRow, row, where({ version: seen.version }), changed(`run ${next.id}`));
  }

  function insertRun(run: PaymentRunRow): Write {
    return insert(PaymentRunRow, run, () => new Error(`run ${run.id} exists already`));
  }

  /** The payment as it is after a step; conditional on the state that was read, so that no step happens twice. */
  function paymentWrite(seen: PaymentRow, next: PaymentRow): Write {
    const { state, entryId, amountMinor, returnedBy, notifiedOn } = seen;
    const what = `payment ${seen.number} of ${seen.runId}`;
    return put(
      PaymentRow,
      next,
      where({ state, entryId, amountMinor, returnedBy, notifiedOn }),
      changed(what),
    );
  }

  /** Whoever writes it moves the run in the same transaction, so that no payment is shown by two lines. */
  function settlementWrite(row: SettlementRow): Write {
    return put(SettlementRow, row);
  }

  /** Payments and what was left out, before the run that makes them visible: without it they are nobody's. */
  async function writeProposal(
    company: string,
    runId: string,
    payments: readonly PaymentRow[],
    leftOut: readonly LeftOut[],
  ): Promise<void> {
    const writes: Write[] = payments.map((payment) => put(PaymentRow, payment));
    for (let part = 0; part * LEFT_OUT_A_ROW < leftOut.length; part += 1) {
      const some = leftOut.slice(part * LEFT_OUT_A_ROW, (part + 1) * LEFT_OUT_A_ROW);
      const content = gzipSync(JSON.stringify(some));
      writes.push(put(LeftOutRow, { company, runId, part, content }));
    }
    for (let from = 0; from < writes.length; from += ROWS_A_TRANSACTION) {
      await table.transact(writes.slice(from, from + ROWS_A_TRANSACTION));
    }
  }

  function fileWrite(file: PaymentFileRow): Write {
    return insert(PaymentFileRow, file, changed(`the file of ${file.runId}`));
  }

  async function loadApproval(companyId: string, approvalId: string): Promise<Approval> {
    const approval = await table.get(Approval, { companyId, approvalId });
    if (approval) return approval;
    throw refuse('payments.unknown-run', `There is no request ${approvalId}.`);
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  return {
    settingsWrite,
    mandateWrite,
    runWrite,
    insertRun,
    paymentWrite,
    settlementWrite,
    writeProposal,
    fileWrite,
    loadApproval,
    commit,
  };
}
