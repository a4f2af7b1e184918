import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { isNoAutomation } from './no-automation.ts';
import type { TaxTag } from './read-tax-tag.ts';
import { isUnpaidTag } from './tax-on-payment.ts';
import { taxRateOn } from './tax-rates.ts';
import { caseOf, describe, type KnownLine, type VatLine } from './vat-line.ts';
import { vatReturnPlace } from './vat-return-place.ts';

/** Kind and place of an amount by the tag, else by the account. */
function ruleOf({ tag, chartAccount }: KnownLine, date: CalendarDate): TaxTag | undefined {
  if (tag) return tag;
  const { automatic, vatReturnKz } = chartAccount ?? {};
  const kz = vatReturnKz === undefined ? {} : { vatReturnKz };
  if (!automatic) return vatReturnKz === undefined ? undefined : { kind: 'exempt', rate: 0, ...kz };
  const rate = typeof automatic.rate === 'number' ? automatic.rate : taxRateOn(automatic.rate, date);
  return { kind: automatic.kind, rate, ...kz };
}

/** The line as the base of a supply or purchase; undefined: it is none, or the return does not take it. */
export function baseLine(known: KnownLine, date: CalendarDate): VatLine | undefined {
  if (known.chartAccount?.taxFunction || !known.carriesTax) return undefined;
  // Key 40: an amount of its own, whose tax is elsewhere or nowhere.
  if (isNoAutomation(known.line.taxCode)) return undefined;
  // Declared with its payment (§20 UStG), whatever the account says.
  if (isUnpaidTag(known.line.taxCode)) return undefined;
  const rule = ruleOf(known, date);
  if (!rule) return undefined;
  const { base } = vatReturnPlace(rule.kind, rule.rate, rule.vatReturnKz);
  if (base === undefined) return undefined;
  const { kind, reverseChargeCase } = caseOf(rule);
  const uncollectible = kind.startsWith('output') && isBadDebt(known) ? { uncollectible: true as const } : {};
  const free = kind === 'output' ? withoutConsideration(known) : {};
  return {
    ...describe(known),
    role: 'base',
    kind,
    ...reverseChargeCase,
    kz: base,
    ...uncollectible,
    ...free,
  };
}

/** Warenentnahme, verschenkte Waren und Gegenstände (§3 Abs. 1b UStG). */
const FREE_SUPPLIES = /^(?:89(?:10|15|35|40|45)|46(?:10|20|70|80|86))$/;
/** Private Nutzung, unentgeltliche Leistungen (§3 Abs. 9a UStG). */
const FREE_SERVICES = /^(?:89(?:2[0125]|30)|46(?:30|40|45|46|60))$/;

/** By the accounts of both charts; the numbers of one are costs in the other. */
function withoutConsideration({ chartAccount }: KnownLine): Pick<VatLine, 'withoutConsideration'> {
  if (chartAccount?.category !== 'income') return {};
  if (FREE_SUPPLIES.test(chartAccount.number)) return { withoutConsideration: 'supply' };
  return FREE_SERVICES.test(chartAccount.number) ? { withoutConsideration: 'service' } : {};
}

/** Forderungsverluste: 2400 to 2439 in SKR03, 6280 to 6289 and 6930 to 6939 in SKR04. */
const BAD_DEBTS = /^(?:24[03]|628|693)/;

function isBadDebt({ chartAccount }: KnownLine): boolean {
  return chartAccount?.category === 'expense' && BAD_DEBTS.test(chartAccount.number);
}
