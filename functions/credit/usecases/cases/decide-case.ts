import { recordChange } from '../../../../shared/changes.ts';
import { assertIfMatch } from '../../../../shared/http/etag.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { assertOpen, assertReleasable, type Ending } from '../../domain/cases/case.ts';
import { tierOf } from '../../domain/limits.ts';
import { refuse } from '../../errors.ts';
import type { CaseReader } from '../../reader/cases.ts';
import type { CreditCaseRow, CreditCaseSettingsRow } from '../../table/cases.ts';
import type { ReservationKey } from '../change-reservation.ts';
import type { Who } from '../put-profile.ts';
import { type AssessDeps, type Assessment, assessCase } from './assess-case.ts';
import { type EndCaseDeps, endingWrites } from './end-case.ts';
import { type ReleaseDeps, releaseWrites } from './release-order.ts';

export interface DecideCaseDeps extends Omit<EndCaseDeps, 'reader' | 'checks'>, AssessDeps {
  readonly reader: EndCaseDeps['reader'] &
    AssessDeps['reader'] &
    Pick<CaseReader, 'loadCaseSettings' | 'loadSettings'>;
  readonly checks: EndCaseDeps['checks'] & ReleaseDeps['checks'];
}

export interface CaseDecision {
  readonly decision: 'released' | 'declined';
  readonly reason: string;
  /** When the reservation shall end. */
  readonly until?: string | undefined;
  /** The `standing` that whoever releases has seen. */
  readonly confirmed?: string | undefined;
  /** Roles of whoever decides. */
  readonly roles: readonly string[];
}

/**
 * Ends a case by the word of a person. Released, the order has its reservation over the rules that were against it, and what
 * was overridden is recorded; everything is looked at again at this moment. Of two at once one wins.
 * @throws credit.unknown-case, credit.case-ended, platform.stale, credit.case-not-recommended, credit.case-four-eyes,
 *   credit.checklist-open, credit.not-in-tier, credit.case-changed, credit.not-releasable
 */
export function decideCase(
  deps: DecideCaseDeps,
  { company, customer, id }: ReservationKey,
  wish: CaseDecision,
  headers: Readonly<Record<string, string | undefined>>,
  who: Who,
  together: (row: CreditCaseRow) => readonly Write[] = () => [],
): Promise<CreditCaseRow> {
  return deps.retryWhileContended(async () => {
    const [seen, caseSettings] = await Promise.all([
      deps.reader.loadCase(company, customer, id),
      deps.reader.loadCaseSettings(company),
    ]);
    if (!seen) throw refuse('credit.unknown-case', `There is no case ${customer}~${id}.`);
    // Who comes second hears that it is decided, not that its version is old.
    assertOpen(seen, who.now);
    assertIfMatch(headers, seen.version);
    const by = { by: who.principal.id, at: who.now.toISOString(), reason: wish.reason };
    if (wish.decision === 'declined') {
      // Whoever says no to a customer that asked for a person must be able to say yes.
      if (seen.kind === 'review') await assertInTier(deps, seen, caseSettings, seen.amountMinor, wish.roles);
      const { row, writes } = endingWrites(deps, seen, { state: 'declined', ...by });
      await deps.cases.commit([...writes, trace(deps, seen, row.ended, undefined, who), ...together(row)]);
      return row;
    }
    assertReleasable(seen, who.principal.id);
    const now = await assessCase(deps, seen, who.now);
    if (!now) {
      const detail = `${customer} has no credit profile: open one first, so that what is released is counted.`;
      throw refuse('credit.not-releasable', detail);
    }
    await assertInTier(deps, seen, caseSettings, now.overrideMinor, wish.roles);
    assertConfirmed(now, wish.confirmed);
    const overridden = [...new Set([...seen.reasons, ...now.decided.reasons.map(({ code }) => code)])];
    const confirmed = now.come.map(({ code }) => code);
    const ending: Ending = {
      state: 'released', ...by, overridden,
      ...(confirmed.length ? { confirmed } : {}),
    }; // biome-ignore format: a record
    const { row, writes } = endingWrites(deps, seen, ending);
    const more = [...writes, trace(deps, seen, ending, now, who), ...together(row)];
    await releaseWrites(deps, seen, now, wish.until, who, more);
    return row;
  });
}

async function assertInTier(
  { reader }: DecideCaseDeps,
  { company }: CreditCaseRow,
  { tiers }: CreditCaseSettingsRow,
  amountMinor: bigint,
  roles: readonly string[],
): Promise<void> {
  const tier = tierOf(tiers ?? (await reader.loadSettings(company)).tiers, amountMinor);
  if (tier.roles.some((role) => roles.includes(role))) return;
  const detail = `With what has been released for this customer already, it is for: ${tier.roles.join(', ')}.`;
  throw refuse('credit.not-in-tier', detail);
}

function assertConfirmed({ come, standing }: Assessment, confirmed: string | undefined): void {
  if (come.length === 0 || confirmed === standing) return;
  const detail = `${come.map(({ text }) => text).join(' ')} Send \`confirm\` with this \`standing\` to release it all the same.`;
  throw refuse('credit.case-changed', detail, {
    errors: [{ pointer: '/confirm', detail: 'Confirm what has come since the check.' }],
    extra: { standing, newReasons: come },
  });
}

/** Codes and amounts, no texts: those stand in the case, which can be erased. */
function trace(
  { newId }: Pick<DecideCaseDeps, 'newId'>,
  { company, customer, id, state, amountMinor, currency }: CreditCaseRow,
  ended: Ending | undefined,
  now: Assessment | undefined,
  { principal, now: at, requestId }: Who,
): Write {
  const { overridden = [], confirmed = [] } = ended ?? {};
  return recordChange({
    companyId: company, changeId: newId('chg'), at: at.toISOString(), principal: principal.id, requestId,
    action: `credit.case-${ended?.state}`, subject: `credit/${customer}`,
    before: { checkId: `${customer}~${id}`, state },
    after: {
      state: ended?.state ?? state, amountMinor: amountMinor.toString(), currency,
      ...(now
        ? {
            overridden: overridden.join(' '),
            confirmed: confirmed.join(' '),
            exposureMinor: now.facts.exposureMinor.toString(),
            limitMinor: now.facts.limitMinor?.toString() ?? 'none',
            overrideMinor: now.overrideMinor.toString(),
          }
        : {}),
    },
  }); // biome-ignore format: a record
}
