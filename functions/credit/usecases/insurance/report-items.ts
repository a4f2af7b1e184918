import { recordChange } from '../../../../shared/changes.ts';
import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { type InsuranceClock, reportDueOn } from '../../domain/insurance/insurance-clock.ts';
import { refuse } from '../../errors.ts';
import type { InsuranceReportRow } from '../../table.ts';
import type { Who } from '../put-profile.ts';
import { type ClockDeps, insuredItems, runClock } from './run-clock.ts';

export interface ReportWish {
  readonly company: string;
  readonly customer: string;
  readonly items: readonly string[];
  /** The day on which the insurer was told; today unless said. */
  readonly on?: string | undefined;
  readonly reference?: string | undefined;
}

export interface Reported {
  readonly reportId: string;
  readonly rows: readonly InsuranceReportRow[];
  readonly clock: InsuranceClock | undefined;
}

/**
 * Keeps that overdue items were reported to the insurer, and reads the clock anew. An item that was reported already keeps its first
 * day; a report that comes too late is kept too, and does not bring back the cover.
 * @param remember writes that go with the first commit
 * @throws credit.no-insurance, credit.invalid-insurance
 */
export async function reportItems(
  deps: ClockDeps,
  wish: ReportWish,
  who: Who,
  remember: (done: Omit<Reported, 'clock'>) => readonly Write[] = () => [],
): Promise<Reported> {
  const { company, customer, items, reference } = wish;
  const done = await deps.retryWhileContended(async () => {
    const profile = await deps.reader.loadProfile(company, customer);
    const policyId = profile?.insurance?.policy;
    const policy = policyId === undefined ? undefined : await deps.insurance.loadPolicy(company, policyId);
    if (!policy)
      throw refuse('credit.no-insurance', `${customer} has no insurance policy that is known here.`);
    const on = wish.on ?? utcDay(who.now);
    if (on > utcDay(who.now))
      throw invalid('/on', 'A report is made, not announced: the day is still to come.');
    const [open, earlier] = await Promise.all([
      insuredItems(deps, company, customer),
      deps.insurance.reportsOf(company, customer),
    ]);
    const reportId = deps.newId('irp');
    const rows = items.map((itemId, at): InsuranceReportRow => {
      const known = earlier.find((row) => row.itemId === itemId);
      if (known && known.on <= on) return known;
      const item = open.find(({ id }) => id === itemId);
      if (!item) throw invalid(`/items/${at}`, `${itemId} is no open item of ${customer}.`);
      const dueOn = reportDueOn(item, policy);
      return {
        company, customer, itemId, reportId, policy: policy.id, on, dueOn, at: who.now.toISOString(), by: who.principal.id,
        ...(reference === undefined ? {} : { reference }),
      }; // biome-ignore format: a record
    });
    const news = rows.filter((row) => row.reportId === reportId);
    const writes = news.map((row) =>
      deps.insurance.reportWrite(
        earlier.find((one) => one.itemId === row.itemId),
        row,
      ),
    );
    const kept = { reportId, rows };
    await deps.store.commit([...writes, traceOf(deps, wish, on, reportId, who), ...remember(kept)]);
    return kept;
  });
  return { ...done, clock: await runClock(deps, company, customer, who.now) };
}

function invalid(pointer: string, detail: string) {
  return refuse('credit.invalid-insurance', detail, { errors: [{ pointer, detail }] });
}

function traceOf(
  { newId }: ClockDeps,
  { company, customer, items }: ReportWish,
  on: string,
  reportId: string,
  { principal, now, requestId }: Who,
): Write {
  return recordChange({
    companyId: company,
    changeId: newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    requestId,
    action: 'credit.overdue-reported',
    subject: `credit/${customer}`,
    after: { reportId, on, items: items.join(' ') },
  });
}
