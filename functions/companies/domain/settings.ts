import { isCalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../shared/kernel/currency.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { refuse } from '../errors.ts';

export interface Settings {
  readonly name: string;
  readonly currency: string;
  readonly chart: 'SKR03' | 'SKR04' | 'none';
  readonly fiscalYearStart: string;
  readonly startDate?: string | undefined;
  readonly accountLength: number;
  readonly language: 'de' | 'en';
  readonly vatTaxation: 'agreed' | 'received';
}

/** The settings that the books are built on: no change after the company was created. */
const FIXED = ['currency', 'chart', 'fiscalYearStart', 'startDate', 'accountLength'] as const;

/** 29 February begins no fiscal year: three years of four would have no first day. */
function isYearStart(monthDay: string): boolean {
  return /^\d{2}-\d{2}$/.test(monthDay) && isCalendarDate(`2001-${monthDay}`);
}

/** Refuses what no company can have, with a pointer for each. */
export function assertPossible({ currency, fiscalYearStart, chart, accountLength }: Settings): void {
  const errors: FieldError[] = [];
  if (!isCurrency(currency)) {
    errors.push({ pointer: '/currency', detail: `${currency} is no active currency of ISO 4217` });
  }
  if (!isYearStart(fiscalYearStart)) {
    errors.push({ pointer: '/fiscalYearStart', detail: 'is no day that every year has, as MM-DD' });
  }
  if (chart !== 'none' && accountLength < 4) {
    errors.push({ pointer: '/accountLength', detail: `${chart} has accounts of at least 4 digits` });
  }
  if (errors.length === 0) return;
  throw refuse('companies.impossible-setting', errors.map(({ detail }) => detail).join('; '), { errors });
}

/**
 * The settings after a change of name, language or taxation, which counts for what is booked from then on; anything else is
 * refused unless it stays as it is.
 */
export function changeSettings(
  current: Settings,
  wanted: { readonly [K in keyof Settings]?: Settings[K] | undefined },
): Settings {
  const touched = FIXED.filter((field) => wanted[field] !== undefined && wanted[field] !== current[field]);
  if (touched.length > 0) {
    const errors = touched.map((field) => ({
      pointer: `/${field}`,
      detail: `is fixed since the company was created (${current[field] ?? 'not set'})`,
    }));
    const names = touched.join(', ');
    throw refuse('companies.fixed-setting', `The books are built on it: ${names}. Create another company.`, {
      errors,
    });
  }
  const { name = current.name, language = current.language, vatTaxation = current.vatTaxation } = wanted;
  return { ...current, name, language, vatTaxation };
}

/** Whether a company that exists is what the request describes, so that repeating a request is harmless. */
export function sameSettings(one: Settings, other: Settings): boolean {
  return [...FIXED, 'name' as const, 'language' as const, 'vatTaxation' as const].every(
    (field) => one[field] === other[field],
  );
}
