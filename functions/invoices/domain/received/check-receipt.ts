import type { Finding } from '../finding.ts';
import type { Invoice } from '../invoice.ts';
import { compactName, compactNumber } from './seller-keys.ts';

/** Who we are, as an invoice names its buyer. */
export interface OurIdentity {
  readonly name: string;
  /** USt-IdNr.; without it the buyer is compared by name only. */
  readonly vatId?: string | undefined;
}

/** An invoice of the same seller with the same number that came before. */
export interface EarlierInvoice {
  readonly id: string;
  readonly issueDate?: string | undefined;
  readonly withVatCents?: bigint | undefined;
}

function finding(
  rule: string,
  severity: Finding['severity'],
  terms: readonly string[],
  text: string,
): Finding {
  return { rule, severity, terms, text };
}

/**
 * What the receipt of an invoice shows besides the rules that it keeps or breaks. Errors stand in the way of booking it
 * unless somebody says why it is booked all the same.
 */
export function checkReceipt(
  invoice: Invoice,
  us: OurIdentity,
  earlier: EarlierInvoice | undefined,
): Finding[] {
  return [
    ...checkBuyer(invoice, us),
    ...(earlier ? [checkEarlier(invoice, earlier)] : []),
    ...checkPrepaid(invoice),
  ];
}

/** Only the recipient of the supply deducts input tax (§15 Abs. 1 S. 1 Nr. 1, §14 Abs. 4 S. 1 Nr. 1 UStG). */
function checkBuyer({ buyer }: Invoice, us: OurIdentity): Finding[] {
  const [theirs, ours] = [compactNumber(buyer.vatId), compactNumber(us.vatId)];
  if (theirs !== undefined && ours !== undefined) {
    if (theirs === ours) return [];
    return [finding('INV-BUYER', 'error', ['BT-48'], `The invoice is for ${theirs}, our VAT id is ${ours}.`)];
  }
  const [name, own] = [compactName(buyer.name), compactName(us.name)];
  if (name !== undefined && own !== undefined && (name.includes(own) || own.includes(name))) return [];
  const why =
    theirs === undefined
      ? 'It names no VAT id of the buyer'
      : 'The invoice settings do not say which VAT id is ours';
  return [
    finding(
      'INV-BUYER',
      'warning',
      ['BT-44', 'BT-48'],
      `${why}, and the buyer's name is not ours: look whether it is for us.`,
    ),
  ];
}

function checkEarlier({ issueDate, totals }: Invoice, earlier: EarlierInvoice): Finding {
  const same = earlier.issueDate === issueDate && earlier.withVatCents === totals.withVat;
  const terms = ['BT-1', 'BT-31'];
  if (same) {
    return finding('INV-DUPLICATE', 'error', terms, `The same invoice came before: ${earlier.id}.`);
  }
  const text = `The seller has used this number before, with another date or total: ${earlier.id}.`;
  return finding('INV-NUMBER-USED', 'warning', terms, text);
}

function checkPrepaid({ totals }: Invoice): Finding[] {
  if (!totals.paid) return [];
  const text =
    'Part of it is paid already: the whole invoice is booked, the payment clears its part of the open item.';
  return [finding('INV-PREPAID', 'information', ['BT-113'], text)];
}

/** Whether somebody must say why before it is booked. */
export function isFaulty(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
