import type { Sender } from '../letters/letter.ts';
import { type OwnTexts, unknownPlaceholders } from '../letters/letter-texts.ts';
import type { ChargeAccounts } from './charges.ts';
import { refuseDunning } from './dunning-errors.ts';
import { type DunningTerms, USUAL_TERMS } from './dunning-terms.ts';

/** How a company duns: by which rules, in which words, and as whom. */
export interface DunningSettings {
  readonly terms: DunningTerms;
  /** Own words, level 1 first; where none stand, the usual ones. */
  readonly texts: readonly OwnTexts[];
  /** Needed before the first run. */
  readonly sender?: Sender | undefined;
  /** Accounts of income that charges are booked on; where none is named, the chart's usual ones. */
  readonly accounts?: ChargeAccounts | undefined;
}

export const USUAL_SETTINGS: DunningSettings = { terms: USUAL_TERMS, texts: [] };

/** @throws receivables.invalid-dunning-settings naming every place that is wrong */
export function checkSettings(settings: DunningSettings): DunningSettings {
  const { terms, texts } = settings;
  const errors: { pointer: string; detail: string }[] = [];
  terms.levels.forEach((level, at) => {
    const before = terms.levels[at - 1];
    if (level.feeMinor < 0n) errors.push({ pointer: `/levels/${at}/fee`, detail: 'is below zero' });
    if (before && level.daysAfterDue < before.daysAfterDue)
      errors.push({ pointer: `/levels/${at}/daysAfterDue`, detail: 'is less than that of the level before' });
  });
  const lumpSumFrom = terms.lumpSumFromLevel ?? 0;
  const withFee = terms.levels.findIndex(({ feeMinor }) => feeMinor > 0n);
  if (lumpSumFrom > terms.levels.length)
    errors.push({ pointer: '/lumpSumFromLevel', detail: 'is more than there are levels' });
  if (lumpSumFrom > 0 && withFee >= 0 && withFee + 1 < lumpSumFrom) {
    const detail = `would have to be set off against the fee of level ${withFee + 1}: begin with that level`;
    errors.push({ pointer: '/lumpSumFromLevel', detail });
  }
  if (terms.smallBalanceMinor < 0n) errors.push({ pointer: '/smallBalance', detail: 'is below zero' });
  texts.forEach((ofLevel, at) => {
    for (const language of ['de', 'en'] as const) {
      const text = ofLevel[language];
      for (const [part, words] of text ? Object.entries(text) : []) {
        const [unknown] = unknownPlaceholders(words);
        if (unknown !== undefined)
          errors.push({
            pointer: `/levels/${at}/texts/${language}/${part}`,
            detail: `nothing fills in {${unknown}}`,
          });
      }
    }
  });
  if (errors.length === 0) return settings;
  const [first] = errors;
  const detail = `${first?.pointer} ${first?.detail}.`;
  throw refuseDunning('receivables.invalid-dunning-settings', detail, { errors });
}
