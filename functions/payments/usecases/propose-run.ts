import { requestApproval } from '../../../shared/approvals.ts';
import { addDays, type CalendarDate, utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { discountOn, openMinorOf, type Receivables } from '../../receivables/books.ts';
import type { DueItem, RunKind } from '../domain/payment.ts';
import { type Proposal, proposeRun, type RunPartner, type RunTerms } from '../domain/proposal.ts';
import { earliestDebitDay, isTargetDay, targetDayFrom } from '../domain/sepa/target-calendar.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { PaymentRow, PaymentRunRow, PaymentSettingsRow } from '../table.ts';
import { type Action, traceOf } from './action.ts';

export interface ProposeRunDeps {
  readonly reader: Pick<PaymentsReader, 'loadSettings' | 'allMandates' | 'itemsUnderWay'>;
  readonly store: Pick<PaymentsStore, 'insertRun' | 'writeProposal' | 'commit'>;
  readonly receivables: Pick<Receivables, 'follow' | 'sideOf'> & {
    readonly reader: Pick<Receivables['reader'], 'allOpenItems' | 'partnersOf'>;
  };
  readonly newId: NewId;
}

export interface RunWish {
  readonly kind: RunKind;
  readonly executionDate: CalendarDate;
  readonly payUntil?: CalendarDate | undefined;
  readonly nextRunOn?: CalendarDate | undefined;
  readonly collect: 'item' | 'partner';
  readonly urgent: boolean;
  readonly minimumMinor: bigint;
  /** Only these; all unless said. */
  readonly partners?: readonly string[] | undefined;
}

/** What approvals of runs are about. */
export const APPROVE_RUN = 'payments.run';

/**
 * Proposes a run and keeps it: payments first, the run that makes them visible last, together with the request for its
 * approval and what `remember` adds. Nothing is booked yet.
 * @throws payments.no-settings, payments.invalid-run, payments.not-in-euro
 */
export async function proposeAndKeep(
  deps: ProposeRunDeps,
  action: Action,
  wish: RunWish,
  remember: (run: PaymentRunRow, rows: readonly PaymentRow[], proposal: Proposal) => readonly Write[],
): Promise<{ run: PaymentRunRow; payments: readonly PaymentRow[]; leftOut: Proposal['leftOut'] }> {
  const { company, principal, now } = action;
  const settings = await settingsFor(deps, action, wish);
  const { partners: _partners, kind, urgent, ...terms } = termsOf(wish, utcDay(now));
  const proposal = await proposeFor(deps, action, { kind, ...terms }, wish.partners, settings);
  const id = deps.newId('pay');
  const payments = proposal.payments.map((payment, index): PaymentRow => {
    const items = [...payment.items];
    return {
      company: company.id,
      runId: id,
      number: index + 1,
      state: 'proposed',
      ...payment,
      items,
      without: [],
    };
  });
  await deps.store.writeProposal(company.id, id, payments, proposal.leftOut);
  const {
    company: _c,
    blockedPartners: _b,
    version: _v,
    changedAt: _a,
    changedBy: _by,
    ...orderer
  } = settings;
  const approvalId = deps.newId('apr');
  const at = now.toISOString();
  const run: PaymentRunRow = {
    company: company.id, id, kind, state: 'proposed', ...terms, urgent, orderer, payments: payments.length, approvalId,
    proposedBy: principal.id, proposedAt: at, changedBy: [], version: 1,
  }; // biome-ignore format: a few rows
  const subject = `payment-runs/${id}`;
  const asked = {
    companyId: company.id,
    approvalId,
    kind: APPROVE_RUN,
    subject,
    payload: { runId: id },
    reason: `${kind} on ${run.executionDate}`,
    requestedBy: principal.id,
    requestedAt: at,
  };
  await deps.store.commit([
    deps.store.insertRun(run),
    requestApproval(asked),
    traceOf(deps, action, { action: 'payments.run-proposed', subject, after: { payments: payments.length } }),
    ...remember(run, payments, proposal),
  ]);
  return { run, payments, leftOut: proposal.leftOut };
}

async function settingsFor(
  { reader }: Pick<ProposeRunDeps, 'reader'>,
  { company }: Action,
  { kind }: RunWish,
): Promise<PaymentSettingsRow> {
  if (company.currency !== 'EUR') {
    throw refuse('payments.not-in-euro', `The books of ${company.id} are in ${company.currency}.`);
  }
  const settings = await reader.loadSettings(company.id);
  if (!settings)
    throw refuse('payments.no-settings', 'Put the payment settings first: account, transit account.');
  if (kind === 'direct-debit' && settings.creditorId === undefined) {
    throw refuse(
      'payments.no-settings',
      'Debits need the creditor identifier of the company in its payment settings.',
    );
  }
  return settings;
}

/** Refuses days on which nothing can be executed, with the next one that can. */
export function dateProblem(
  kind: RunKind,
  executionDate: CalendarDate,
  today: CalendarDate,
): string | undefined {
  const earliest = kind === 'transfer' ? targetDayFrom(today) : earliestDebitDay(today);
  if (executionDate < earliest)
    return `${executionDate} is too early; the first day that can be kept is ${earliest}.`;
  if (isTargetDay(executionDate)) return undefined;
  return `${executionDate} is no TARGET business day; the next is ${targetDayFrom(executionDate)}.`;
}

function termsOf(wish: RunWish, today: CalendarDate) {
  const { executionDate, payUntil = executionDate, nextRunOn = addDays(executionDate, 1) } = wish;
  const errors: FieldError[] = [];
  const unfit = dateProblem(wish.kind, executionDate, today);
  if (unfit) errors.push({ pointer: '/executionDate', detail: unfit });
  if (nextRunOn <= executionDate) {
    errors.push({ pointer: '/nextRunOn', detail: 'The next run is after this one.' });
  }
  if (errors[0]) throw refuse('payments.invalid-run', errors[0].detail, { errors });
  return { ...wish, payUntil, nextRunOn };
}

async function proposeFor(
  deps: ProposeRunDeps,
  { company }: Action,
  terms: RunTerms,
  only: readonly string[] | undefined,
  settings: PaymentSettingsRow,
): Promise<Proposal> {
  await deps.receivables.follow(company);
  const side = terms.kind === 'transfer' ? 'payable' : 'receivable';
  const sign = side === 'payable' ? -1n : 1n;
  const stored = (await deps.receivables.reader.allOpenItems(company.id)).filter(
    ({ account }) => deps.receivables.sideOf(account, company.accountLength) === side,
  );
  const [owners, mandates, underWay] = await Promise.all([
    deps.receivables.reader.partnersOf(
      company.id,
      stored.map(({ account }) => account),
    ),
    terms.kind === 'transfer' ? [] : deps.reader.allMandates(company.id),
    deps.reader.itemsUnderWay(company.id),
  ]);
  const byPartner = Map.groupBy(mandates, ({ partnerId }) => partnerId);
  const partners = [...owners.values()].map(
    ({ id, account, name, iban, bic, address }): RunPartner => ({
      id, account, name, iban, bic, address,
      blocked: settings.blockedPartners.includes(id),
      mandates: byPartner.get(id) ?? [],
    }),
  ); // biome-ignore format: a few rows
  const items = stored
    .filter(({ account }) => only === undefined || only.includes(owners.get(account)?.id ?? ''))
    .map((item): DueItem => {
      const { id, account, date, dueDate, documentNumber, reference } = item;
      const discount = discountOn(item, terms.executionDate);
      const label = documentNumber ?? reference ?? id;
      return { id, account, label, date, dueDate, owedMinor: sign * openMinorOf(item), discount };
    });
  return proposeRun(terms, items, partners, underWay);
}
