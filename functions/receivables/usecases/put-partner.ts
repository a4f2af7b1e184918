import type { Principal } from '../../../shared/access.ts';
import { recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { type AccountKindOf, checkPartner, type Partner } from '../domain/partner.ts';
import { refuse } from '../errors.ts';
import type { ReceivablesReader } from '../reader.ts';
import type { ReceivablesStore } from '../store.ts';
import type { PartnerRow } from '../table.ts';

export interface PartnerDeps {
  readonly reader: Pick<ReceivablesReader, 'loadPartner' | 'openItemsOf'>;
  readonly store: Pick<ReceivablesStore, 'savePartner' | 'erasePartner'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
  readonly follow: (company: LedgerCompany) => Promise<void>;
}

export interface PartnerInput {
  readonly company: LedgerCompany;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/** What of a partner can be a person's: the trace of a change says that it changed, not what it is. */
const PERSONAL = ['name', 'iban', 'bic', 'vatId', 'address', 'email'] as const;

/**
 * Creates a partner or replaces what is known of one. The same request again changes nothing. The account may change
 * as long as nothing is open on the former one.
 */
export function putPartner(
  deps: PartnerDeps,
  input: PartnerInput,
  wish: Partner,
  kindOf: AccountKindOf,
): Promise<{ partner: PartnerRow; isNew: boolean }> {
  const { company, principal, now } = input;
  const checked = checkPartner(wish, kindOf);
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadPartner(company.id, wish.id);
    if (seen && changedFields(seen, checked).length === 0) return { partner: seen, isNew: false };
    if (seen || input.headers['if-match'] !== undefined) assertIfMatch(input.headers, seen?.version ?? 0);
    if (seen && seen.account !== checked.account) await assertNothingOpen(deps, company, seen);
    const next: PartnerRow = {
      ...defined(checked),
      company: company.id,
      version: (seen?.version ?? 0) + 1,
      changedAt: now.toISOString(),
      changedBy: principal.id,
    };
    await deps.store.savePartner(seen, next, traceOf(deps, input, wish.id, seen, checked));
    return { partner: next, isNew: seen === undefined };
  });
}

/**
 * Forgets a partner: name, address and numbers are gone, the account and what was booked on it stay (GDPR Art. 17; the
 * vouchers themselves are kept as long as §147 AO demands). Refused while something is open.
 */
export function erasePartner(deps: PartnerDeps, input: PartnerInput, id: string): Promise<void> {
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadPartner(input.company.id, id);
    if (!seen) throw refuse('receivables.unknown-partner', `There is no partner ${id}.`);
    assertIfMatch(input.headers, seen.version);
    await assertNothingOpen(deps, input.company, seen);
    await deps.store.erasePartner(seen, traceOf(deps, input, id, seen, undefined));
  });
}

async function assertNothingOpen(deps: PartnerDeps, company: LedgerCompany, seen: PartnerRow): Promise<void> {
  await deps.follow(company);
  const open = await deps.reader.openItemsOf(company.id, seen.account);
  if (open.length === 0) return;
  const detail = `${open.length} items are open on account ${seen.account}.`;
  throw refuse('receivables.partner-has-items', detail);
}

function defined(partner: Partner): Omit<PartnerRow, 'company' | 'version' | 'changedAt' | 'changedBy'> {
  return JSON.parse(JSON.stringify(partner)) as PartnerRow;
}

function changedFields(seen: PartnerRow, wish: Partner): string[] {
  const { company: _c, version: _v, changedAt: _at, changedBy: _by, ...before } = seen;
  const after = defined(wish);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const of = (partner: object, name: string) =>
    canonical((partner as Readonly<Record<string, unknown>>)[name]);
  return [...names].filter((name) => of(before, name) !== of(after, name));
}

/** Members of an address come back from the table in another order. */
function canonical(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function traceOf(
  deps: PartnerDeps,
  { company, principal, now, requestId }: PartnerInput,
  id: string,
  seen: PartnerRow | undefined,
  wish: Partner | undefined,
) {
  const names = seen && wish ? changedFields(seen, wish) : Object.keys(wish ?? seen ?? {});
  const values = (of: PartnerRow | Partner | undefined) =>
    of &&
    Object.fromEntries(
      names.flatMap((name) => {
        const value = (of as unknown as Readonly<Record<string, string | number | boolean | undefined>>)[
          name
        ];
        if (value === undefined) return [];
        const hidden = (PERSONAL as readonly string[]).includes(name);
        return [[name, hidden ? '(kept in the partner)' : value]];
      }),
    );
  return recordChange({
    companyId: company.id,
    changeId: deps.newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    action: wish ? 'receivables.partner-changed' : 'receivables.partner-erased',
    subject: `partners/${id}`,
    requestId,
    before: values(seen),
    after: values(wish),
  });
}
