import type { Finding } from './finding.ts';
import type { Invoice } from './invoice.ts';
import { profileOf } from './profile.ts';
import { ALLOWANCE_RULES } from './rules/allowances.ts';
import { DOCUMENT_CODE_RULES } from './rules/codes/document.ts';
import { LINE_CODE_RULES } from './rules/codes/lines.ts';
import { DOCUMENT_RULES } from './rules/document.ts';
import { LINE_RULES } from './rules/lines.ts';
import { PARTY_RULES } from './rules/parties.ts';
import { PAYMENT_RULES } from './rules/payment.ts';
import { PERIOD_RULES } from './rules/periods.ts';
import { PROFILE_RULES } from './rules/profile.ts';
import type { Rule } from './rules/rule.ts';
import { TOTAL_RULES } from './rules/totals.ts';
import { BREAKDOWN_RULES } from './rules/vat/breakdown.ts';
import { CATEGORY_RULES } from './rules/vat/category-rules.ts';
import { SPECIAL_RULES } from './rules/vat/special.ts';
import { XRECHNUNG_RULES } from './rules/xrechnung/rules.ts';

/** EN 16931-1:2017+A1:2019, checked as the validation artefacts of release 1.3.16 (2026-04) do. */
export const EN16931_RULES: readonly Rule[] = [
  ...DOCUMENT_RULES,
  ...PARTY_RULES,
  ...LINE_RULES,
  ...ALLOWANCE_RULES,
  ...PERIOD_RULES,
  ...PAYMENT_RULES,
  ...TOTAL_RULES,
  ...BREAKDOWN_RULES,
  ...CATEGORY_RULES,
  ...SPECIAL_RULES,
  ...DOCUMENT_CODE_RULES,
  ...LINE_CODE_RULES,
];

/** A rule that is broken in more places is told this often. */
export const MAX_FINDINGS_PER_RULE = 20;

/** Line of the innermost group that a path lies in. */
function lineOf(path: string | undefined, lines: ReadonlyMap<string, number>): number | undefined {
  for (let at = path; at !== undefined && at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return undefined;
}

function findingsOf(rule: Rule, invoice: Invoice, lines: ReadonlyMap<string, number>): Finding[] {
  const problems = rule.check(invoice).slice(0, MAX_FINDINGS_PER_RULE);
  return problems.map(({ text, path, severity = rule.severity }) => {
    const line = lineOf(path, lines);
    return {
      rule: rule.id,
      severity,
      text,
      terms: rule.terms,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    };
  });
}

/**
 * Findings of the rules of EN 16931, and of XRechnung where the invoice says it is one (BT-24). `lines` as `readInvoice` gives it. An
 * invoice without a finding of severity `error`, here and in reading, is one by the rules it claims to keep.
 */
export function checkInvoice(invoice: Invoice, lines: ReadonlyMap<string, number> = new Map()): Finding[] {
  const national = profileOf(invoice.specification).startsWith('xrechnung') ? XRECHNUNG_RULES : [];
  const rules = [...PROFILE_RULES, ...EN16931_RULES, ...national];
  return rules.flatMap((rule) => findingsOf(rule, invoice, lines));
}
