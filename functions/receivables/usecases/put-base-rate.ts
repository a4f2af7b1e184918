import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import { builtInRate } from '../domain/interest/base-rates.ts';
import { formatPercent } from '../domain/interest/percent.ts';
import type { BaseRateStore } from '../store/base-rates.ts';

export interface PutBaseRateDeps {
  readonly store: BaseRateStore;
  readonly newId: NewId;
}

export interface PutBaseRateInput {
  readonly company: string;
  readonly from: string;
  readonly rateTimes100: bigint;
  readonly source: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/**
 * Loads a base rate, or corrects one that the company has loaded. A rate that the product knows alike needs no loading.
 * @throws receivables.base-rate-fixed, platform.if-match-required, platform.stale
 */
export async function putBaseRate(
  deps: PutBaseRateDeps,
  input: PutBaseRateInput,
): Promise<{ isNew: boolean }> {
  const { company, from, source, headers } = input;
  const known = builtInRate(from);
  if (known) {
    if (known.rateTimes100 === input.rateTimes100) return { isNew: false };
    const detail = `The base rate from ${from} is ${formatPercent(known.rateTimes100)} % (${known.source}).`;
    throw refuseDunning('receivables.base-rate-fixed', detail);
  }
  const seen = await deps.store.loadRate(company, from);
  const values = { rateTimes100: Number(input.rateTimes100), source };
  if (seen && seen.rateTimes100 === values.rateTimes100 && seen.source === source) return { isNew: false };
  if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
  const before = seen ? { rateTimes100: seen.rateTimes100, source: seen.source } : {};
  const trace = recordChange({
    companyId: company,
    changeId: deps.newId('chg'),
    at: input.now.toISOString(),
    principal: input.principal.id,
    action: 'receivables.base-rate-changed',
    subject: `base-rates/${from}`,
    requestId: input.requestId,
    ...changedValues(before, values),
  });
  await deps.store.saveRate(seen, { company, from, ...values, version: (seen?.version ?? 0) + 1 }, trace);
  return { isNew: seen === undefined };
}
