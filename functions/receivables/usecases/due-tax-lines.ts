import type { EntryLine, ExpandedLine, PostedEntry, TaxWhenPaid } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { type ClearedState, dueTax, sumTag } from '../domain/due-tax.ts';
import {
  type CorrectedTax,
  isFreedPayment,
  type OpenItem,
  openMinorOf,
  remainingMinorOf,
} from '../domain/open-item.ts';

/** The ledger's rules for tax that waits for payment. */
export interface DueTaxRules {
  readonly isPersonal: (account: string, accountLength: number) => boolean;
  readonly isUnpaidTag: (tag: string | undefined) => boolean;
  readonly taxWhenPaid: (
    chart: 'SKR03' | 'SKR04',
    accountLength: number,
    tag: string,
  ) => TaxWhenPaid | undefined;
}

export interface DueTaxOrder {
  readonly company: LedgerCompany;
  readonly item: OpenItem;
  /** The entry that the item came from. */
  readonly invoice: PostedEntry;
  /** What is taken from the item now, signed like it. */
  readonly partMinor: bigint;
  /** Of a credit note for this invoice: the tax that it takes. */
  readonly corrected?: CorrectedTax[] | undefined;
  readonly adjusting: readonly ExpandedLine[];
}

const signed = ({ account, debitMinor = 0n, creditMinor = 0n, taxCode }: ExpandedLine) => ({
  account,
  amountMinor: debitMinor - creditMinor,
  taxCode,
});

/** What the lines of a credit note come to by tag: net amount and tax where it waits for payment, else both as one. */
export function creditedTaxes(
  rules: DueTaxRules,
  { chart, accountLength }: Pick<LedgerCompany, 'chart' | 'accountLength'>,
  lines: readonly ExpandedLine[],
): CorrectedTax[] {
  if (chart === 'none') return [];
  const others = lines
    .filter(({ account }) => !rules.isPersonal(account, accountLength))
    .map((line) => ({ ...signed(line), taxCode: line.taxCode ?? '' }));
  const isTax = (account: string, tag: string) =>
    rules.taxWhenPaid(chart, accountLength, tag)?.unpaidAccount === account;
  const tags = new Set(others.map(({ taxCode }) => taxCode));
  return [...tags].map((taxCode) => ({ taxCode, ...sumTag({ isTax }, others, taxCode) }));
}

/** Lines that move tax from where it waits to where it is due; each names the base, which stands on no line of the entry. */
export function dueTaxLines(rules: DueTaxRules, order: DueTaxOrder): EntryLine[] {
  const { chart, accountLength } = order.company;
  const { item, invoice, partMinor } = order;
  if (chart === 'none' || !invoice.lines.some(({ taxCode }) => rules.isUnpaidTag(taxCode))) return [];
  // What is left over of a payment made nothing due.
  const isPayment = invoice.lines.some(({ taxBaseMinor }) => taxBaseMinor !== undefined);
  if (isPayment && !isFreedPayment(item)) return [];
  const before = stateOf(item);
  const shares = dueTax({
    invoiceLines: invoice.lines
      .filter(({ account }) => !rules.isPersonal(account, accountLength))
      .map(signed),
    adjustingLines: order.adjusting.map(signed),
    isWaiting: rules.isUnpaidTag,
    isTax: (account, tag) => rules.taxWhenPaid(chart, accountLength, tag)?.unpaidAccount === account,
    before,
    after: stateAfter(before, partMinor, order.corrected),
  });
  return shares.flatMap(({ taxCode, taxMinor, netMinor }) => {
    const paid = rules.taxWhenPaid(chart, accountLength, taxCode);
    if (!paid || taxMinor === 0n) return [];
    const [waiting, due] =
      taxMinor > 0n ? (['debitMinor', 'creditMinor'] as const) : (['creditMinor', 'debitMinor'] as const);
    const magnitude = (minor: bigint) => (taxMinor > 0n ? minor : -minor);
    return [
      { account: paid.unpaidAccount, [waiting]: magnitude(taxMinor), taxCode },
      {
        account: paid.dueAccount,
        [due]: magnitude(taxMinor),
        taxCode: paid.taxCode,
        taxBaseMinor: magnitude(netMinor),
      },
    ];
  });
}

function stateOf(item: OpenItem): ClearedState {
  const amountMinor = remainingMinorOf(item);
  return {
    amountMinor,
    clearedMinor: amountMinor - openMinorOf(item),
    corrected: item.clearings.flatMap(({ corrected = [] }) => corrected),
  };
}

function stateAfter(
  before: ClearedState,
  partMinor: bigint,
  corrected: readonly CorrectedTax[] | undefined,
): ClearedState {
  if (corrected === undefined) return { ...before, clearedMinor: before.clearedMinor + partMinor };
  return {
    amountMinor: before.amountMinor - partMinor,
    clearedMinor: before.clearedMinor,
    corrected: [...before.corrected, ...corrected],
  };
}
