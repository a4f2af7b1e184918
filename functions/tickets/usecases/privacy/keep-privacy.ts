import { assertIfMatch } from '../../../../shared/http/etag.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../../shared/table/failures.ts';
import { refuse } from '../../errors.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { TicketReader } from '../../reader/tickets.ts';
import type { PrivacyStore } from '../../store/privacy.ts';
import type { PrivacySettingsRow, TicketMarksRow } from '../../table/privacy.ts';
import { type AssertCodesDeps, assertCodes } from '../assert-codes.ts';
import { type Keeper, traceOfKeeping } from '../keeper.ts';

export interface KeepPrivacyDeps {
  readonly reader: Pick<PrivacyReader, 'loadPrivacySettings' | 'loadMarks'> &
    Pick<TicketReader, 'loadTicket'> &
    AssertCodesDeps['reader'];
  readonly privacy: PrivacyStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** @throws tickets.does-not-fit, platform.stale, platform.if-match-required */
export async function keepPrivacySettings(
  deps: KeepPrivacyDeps,
  companyId: string,
  wish: Pick<PrivacySettingsRow, 'standardMonths' | 'letterCategories'>,
  keeper: Keeper,
): Promise<PrivacySettingsRow> {
  const { principal, now, headers } = keeper;
  await assertCodes(deps, companyId, { privacy: wish });
  return decideAgain('tickets', deps, async () => {
    const seen = await deps.reader.loadPrivacySettings(companyId);
    const version = seen?.version ?? 0;
    assertIfMatch(headers, version);
    const row = { companyId, ...wish, version: version + 1, at: now.toISOString(), by: principal };
    const { standardMonths } = wish;
    const after = { version: row.version, ...(standardMonths === undefined ? {} : { standardMonths }) };
    await deps.privacy.commit([
      deps.privacy.keepSettings(seen, row),
      traceOfKeeping(
        deps,
        companyId,
        { action: 'tickets.privacy-set', subject: 'help-desk/privacy', after },
        keeper,
      ),
    ]);
    return row;
  });
}

export type Marks = Pick<TicketMarksRow, 'hold' | 'isBusinessLetter'>;

/**
 * Says of a ticket that its words are needed (a legal hold, with the reason) or not any more, or that they are commercial letters.
 * The trail of changes says who did it when, without the reason: that stands with the ticket.
 * @throws tickets.unknown-ticket
 */
export function markTicket(
  deps: KeepPrivacyDeps,
  { companyId, ticketId }: { readonly companyId: string; readonly ticketId: string },
  action: 'tickets.hold-set' | 'tickets.hold-lifted' | 'tickets.letters-marked',
  change: (seen: Marks) => Marks,
  keeper: Omit<Keeper, 'headers'>,
): Promise<Marks> {
  return decideAgain('tickets', deps, async () => {
    const [ticket, seen] = await Promise.all([
      deps.reader.loadTicket(companyId, ticketId),
      deps.reader.loadMarks(companyId, ticketId),
    ]);
    if (!ticket) throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId}.`);
    const { hold, isBusinessLetter } = seen ?? {};
    const next = change({ hold, isBusinessLetter });
    if (next.hold === hold && next.isBusinessLetter === isBusinessLetter) return next;
    const row = { companyId, ticketId, ...next, version: (seen?.version ?? 0) + 1 };
    await deps.privacy.commit([
      deps.privacy.setMarks(seen, row),
      traceOfKeeping(deps, companyId, { action, subject: `tickets/${ticketId}` }, keeper),
    ]);
    return next;
  });
}
