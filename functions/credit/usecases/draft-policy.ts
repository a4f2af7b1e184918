import { createHash } from 'node:crypto';
import { recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { analyzePolicy } from '../domain/policy/analyze-policy.ts';
import { parsePolicy } from '../domain/policy/parse-policy.ts';
import { standardPolicySource } from '../domain/policy/standard-policy-source.ts';
import { STANDARD_VERSION } from '../domain/policy/standard-version.ts';
import { MAX_SOURCE_BYTES, type PolicySource, packSource, unpackSource } from '../domain/policy-source.ts';
import { refuse } from '../errors.ts';
import type { CreditReader } from '../reader.ts';
import type { PolicyStore } from '../store/policies.ts';
import type { CreditPolicyRow } from '../table.ts';
import type { Who } from './put-profile.ts';

export interface PolicyDeps {
  readonly reader: Pick<CreditReader, 'loadPolicy' | 'listPolicies'>;
  readonly policyStore: PolicyStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface DraftWish {
  readonly company: string;
  readonly currency: string;
  /** What it shall say, or of which version it is to be a copy. */
  readonly policy?: PolicySource | undefined;
  readonly copyOf?: number | undefined;
  readonly note?: string | undefined;
}

const MAX_FINDINGS = 100;
/** People who may write on one draft. */
const MAX_AUTHORS = 20;

/** Keeps a new version as a draft. Findings of its analysis do not keep it from that. @throws credit.invalid-policy */
export function draftPolicy(
  deps: PolicyDeps,
  wish: DraftWish,
  who: Who,
  together: (row: CreditPolicyRow) => readonly Write[],
): Promise<CreditPolicyRow> {
  const { company, copyOf, note } = wish;
  return deps.retryWhileContended(async () => {
    const { items } = await deps.reader.listPolicies(company, { limit: 1, descending: true });
    const number = (items[0]?.number ?? STANDARD_VERSION) + 1;
    const source = wish.policy ?? (await sourceOf(deps, wish, copyOf ?? STANDARD_VERSION));
    const row: CreditPolicyRow = {
      company, number, state: 'draft', ...contentOf(source, number, wish.currency),
      ...(note === undefined ? {} : { note }),
      ...(copyOf === undefined ? {} : { copyOf }),
      authors: [who.principal.id], createdAt: who.now.toISOString(), changedAt: who.now.toISOString(),
      changedBy: who.principal.id, version: 1,
    }; // biome-ignore format: a record
    const writes = [deps.policyStore.addDraft(row), tracePolicy(deps, row, who, 'drafted')];
    await deps.policyStore.commit([...writes, ...together(row)]);
    return row;
  });
}

/** What a version says, as it was written down. @throws credit.unknown-policy */
export async function sourceOf(
  { reader }: Pick<PolicyDeps, 'reader'>,
  { company, currency }: Pick<DraftWish, 'company' | 'currency'>,
  number: number,
): Promise<PolicySource> {
  if (number === STANDARD_VERSION) return standardPolicySource(currency);
  return unpackSource((await loadVersion({ reader }, company, number)).source);
}

/** @throws credit.unknown-policy */
export async function loadVersion(
  { reader }: Pick<PolicyDeps, 'reader'>,
  company: string,
  number: number,
): Promise<CreditPolicyRow> {
  const row = await reader.loadPolicy(company, number);
  if (row) return row;
  throw refuse('credit.unknown-policy', `There is no version ${number} of the policy that could be changed.`);
}

/** Replaces what a draft says. @throws credit.policy-approved, credit.invalid-policy, platform.stale */
export function replaceDraft(
  deps: PolicyDeps,
  number: number,
  wish: DraftWish & { readonly policy: PolicySource },
  headers: Readonly<Record<string, string | undefined>>,
  who: Who,
): Promise<CreditPolicyRow> {
  return deps.retryWhileContended(async () => {
    const seen = await loadVersion(deps, wish.company, number);
    assertIfMatch(headers, seen.version);
    assertDraft(seen);
    const authors = [...new Set([...seen.authors, who.principal.id])];
    if (authors.length > MAX_AUTHORS)
      throw refuse('credit.invalid-policy', `${MAX_AUTHORS} people have written on it: make another draft.`);
    const next: CreditPolicyRow = {
      ...seen, ...contentOf(wish.policy, number, wish.currency), authors,
      ...(wish.note === undefined ? {} : { note: wish.note }),
      changedAt: who.now.toISOString(), changedBy: who.principal.id, version: seen.version + 1,
    }; // biome-ignore format: a record
    const trace = tracePolicy(deps, next, who, 'changed', seen);
    await deps.policyStore.commit([deps.policyStore.draftWrite(seen, next), trace]);
    return next;
  });
}

export function assertDraft({ number, state }: CreditPolicyRow): void {
  if (state === 'draft') return;
  throw refuse(
    'credit.policy-approved',
    `Version ${number} has been approved: copy it, and change the copy.`,
  );
}

/** Reads and analyses what was sent; number and currency are not for the sender to say. */
function contentOf(sent: PolicySource, number: number, currency: string) {
  const { currency: named = currency } = sent;
  if (named !== currency) throw unreadable([{ pointer: '/policy/currency', detail: `must be ${currency}` }]);
  const source = { ...sent, version: number, currency };
  const bytes = Buffer.byteLength(JSON.stringify(source));
  if (bytes > MAX_SOURCE_BYTES)
    throw unreadable([
      { pointer: '/policy', detail: `has ${bytes} bytes, and ${MAX_SOURCE_BYTES} are the most` },
    ]);
  const { policy, errors } = parsePolicy(source);
  if (!policy) throw unreadable(errors.map((one) => ({ ...one, pointer: `/policy${one.pointer}` })));
  const findings = analyzePolicy(policy);
  return {
    name: policy.name,
    source: packSource(source),
    sha256: createHash('sha256').update(JSON.stringify(source)).digest('hex'),
    findings: findings.slice(0, MAX_FINDINGS).map((finding) => ({ ...finding })),
    findingsCount: findings.length,
  };
}

const MAX_COMPLAINTS = 100;

function unreadable(errors: readonly { readonly pointer: string; readonly detail: string }[]) {
  const detail = `The policy cannot be read: ${errors.length} complaints, the first ${MAX_COMPLAINTS} of them listed.`;
  return refuse('credit.invalid-policy', detail, { errors: errors.slice(0, MAX_COMPLAINTS) });
}

/** Which text it was is proved by its hash; the text of an approved version stays. */
export function tracePolicy(
  { newId }: Pick<PolicyDeps, 'newId'>,
  { company, number, name, sha256 }: CreditPolicyRow,
  { principal, now, requestId }: Who,
  what: 'drafted' | 'changed' | 'approved',
  before?: CreditPolicyRow,
): Write {
  return recordChange({
    companyId: company, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
    action: `credit.policy-${what}`, subject: `credit-policies/${number}`,
    ...(before ? { before: { name: before.name, sha256: before.sha256 } } : {}),
    after: { name, sha256 },
  }); // biome-ignore format: a record
}
