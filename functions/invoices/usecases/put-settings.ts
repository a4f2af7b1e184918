import { isValidBIC, isValidIBAN } from 'ibantools';
import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { compactNumber } from '../domain/received/seller-keys.ts';
import { refuse } from '../errors.ts';
import type { InvoicesReader } from '../reader.ts';
import type { InvoicesStore } from '../store.ts';
import type { InvoiceSettingsRow } from '../table.ts';

export interface PutSettingsDeps {
  readonly reader: Pick<InvoicesReader, 'loadSettings'>;
  readonly store: Pick<InvoicesStore, 'settingsWrite' | 'commit'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface SettingsInput {
  readonly company: LedgerCompany;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

type Wish = Omit<InvoiceSettingsRow, 'company' | 'version' | 'changedAt' | 'changedBy'>;

/** Keeps the settings; the same ones again change nothing. Changing them needs If-Match. */
export function putSettings(
  deps: PutSettingsDeps,
  input: SettingsInput,
  wish: Wish,
): Promise<InvoiceSettingsRow> {
  const { company, principal, now, headers } = input;
  const checked = checkSettings(wish, company.accountLength);
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadSettings(company.id);
    const { version = 0 } = seen ?? {};
    const mark = { changedAt: now.toISOString(), changedBy: principal.id };
    const next = { company: company.id, ...checked, version: version + 1, ...mark };
    const values = changedValues(traceable(seen), traceable(next));
    if (seen && Object.keys({ ...values.before, ...values.after }).length === 0) return seen;
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, version);
    const trace = recordChange({
      companyId: company.id,
      changeId: deps.newId('chg'),
      at: mark.changedAt,
      principal: principal.id,
      action: 'invoices.settings-changed',
      subject: 'invoice-settings',
      ...values,
      requestId: input.requestId,
    });
    await deps.store.commit([deps.store.settingsWrite(seen, next), trace]);
    return next;
  });
}

/** The company's own data are no personal data; the issuer as text, its members in a fixed order. */
function traceable(
  row: InvoiceSettingsRow | undefined,
): Readonly<Record<string, string | number | undefined>> {
  if (!row) return {};
  const { vatId, taxNumber, expenseAccount, numberPrefix, numberDigits, issuer } = row;
  const sorted = (_name: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return {
    vatId,
    taxNumber,
    expenseAccount,
    numberPrefix,
    numberDigits,
    issuer: JSON.stringify(issuer, sorted),
  };
}

function checkSettings(wish: Wish, accountLength: number): Wish {
  const errors: FieldError[] = [];
  const vatId = compactNumber(wish.vatId);
  const iban = compactNumber(wish.issuer?.iban);
  const bic = compactNumber(wish.issuer?.bic);
  if (vatId !== undefined && !/^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(vatId)) {
    errors.push({ pointer: '/vatId', detail: `${vatId} has not the form of a VAT id.` });
  }
  if (wish.expenseAccount !== undefined && wish.expenseAccount.length !== accountLength) {
    const detail = `${wish.expenseAccount} is no general ledger account (${accountLength} digits).`;
    errors.push({ pointer: '/expenseAccount', detail });
  }
  if (wish.issuer && !isValidIBAN(iban ?? '')) {
    errors.push({
      pointer: '/issuer/iban',
      detail: `${wish.issuer.iban} is not an IBAN: length or check digits are wrong.`,
    });
  }
  if (bic !== undefined && !isValidBIC(bic)) {
    errors.push({ pointer: '/issuer/bic', detail: `${bic} is not a BIC (8 or 11 characters).` });
  }
  if (errors[0]) throw refuse('invoices.invalid-settings', errors[0].detail, { errors });
  const issuer = wish.issuer && { ...wish.issuer, iban: iban ?? '', bic };
  return { ...wish, vatId, issuer };
}
