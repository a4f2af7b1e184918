import { refuseTax } from './tax-errors.ts';
import type { TaxRule } from './tax-rule.ts';

/** A tax key (BU-Schlüssel) understood: what it does, and whether it marks a Generalumkehr. */
export interface TaxKey {
  /** Absent: the key computes no tax (and 40 also switches the account's own computation off). */
  readonly rule?: TaxRule;
  readonly automationOff: boolean;
  readonly generalReversal: boolean;
}

/** The keys of three digits are confirmed for the time after the lowered rates of 2020 only. */
const THREE_DIGITS_KNOWN_FROM = '2021-01-01';

/**
 * The keys of one and two digits, and the three of three digits that are confirmed. The rate follows the day of the supply: 3 and 9 are 16 % in the second half
 * of 2020, where 5 and 7 reach 19 %; in other times it is the reverse. The charts' README names the sources.
 */
const RULES: Readonly<Record<string, TaxRule>> = {
  '1': { kind: 'exempt', rate: 0 },
  '2': { kind: 'output', rate: 'reduced' },
  '3': { kind: 'output', rate: 'standard' },
  '4': { kind: 'output', rate: 'otherReduced' },
  '5': { kind: 'output', rate: 'otherStandard' },
  '6': { kind: 'input', rate: 'otherReduced' },
  '7': { kind: 'input', rate: 'otherStandard' },
  '8': { kind: 'input', rate: 'reduced' },
  '9': { kind: 'input', rate: 'standard' },
  '11': { kind: 'exempt', rate: 0, vatReturnKz: '41' },
  '12': { kind: 'output-eu', rate: 'reduced' },
  '13': { kind: 'output-eu', rate: 'standard' },
  '16': { kind: 'acquisition', rate: 'otherReduced' },
  '17': { kind: 'acquisition', rate: 'otherStandard' },
  '18': { kind: 'acquisition', rate: 'reduced' },
  '19': { kind: 'acquisition', rate: 'standard' },
  '46': { kind: 'exempt', rate: 0, vatReturnKz: '60' },
  '47': { kind: 'exempt', rate: 0, vatReturnKz: '21' },
  '91': { kind: 'reverse-charge', rate: 'reduced' },
  '94': { kind: 'reverse-charge', rate: 'standard' },
  '95': { kind: 'reverse-charge-undeducted', rate: 'standard' },
  '101': { kind: 'output', rate: 1900, knownFrom: THREE_DIGITS_KNOWN_FROM },
  '401': { kind: 'input', rate: 1900, knownFrom: THREE_DIGITS_KNOWN_FROM },
  '402': { kind: 'input', rate: 700, knownFrom: THREE_DIGITS_KNOWN_FROM },
};

const AUTOMATION_OFF = '40';

/**
 * The correction digit (Berichtigungsschlüssel) in front of a key that makes it a Generalumkehr, and what stands
 * in its place for the key itself: `29` reverses 9, `69` reverses 19, `80` reverses 40.
 */
const REVERSAL_DIGITS: Readonly<Record<string, string>> = { '2': '', '6': '1', '8': '4' };

/**
 * Reads a tax key as DATEV files carry it, leading zeros or not. Empty and `0` mean no key.
 * Refuses what is not confirmed (`ledger.tax-key-unknown`): most keys of three and four digits, divisible input tax
 * (90 to 99 but 91, 94 and 95), individual keys (50 to 59), other member states' tax (10).
 */
export function readTaxKey(text: string | undefined): TaxKey {
  const key = (text ?? '').trim().replace(/^0+/, '');
  if (key === '') return { automationOff: false, generalReversal: false };
  const direct = readKnownKey(key);
  if (direct) return { ...direct, generalReversal: false };
  const reversed = key.length === 2 ? REVERSAL_DIGITS[key.charAt(0)] : undefined;
  if (reversed !== undefined) {
    const reversedKey = reversed + key.charAt(1);
    if (reversedKey === '0') return { automationOff: false, generalReversal: true };
    const known = readKnownKey(reversedKey);
    if (known) return { ...known, generalReversal: true };
  }
  throw refuseTax('ledger.tax-key-unknown', `Tax key ${key} is not known.`);
}

function readKnownKey(key: string): Omit<TaxKey, 'generalReversal'> | undefined {
  if (key === AUTOMATION_OFF) return { automationOff: true };
  const rule = RULES[key];
  return rule && { rule, automationOff: false };
}
