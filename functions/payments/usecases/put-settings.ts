import { changedValues } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import { kindOfAccount, toCompanyNumber } from '../../ledger/books.ts';
import { compactNumber, isCreditorId } from '../domain/sepa/identifiers.ts';
import { checkParty, type PartyProblem } from '../domain/sepa/party.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { PaymentSettingsRow } from '../table.ts';
import { type Action, traceOf } from './action.ts';

export interface PutSettingsDeps {
  readonly reader: Pick<PaymentsReader, 'loadSettings'>;
  readonly store: Pick<PaymentsStore, 'settingsWrite' | 'commit'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export type SettingsWish = Omit<
  PaymentSettingsRow,
  'company' | 'version' | 'changedAt' | 'changedBy' | 'transitAccount'
> & { readonly transitAccount?: string | undefined };

/** Geldtransit of the charts (SKR03 1360, SKR04 1460): money under way between order and statement. */
const TRANSIT = { SKR03: '1360', SKR04: '1460' } as const;

const POINTERS: Readonly<Partial<Record<PartyProblem['code'], string>>> = {
  'name-not-expressible': '/name',
  'invalid-bic': '/bic',
  'address-not-expressible': '/address',
};

/** Keeps the settings; the same ones again change nothing. Changing them needs If-Match. */
export function putSettings(
  deps: PutSettingsDeps,
  action: Action,
  wish: SettingsWish,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<PaymentSettingsRow> {
  const { company, principal, now } = action;
  const checked = checkSettings(action, wish);
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadSettings(company.id);
    const mark = { changedAt: now.toISOString(), changedBy: principal.id };
    const next = { company: company.id, ...checked, version: (seen?.version ?? 0) + 1, ...mark };
    if (seen && sameSettings(seen, next)) return seen;
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
    const values = changedValues(traceable(seen), traceable(next));
    const trace = { action: 'payments.settings-changed', subject: 'payment-settings', ...values };
    await deps.store.commit([deps.store.settingsWrite(seen, next), traceOf(deps, action, trace)]);
    return next;
  });
}

/** The company's own account is no personal data: who changed it to what must be seen. */
function traceable(row: PaymentSettingsRow | undefined) {
  if (!row) return {};
  const { iban, bic, transitAccount, creditorId, batchBooking, preNotificationDays, blockedPartners } = row;
  return { iban, bic, transitAccount, creditorId, batchBooking, preNotificationDays, blockedPartners };
}

function sameSettings(seen: PaymentSettingsRow, next: PaymentSettingsRow): boolean {
  const of = ({ name, address = {}, ...row }: PaymentSettingsRow) =>
    JSON.stringify([name, Object.entries(address).sort(), traceable({ name, ...row })]);
  return of(seen) === of(next);
}

function checkSettings(
  { company }: Action,
  wish: SettingsWish,
): Omit<PaymentSettingsRow, 'company' | 'version' | 'changedAt' | 'changedBy'> {
  const errors: FieldError[] = [];
  const { chart, accountLength } = company;
  const standard = chart === 'none' ? undefined : toCompanyNumber(TRANSIT[chart], accountLength);
  const transitAccount = wish.transitAccount ?? standard ?? '';
  if (kindOfAccount(transitAccount, accountLength) !== 'general') {
    const detail =
      wish.transitAccount === undefined
        ? 'A chart of your own has no account for money in transit: name it.'
        : `${transitAccount} is no general ledger account.`;
    errors.push({ pointer: '/transitAccount', detail });
  }
  const party = checkParty(wish, 'transfer');
  if (!('name' in party)) {
    for (const { code, detail } of party) errors.push({ pointer: POINTERS[code] ?? '/iban', detail });
  }
  const creditorId = wish.creditorId === undefined ? undefined : compactNumber(wish.creditorId);
  if (creditorId !== undefined && !isCreditorId(creditorId)) {
    const detail = `${wish.creditorId} is not a creditor identifier: its form or check digits are wrong.`;
    errors.push({ pointer: '/creditorId', detail });
  }
  if (errors[0]) throw refuse('payments.invalid-settings', errors[0].detail, { errors });
  const iban = compactNumber(wish.iban);
  const bic = wish.bic === undefined ? undefined : compactNumber(wish.bic);
  return { ...wish, iban, bic, transitAccount, creditorId };
}
