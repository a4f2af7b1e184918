import { absolute } from '../../../../shared/kernel/money.ts';
import { foldText } from '../matching/find-document-number.ts';

/** What a rule looks at. */
export interface RuledTransaction {
  readonly iban: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly remittance: string;
  readonly bankTransactionCode?: string | undefined;
  readonly counterpartyName?: string | undefined;
  readonly counterpartyIban?: string | undefined;
}

/** Every condition that is named must hold. */
export interface RuleConditions {
  /** Own account. */
  readonly account?: string | undefined;
  readonly counterpartyIban?: string | undefined;
  /** Stands in the name of the other side, whatever its case. */
  readonly counterpartyName?: string | undefined;
  /** All of them stand in the text. */
  readonly textContains?: readonly string[] | undefined;
  /** The whole code, or its beginning where it ends with `*`. */
  readonly code?: string | undefined;
  readonly direction?: 'received' | 'paid' | undefined;
  /** Without sign. */
  readonly minMinor?: bigint | undefined;
  readonly maxMinor?: bigint | undefined;
}

/** Where a rule books to. */
export interface RuleTarget {
  readonly account: string;
  readonly taxCode?: string | undefined;
  readonly costCentre?: string | undefined;
  readonly text?: string | undefined;
}

export interface BankRule {
  readonly id: string;
  readonly conditions: RuleConditions;
  readonly target: RuleTarget;
  /** Books without asking. */
  readonly automatic: boolean;
}

/** A rule without a condition that tells one payment from another would book everything. */
export function hasTellingCondition({
  counterpartyIban,
  counterpartyName,
  textContains,
  code,
}: RuleConditions): boolean {
  return [counterpartyIban, counterpartyName, textContains?.[0], code].some((one) => one !== undefined);
}

export function ruleMatches(
  { conditions }: Pick<BankRule, 'conditions'>,
  transaction: RuledTransaction,
): boolean {
  const {
    account,
    counterpartyIban,
    counterpartyName,
    textContains = [],
    code,
    direction,
    minMinor,
    maxMinor,
  } = conditions;
  const { amountMinor, bankTransactionCode = '' } = transaction;
  const text = foldText(transaction.remittance);
  const size = absolute(amountMinor);
  return (
    (account === undefined || account === transaction.iban) &&
    (counterpartyIban === undefined || counterpartyIban === transaction.counterpartyIban) &&
    (counterpartyName === undefined ||
      foldText(transaction.counterpartyName ?? '').includes(foldText(counterpartyName))) &&
    textContains.every((part) => text.includes(foldText(part))) &&
    (code === undefined ||
      (code.endsWith('*')
        ? bankTransactionCode.startsWith(code.slice(0, -1))
        : bankTransactionCode === code)) &&
    (direction === undefined || direction === (amountMinor > 0n ? 'received' : 'paid')) &&
    (minMinor === undefined || size >= minMinor) &&
    (maxMinor === undefined || size <= maxMinor)
  );
}

/** The rules that a transaction meets, the more particular first: by the number of conditions, then by id. */
export function matchRules<R extends BankRule>(rules: readonly R[], transaction: RuledTransaction): R[] {
  const weight = ({ conditions }: BankRule) =>
    Object.values(conditions).reduce(
      (sum, value) => sum + (Array.isArray(value) ? value.length : value === undefined ? 0 : 1),
      0,
    );
  return rules
    .filter((rule) => ruleMatches(rule, transaction))
    .sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
}

export function sameTarget(a: RuleTarget, b: RuleTarget): boolean {
  return a.account === b.account && a.taxCode === b.taxCode && a.costCentre === b.costCentre;
}

/** The rule that books without asking: automatic, and no other that is met says another thing. */
export function decideRule<R extends BankRule>(matched: readonly R[]): R | undefined {
  const [best] = matched.filter(({ automatic }) => automatic);
  return best && matched.every(({ target }) => sameTarget(target, best.target)) ? best : undefined;
}
