import { addDays, utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import type { Retry } from '../../../../shared/table/failures.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { type CaseKind, note, review } from '../../domain/cases/case.ts';
import { refuse } from '../../errors.ts';
import type { CaseReader } from '../../reader/cases.ts';
import type { CaseStore } from '../../store/cases.ts';
import type { CreditCaseRow, CreditCaseSettingsRow } from '../../table/cases.ts';
import type { CreditCheckRow } from '../../table.ts';
import type { ReservationKey } from '../change-reservation.ts';
import type { Who } from '../put-profile.ts';

export interface OpenCaseDeps {
  readonly reader: Pick<CaseReader, 'loadCase' | 'loadCheck' | 'loadProfile' | 'loadCaseSettings'>;
  readonly cases: CaseStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface CaseWish {
  readonly kind: CaseKind;
  /** Who asks besides whoever asked for the check; nobody where the check itself refers to a person. */
  readonly requestedBy?: string | undefined;
  /** Why, or the customer's point of view. */
  readonly text?: string | undefined;
}

export interface Opened {
  readonly row: CreditCaseRow;
  readonly isNew: boolean;
}

/**
 * Brings a check before a person. One case a check: where there is one, that is the answer; a review is added to it.
 * @throws credit.unknown-check, credit.no-case-needed, credit.case-ended
 */
export function openCase(
  deps: OpenCaseDeps,
  key: ReservationKey,
  wish: CaseWish,
  who: Who,
  together: (row: CreditCaseRow) => readonly Write[] = () => [],
): Promise<Opened> {
  const { company, customer, id } = key;
  return deps.retryWhileContended(async () => {
    const [standing, check, profile, settings] = await Promise.all([
      deps.reader.loadCase(company, customer, id),
      deps.reader.loadCheck(company, customer, id),
      deps.reader.loadProfile(company, customer),
      deps.reader.loadCaseSettings(company),
    ]);
    if (standing && wish.kind !== 'review') return { row: standing, isNew: false };
    if (standing) {
      const next = {
        ...withText(deps, review(standing, asked(who)), wish, who),
        version: standing.version + 1,
      };
      await deps.cases.commit([deps.cases.changeCase(standing, next), ...together(next)]);
      return { row: next, isNew: false };
    }
    const opened = caseOf(check, `${customer}~${id}`, settings, wish, who);
    const sanctions = profile?.sanctions?.state;
    const row = withText(deps, { ...opened, ...(sanctions ? { sanctions } : {}) }, wish, who);
    await deps.cases.commit([deps.cases.addCase(row), ...together(row)]);
    return { row, isNew: true };
  });
}

function asked({ principal, now }: Who) {
  return { by: principal.id, at: now.toISOString() };
}

function withText(
  { newId }: OpenCaseDeps,
  row: CreditCaseRow,
  { kind, text }: CaseWish,
  who: Who,
): CreditCaseRow {
  if (text === undefined) return row;
  const isStatement = kind === 'review' ? { isStatement: true } : {};
  return note(row, { id: newId('nte'), ...asked(who), text, ...isStatement });
}

/** What a case freezes of its check. @throws credit.unknown-check, credit.no-case-needed */
function caseOf(
  check: CreditCheckRow | undefined,
  checkId: string,
  { checklist, endDays }: CreditCaseSettingsRow,
  { kind, requestedBy }: CaseWish,
  { now }: Who,
): CreditCaseRow {
  const { decision, content, policy = 0 } = check ?? {};
  if (!check || !decision || !content) throw refuse('credit.unknown-check', `There is no check ${checkId}.`);
  if (decision === 'approved') throw refuse('credit.no-case-needed', `The check ${checkId} was approved.`);
  const { company, customer, id, reference, amountMinor, currency, amends, at, by, reasons } = check;
  const ends = `${addDays(utcDay(now), endDays)}T00:00:00.000Z`;
  // An order that wanted its reservation for a shorter time does not wait for longer.
  const isShorter = check.until !== undefined && check.until < ends && check.until > now.toISOString();
  return {
    company, customer, id, reference, amountMinor, currency, decision, decidedAt: at, reasons, policy, content, kind,
    ...(amends === undefined ? {} : { amends }),
    ...(kind === 'review' ? {} : { endsAt: isShorter ? check.until : ends }),
    state: 'open',
    askedBy: [...new Set([by, ...(requestedBy === undefined ? [] : [requestedBy])])],
    openedAt: now.toISOString(),
    recommendations: [],
    checklist: checklist.map((item) => ({ ...item, state: 'open' as const })),
    notes: [],
    version: 1,
  }; // biome-ignore format: a record
}
