import { BASE_RATES, builtInRate } from '../domain/interest/base-rates.ts';
import type { BaseRateOf } from '../domain/interest/default-interest.ts';
import type { BaseRateStore } from '../store/base-rates.ts';
import type { BaseRateRow } from '../table/dunning.ts';

export interface KnownRate {
  readonly from: string;
  readonly rateTimes100: bigint;
  readonly source: string;
  readonly origin: 'built-in' | 'company';
  readonly version: number;
}

function ofCompany({ from, rateTimes100, source, version }: BaseRateRow): KnownRate {
  return { from, rateTimes100: BigInt(rateTimes100), source, origin: 'company', version };
}

/** The rates of the product and, after them, those of the company. What the product comes to know counts first. */
export async function readBaseRates(store: BaseRateStore, company: string): Promise<readonly KnownRate[]> {
  const loaded = (await store.listRates(company)).filter(({ from }) => !builtInRate(from));
  const builtIn = BASE_RATES.map((rate) => ({ ...rate, origin: 'built-in' as const, version: 0 }));
  return [...builtIn, ...loaded.map(ofCompany)];
}

/** Looks up rates for a computation. */
export async function loadBaseRateOf(store: BaseRateStore, company: string): Promise<BaseRateOf> {
  const rates = await readBaseRates(store, company);
  const byHalfYear = new Map(rates.map(({ from, rateTimes100 }) => [from, rateTimes100]));
  return (halfYear) => byHalfYear.get(halfYear);
}
