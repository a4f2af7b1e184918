import { fieldErrors } from '../../../shared/http/validate.ts';
import type { DomainError } from '../../../shared/kernel/errors.ts';
import { EntryBody } from '../contract/entry.ts';
import type { NewEntry } from '../domain/entry.ts';
import { parseEntry } from '../domain/parse-entry.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';

/**
 * Parses entries of a batch or of queue messages one by one: each becomes an entry or its own refusal. Vouchers are
 * looked up together.
 */
export async function parseEntries(
  reader: Pick<LedgerReader, 'loadVouchers'>,
  company: LedgerCompany,
  bodies: readonly unknown[],
): Promise<(NewEntry | DomainError)[]> {
  const shaped = bodies.map((body) => EntryBody.safeParse(body));
  const wanted = shaped.flatMap((parsed) => parsed.data?.vouchers ?? []);
  const vouchers = wanted.length > 0 ? await reader.loadVouchers(company.id, wanted) : new Map();
  return shaped.map((parsed) => {
    if (parsed.success) return parseEntry(parsed.data, company.currency, vouchers);
    const errors = fieldErrors(parsed.error, '');
    const first = errors[0];
    return refuse(
      'ledger.malformed-entry',
      `${first?.pointer || 'The entry'} ${first?.detail ?? 'is malformed'}`,
      { errors },
    );
  });
}
