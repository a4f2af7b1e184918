import { formatMinor } from '../../../../shared/kernel/money.ts';
import { percentText } from '../../../../shared/kernel/percent.ts';
import type { FactDomain, FactValue } from './facts.ts';

/** What a rule asks of one fact. Bounds are included; `unknown` says whether an unknown fact will do as well. */
export type Condition =
  | { readonly kind: 'range'; readonly min?: bigint; readonly max?: bigint; readonly unknown: boolean }
  | { readonly kind: 'values'; readonly values: readonly string[]; readonly unknown: boolean }
  /** Any text but these. */
  | { readonly kind: 'except'; readonly values: readonly string[]; readonly unknown: boolean }
  | { readonly kind: 'unknown' };

export function matches(condition: Condition, value: FactValue): boolean {
  if (value === null) return condition.kind === 'unknown' || condition.unknown;
  switch (condition.kind) {
    case 'unknown':
      return false;
    case 'range': {
      const { min, max } = condition;
      if (typeof value !== 'bigint') return false;
      return (min === undefined || value >= min) && (max === undefined || value <= max);
    }
    case 'values':
      return typeof value === 'string' && condition.values.includes(value);
    case 'except':
      return typeof value === 'string' && !condition.values.includes(value);
  }
}

/** How amounts and percentages are written for people. */
export function valueText(value: FactValue, domain: FactDomain, currency: string): string {
  if (value === null) return 'unknown';
  if (typeof value === 'string') return value === 'true' ? 'yes' : value === 'false' ? 'no' : value;
  if (domain.kind === 'money') return `${formatMinor(value, currency)} ${currency}`;
  return domain.kind === 'percent' ? `${percentText(Number(value))} %` : value.toString();
}

/** `at least 0.00 EUR`, `one of D, E or unknown`. */
export function conditionText(condition: Condition, domain: FactDomain, currency: string): string {
  if (condition.kind === 'unknown') return 'unknown';
  const show = (value: FactValue) => valueText(value, domain, currency);
  const or = condition.unknown ? ' or unknown' : '';
  if (condition.kind === 'range') {
    const { min, max } = condition;
    if (min !== undefined && min === max) return `${show(min)}${or}`;
    if (min === undefined && max === undefined) return `known${or}`;
    const bounds = [
      ...(min === undefined ? [] : [`at least ${show(min)}`]),
      ...(max === undefined ? [] : [`at most ${show(max)}`]),
    ];
    return `${bounds.join(' and ')}${or}`;
  }
  if (condition.kind === 'except' && condition.values.length === 0) return `known${or}`;
  const named = condition.values.map(show).join(', ');
  return `${condition.kind === 'except' ? 'none' : 'one'} of ${named}${or}`;
}
