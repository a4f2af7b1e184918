import { absolute } from '../../../shared/kernel/money.ts';
import { type ExpandedLine, type GrossAmount, type PostedEntry, signedLine } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { isNoAutomation } from '../../ledger/rules.ts';
import {
  type AdjustmentAccount,
  adjustmentAccounts,
  splitByTax,
  type TaxShare,
  tagWithoutCase,
} from '../domain/adjust-tax.ts';
import type { Side } from '../domain/open-item.ts';
import type { Adjustment } from '../domain/settlement.ts';
import { refuse } from '../errors.ts';

/** The ledger's rules that an adjustment needs. */
export interface TaxRules {
  readonly expandPosting: (posting: GrossAmount) => { readonly lines: readonly ExpandedLine[] };
  readonly toCompanyNumber: (chartNumber: string, accountLength: number) => string;
  readonly isUnpaidTag: (tag: string | undefined) => boolean;
  readonly isPersonal: (account: string, accountLength: number) => boolean;
}

export interface AdjustmentOrder {
  readonly company: LedgerCompany;
  readonly side: Side;
  readonly adjustment: Adjustment;
  /** The entry that the item came from: its taxes are corrected. */
  readonly invoice: PostedEntry;
  readonly date: string;
  /** Account of the caller's choice; its tax, if any, is its own business. */
  readonly account?: string | undefined;
}

/**
 * Lines that take a discount or write-off out of revenue or cost and out of the tax, without the one on the personal
 * account. For each tax of the invoice the first account is used whose posting comes out with the very same tag, so that
 * the return corrects the figure that it once raised (§17 Abs. 1 and 2 Nr. 1 UStG).
 */
export function adjustmentLines(rules: TaxRules, order: AdjustmentOrder): ExpandedLine[] {
  const { company, adjustment, invoice, account } = order;
  if (account !== undefined) return [signedLine(account, adjustment.amountMinor)];
  if (company.chart === 'none') {
    const detail =
      'A chart of your own has no accounts for discounts and write-offs: name `adjustmentAccount`.';
    throw refuse('receivables.discount-needs-chart', detail, {
      errors: [{ pointer: '/adjustmentAccount', detail }],
    });
  }
  const lines = invoice.lines
    .filter((line) => !rules.isPersonal(line.account, company.accountLength))
    .map(({ account: number, debitMinor = 0n, creditMinor = 0n, taxCode }) => ({
      account: number,
      amountMinor: debitMinor - creditMinor,
      taxCode: isNoAutomation(taxCode) ? undefined : taxCode,
    }));
  // What credit notes took of the invoice is not in what is left of it.
  const credited = adjustment.item.clearings.flatMap(({ corrected = [] }) =>
    corrected.map(({ taxCode, netMinor, taxMinor }) => ({
      account: '',
      amountMinor: -(netMinor + taxMinor),
      taxCode: isNoAutomation(taxCode) ? undefined : taxCode,
    })),
  );
  return splitByTax(adjustment.amountMinor, [...lines, ...credited]).flatMap((share) =>
    shareLines(rules, order, share),
  );
}

function shareLines(rules: TaxRules, order: AdjustmentOrder, share: TaxShare): ExpandedLine[] {
  const wanted = tagWithoutCase(share.taxCode);
  for (const candidate of adjustmentAccounts(order.side, order.adjustment.kind)) {
    const lines = tryAccount(rules, order, share, candidate);
    const tags = new Set(lines?.map(({ taxCode = '' }) => tagWithoutCase(taxCode)));
    if (!lines || tags.size !== 1 || !tags.has(wanted)) continue;
    return lines.map((line) => (share.taxCode === '' ? line : { ...line, taxCode: share.taxCode }));
  }
  const detail = `The tax ${share.taxCode} of item ${order.adjustment.item.id} is not corrected by itself: name \`adjustmentAccount\` and book its tax by hand.`;
  throw refuse('receivables.invalid-clearing', detail, {
    errors: [{ pointer: '/adjustmentAccount', detail }],
  });
}

/** The lines of one account, or undefined where the ledger refuses the pair of account and key on that day. */
function tryAccount(
  rules: TaxRules,
  { company, adjustment, invoice, date }: AdjustmentOrder,
  { taxCode: tag, amountMinor }: TaxShare,
  candidate: AdjustmentAccount,
): ExpandedLine[] | undefined {
  const { chart, accountLength } = company;
  if (chart === 'none') return undefined;
  const personal = adjustment.item.account;
  try {
    const { lines } = rules.expandPosting({
      chart,
      accountLength,
      amountMinor: absolute(amountMinor),
      side: amountMinor > 0n ? 'S' : 'H',
      account: rules.toCompanyNumber(candidate[chart], accountLength),
      contraAccount: personal,
      ...(candidate.taxKey === undefined ? {} : { taxKey: candidate.taxKey }),
      date,
      serviceDate: invoice.serviceDate ?? invoice.date,
      taxOnPayment: rules.isUnpaidTag(tag),
    });
    return lines.filter(({ account }) => account !== personal);
  } catch (error) {
    if (error instanceof Error && error.name === 'DomainError') return undefined;
    throw error;
  }
}
