import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Receivables } from '../../receivables/books.ts';
import { keepMandate, type MandateWish } from '../domain/mandate.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { MandateRow } from '../table.ts';
import { type Action, traceOf } from './action.ts';

export interface MandateDeps {
  readonly reader: Pick<PaymentsReader, 'loadMandate'>;
  readonly store: Pick<PaymentsStore, 'mandateWrite' | 'commit'>;
  readonly receivables: { readonly reader: Pick<Receivables['reader'], 'loadPartner'> };
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * Keeps a customer's mandate. Changing one needs If-Match; the same again changes nothing; a revoked one stays revoked.
 * @throws payments.invalid-mandate, payments.mandate-revoked
 */
export function putMandate(
  deps: MandateDeps,
  action: Action,
  wish: MandateWish,
  headers: Headers,
): Promise<{ mandate: MandateRow; isNew: boolean }> {
  const { company, principal, now } = action;
  return decideAgain('payments', deps, async () => {
    const [seen, partner] = await Promise.all([
      deps.reader.loadMandate(company.id, wish.id),
      deps.receivables.reader.loadPartner(company.id, wish.partnerId),
    ]);
    if (partner?.kind !== 'customer') {
      const detail = `There is no customer ${wish.partnerId}.`;
      throw refuse('payments.invalid-mandate', detail, { errors: [{ pointer: '/partner', detail }] });
    }
    if (seen?.revokedOn !== undefined) {
      throw refuse('payments.mandate-revoked', `The mandate ${wish.id} was revoked on ${seen.revokedOn}.`);
    }
    const kept = keepMandate(seen, wish, { isConsumer: partner.consumer === true });
    if (seen && canonical(kept) === canonical(seen)) return { mandate: seen, isNew: false };
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
    const mark = { changedAt: now.toISOString(), changedBy: principal.id };
    const next = { company: company.id, ...kept, version: (seen?.version ?? 0) + 1, ...mark };
    const { scheme, sequence, signedOn } = kept;
    const trace = {
      action: 'payments.mandate-changed',
      subject: `mandates/${wish.id}`,
      after: { partnerId: wish.partnerId, scheme, sequence, signedOn },
    };
    await deps.store.commit([deps.store.mandateWrite(seen, next), traceOf(deps, action, trace)]);
    return { mandate: next, isNew: seen === undefined };
  });
}

/** What a mandate says, without who wrote it down; undefined members are as good as absent. */
function canonical(mandate: object): string {
  const own = ['company', 'version', 'changedAt', 'changedBy'];
  const entries = Object.entries(mandate).filter(
    ([name, value]) => value !== undefined && !own.includes(name),
  );
  return JSON.stringify(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)),
    (_name, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
  );
}

/** Revokes a mandate: nothing is collected with it any more. It stays on record as long as its collections can be disputed. */
export function revokeMandate(
  deps: MandateDeps,
  action: Action,
  id: string,
  headers: Headers,
): Promise<void> {
  const { company, principal, now } = action;
  return decideAgain('payments', deps, async () => {
    const seen = await deps.reader.loadMandate(company.id, id);
    if (!seen) throw refuse('payments.unknown-mandate', `There is no mandate ${id}.`);
    if (seen.revokedOn !== undefined) return;
    assertIfMatch(headers, seen.version);
    const at = now.toISOString();
    const mark = { changedAt: at, changedBy: principal.id, version: seen.version + 1 };
    const trace = { action: 'payments.mandate-revoked', subject: `mandates/${id}` };
    await deps.store.commit([
      deps.store.mandateWrite(seen, { ...seen, revokedOn: at.slice(0, 10), ...mark }),
      traceOf(deps, action, trace),
    ]);
  });
}
