import type { EntryLine, ExpandedLine, PostedEntry, TaxWhenPaid } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { dueTax } from '../domain/due-tax.ts';
import { isFreedPayment, type OpenItem, openMinorOf } from '../domain/open-item.ts';

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
  readonly adjusting: readonly ExpandedLine[];
}

/** Lines that move tax from where it waits to where it is due; each names the base, which stands on no line of the entry. */
export function dueTaxLines(rules: DueTaxRules, order: DueTaxOrder): EntryLine[] {
  const { chart, accountLength } = order.company;
  const { item, invoice, partMinor } = order;
  if (chart === 'none' || !invoice.lines.some(({ taxCode }) => rules.isUnpaidTag(taxCode))) return [];
  // What is left over of a payment made nothing due.
  const isPayment = invoice.lines.some(({ taxBaseMinor }) => taxBaseMinor !== undefined);
  if (isPayment && !isFreedPayment(item)) return [];
  const signed = ({ account, debitMinor = 0n, creditMinor = 0n, taxCode }: ExpandedLine) => ({
    account,
    amountMinor: debitMinor - creditMinor,
    taxCode,
  });
  const clearedBeforeMinor = item.amountMinor - openMinorOf(item);
  const shares = dueTax({
    invoiceLines: invoice.lines
      .filter(({ account }) => !rules.isPersonal(account, accountLength))
      .map(signed),
    adjustingLines: order.adjusting.map(signed),
    isWaiting: rules.isUnpaidTag,
    isTax: (account, tag) => rules.taxWhenPaid(chart, accountLength, tag)?.unpaidAccount === account,
    amountMinor: item.amountMinor,
    clearedBeforeMinor,
    clearedAfterMinor: clearedBeforeMinor + partMinor,
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
