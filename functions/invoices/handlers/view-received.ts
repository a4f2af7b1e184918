import { percentText } from '../../../shared/kernel/percent.ts';
import { formatCents } from '../domain/decimal.ts';
import type { Finding } from '../domain/finding.ts';
import type { Invoice } from '../domain/invoice.ts';
import { partnerOfSeller } from '../domain/received/find-vendor.ts';
import type { Proposal } from '../domain/received/propose-posting.ts';
import type { ReceivedInvoiceRow } from '../table.ts';
import type { Received } from '../usecases/read-received.ts';

/** An invoice as lists show it. */
export function viewSummary(row: ReceivedInvoiceRow) {
  const { id, state, fileName, number, issueDate, dueDate, typeCode, currency, withVatCents, sellerName } =
    row;
  const { errors, warnings, duplicateOf, account, entryId, reason, receivedAt, receivedBy } = row;
  const { decidedAt, decidedBy } = row;
  return {
    ...{ id, state, fileName, number, issueDate, dueDate, typeCode, currency, sellerName },
    total: withVatCents === undefined ? undefined : formatCents(withVatCents),
    ...{ errors, warnings, duplicateOf, account, entryId, reason },
    ...{ receivedAt, receivedBy, decidedAt, decidedBy },
  };
}

export function viewFinding({ rule, severity, text, terms, path, line }: Finding) {
  return { rule, severity, text, terms: [...terms], path, line };
}

function viewProposal(proposal: Proposal, invoice: Invoice) {
  const { vendor, date, serviceDate, dueDate, documentNumber, currency, exchangeRate } = proposal;
  const { partner } = vendor ?? {};
  return {
    ...(vendor ? { account: vendor.account, recognizedBy: vendor.by } : {}),
    ...(partner
      ? { partner: { id: partner.id, name: partner.name } }
      : { newPartner: partnerOfSeller(invoice) }),
    ...{ date, serviceDate, dueDate, documentNumber, currency, exchangeRate },
    total: formatCents(proposal.totalCents),
    ...(proposal.advance ? { advance: true as const } : {}),
    ...(proposal.paidCents === 0n ? {} : { paid: formatCents(proposal.paidCents) }),
    lines: proposal.lines.map(({ category, rate, grossCents, taxCents, ...line }) => ({
      category,
      ratePercent: percentText(rate),
      amount: formatCents(grossCents),
      tax: formatCents(taxCents),
      account: line.account,
      costCentre: line.costCentre,
      taxCode: line.taxCode,
      reverseChargeCase: line.reverseChargeCase,
    })),
    discounts: proposal.discounts.map(({ days, percentTimes100, baseCents }) => ({
      days,
      percent: percentText(percentTimes100),
      ...(baseCents === undefined ? {} : { base: formatCents(baseCents) }),
    })),
    findings: proposal.findings.map(viewFinding),
  };
}

/** Answers have 6 MB. */
const MAX_LINES = 1_000;

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The model as JSON: amounts as decimal strings, of attached files name and type only. */
function viewInvoice(invoice: Invoice): Record<string, Json> {
  const text = JSON.stringify(
    { ...invoice, lines: invoice.lines.slice(0, MAX_LINES) },
    (_name, value: unknown) => {
      if (typeof value === 'bigint') return formatCents(value);
      return value instanceof Uint8Array ? undefined : value;
    },
  );
  return JSON.parse(text) as Record<string, Json>;
}

export function viewReceived({ row, content, proposal }: Received) {
  const { contentType, sha256, voucherId, xml, syntax } = row;
  const { invoice, findings } = content;
  const left = invoice.lines.length - MAX_LINES;
  return {
    ...viewSummary(row),
    ...{ contentType, sha256, voucherId, xml, syntax },
    findings: findings.map(viewFinding),
    ...(proposal ? { proposal: viewProposal(proposal, invoice) } : {}),
    invoice: viewInvoice(invoice),
    ...(left > 0 ? { linesLeftOut: left } : {}),
  };
}
