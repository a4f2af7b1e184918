import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartAccount, ChartName } from '../charts/chart-account.ts';
import { reverseChargeCaseOfKz } from './reverse-charge-case.ts';
import { type TaxAccounts, taxAccountsOf } from './tax-accounts.ts';
import { refuseTax } from './tax-errors.ts';
import type { TaxKey } from './tax-keys.ts';
import { taxRateOn } from './tax-rates.ts';
import type { TaxKind, TaxRule } from './tax-rule.ts';
import { type VatReturnPlace, vatReturnPlace } from './vat-return-place.ts';

/** A rule applied to a day and a chart. */
export interface TaxTreatment {
  readonly kind: TaxKind;
  /** Percent times 100; 0 for exempt supplies. */
  readonly rate: number;
  /**
   * The tag on the journal lines: `output-19`, `reverse-charge-7`, `exempt-41`, `exempt`; with the case of §13b UStG
   * where the account's own Kennzahl tells it (`reverse-charge-19-case-7`). `readTaxTag` reads it back.
   */
  readonly taxCode: string;
  /** Chart numbers of the accounts that take the tax; none for exempt supplies. */
  readonly accounts: TaxAccounts;
  readonly vatReturn: VatReturnPlace;
}

/**
 * What a posting on `account` does with its tax: the account's own rule (Automatikkonto) unless key 40 switches
 * it off, else the key's. Undefined: no tax is computed. `date` is the day of the supply (service date).
 * Refuses a key on an account that has its own rule, and days without a known rate.
 */
export function taxTreatment(question: {
  readonly chart: ChartName;
  readonly key: TaxKey;
  readonly account: ChartAccount | undefined;
  readonly date: CalendarDate;
}): TaxTreatment | undefined {
  const { chart, key, account, date } = question;
  if (key.automationOff) return undefined;
  if (account?.automatic && key.rule) {
    throw refuseTax(
      'ledger.tax-key-on-automatic-account',
      `Account ${account.number} computes its tax itself; only key 40 may stand on it.`,
    );
  }
  if (account?.automatic) return applyRule(chart, account.automatic, date, account.vatReturnKz);
  return key.rule && applyRule(chart, key.rule, date, key.rule.vatReturnKz);
}

function applyRule(
  chart: ChartName,
  rule: TaxRule,
  date: CalendarDate,
  kz: string | undefined,
): TaxTreatment {
  if (rule.kind === 'exempt') {
    return {
      kind: rule.kind,
      rate: 0,
      taxCode: kz ? `exempt-${kz}` : 'exempt',
      accounts: {},
      vatReturn: vatReturnPlace(rule.kind, 0, kz),
    };
  }
  if (rule.knownFrom !== undefined && date < rule.knownFrom) {
    throw refuseTax(
      'ledger.tax-rate-unknown',
      `The tax key is known from ${rule.knownFrom} on, not for ${date}.`,
    );
  }
  const rate = typeof rule.rate === 'number' ? rule.rate : taxRateOn(rule.rate, date);
  const accounts = taxAccountsOf(chart, rule.kind, rate);
  if (!accounts) {
    throw refuseTax(
      'ledger.tax-rate-unknown',
      `${chart} has no ${rule.kind} tax account for ${rate / 100} %.`,
    );
  }
  return {
    kind: rule.kind,
    rate,
    taxCode: `${rule.kind}-${rate / 100}${caseSuffix(rule.kind, kz)}`,
    accounts,
    vatReturn: vatReturnPlace(rule.kind, rate, kz),
  };
}

/** Tax lines of all cases of §13b stand on the same accounts: only their tags tell Kz 47, 74 and 85 apart. */
function caseSuffix(kind: TaxKind, kz: string | undefined): string {
  const reverseChargeCase =
    kz !== undefined && kind.startsWith('reverse-charge') ? reverseChargeCaseOfKz(kz) : undefined;
  return reverseChargeCase === undefined ? '' : `-case-${reverseChargeCase}`;
}
