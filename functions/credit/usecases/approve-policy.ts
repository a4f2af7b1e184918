import { assertFourEyes } from '../../../shared/approvals.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import { analyzePolicy } from '../domain/policy/analyze-policy.ts';
import { readStored } from '../domain/policy-source.ts';
import { refuse } from '../errors.ts';
import type { CreditPolicyRow } from '../table.ts';
import { assertDraft, loadVersion, type PolicyDeps, tracePolicy } from './draft-policy.ts';
import type { Who } from './put-profile.ts';

const MAX_LISTED = 100;

/**
 * Approves a draft as it was read (If-Match): from then on it never changes. Nobody approves what he has written on himself,
 * and nothing with gaps, overlaps or rules that never hold is approved.
 * @throws platform.four-eyes, platform.stale, credit.policy-approved, credit.policy-has-findings
 */
export function approvePolicy(
  deps: PolicyDeps,
  company: string,
  number: number,
  headers: Readonly<Record<string, string | undefined>>,
  who: Who,
): Promise<CreditPolicyRow> {
  return deps.retryWhileContended(async () => {
    const seen = await loadVersion(deps, company, number);
    assertIfMatch(headers, seen.version);
    assertDraft(seen);
    for (const author of seen.authors) assertFourEyes(author, who.principal);
    assertWhole(seen);
    const at = who.now.toISOString();
    const next: CreditPolicyRow = {
      ...seen, state: 'approved', approvedBy: who.principal.id, approvedAt: at, version: seen.version + 1,
    }; // biome-ignore format: a record
    await deps.policyStore.commit([
      deps.policyStore.draftWrite(seen, next),
      tracePolicy(deps, next, who, 'approved'),
    ]);
    return next;
  });
}

/** Looked at anew: what is stored may have been found by an older analysis. */
function assertWhole({ number, source }: CreditPolicyRow): void {
  const findings = analyzePolicy(readStored(source));
  if (findings.length === 0) return;
  const detail = `Version ${number} has ${findings.length} findings: ${findings[0]?.text}`;
  throw refuse('credit.policy-has-findings', detail, {
    errors: findings.slice(0, MAX_LISTED).map(({ pointer, kind, text }) => ({
      pointer: `/policy${pointer}`,
      detail: `${kind}: ${text}`,
    })),
  });
}
