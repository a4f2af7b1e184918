import { recordChange } from '../../../../shared/changes.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import { ContentionError, type Retry } from '../../../../shared/table/failures.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { hindrancesOf, isLive } from '../../domain/persons/erasure.ts';
import { refuse } from '../../errors.ts';
import type { PersonReader } from '../../reader/erasures.ts';
import type { ErasureStore } from '../../store/erasures.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type { CreditErasureRow } from '../../table/erasures.ts';
import type { CreditCheckRow, CreditLimitRow } from '../../table.ts';
import { assertSettled } from '../assert-settled.ts';
import type { Who } from '../put-profile.ts';
import { findInValuation, renameInSnapshots, renameInValuation, type TraceDeps } from './rename-traces.ts';

export interface EraseDeps extends TraceDeps {
  readonly reader: Pick<
    PersonReader,
    | 'loadProfile'
    | 'loadExposure'
    | 'loadCounter'
    | 'loadCheck'
    | 'allChecks'
    | 'allCases'
    | 'allLimits'
    | 'findErasure'
  >;
  readonly erasures: ErasureStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** Items deleted in one transaction, beside the record of the erasure; and transactions in one request. */
const CHUNK = 90;
const MAX_CHUNKS = 100;

/**
 * Erases what credit keeps of a customer, when nothing stands against it. The first transaction decides: it takes profile, exposure and
 * counter away, so that nothing can be reserved any more, and leaves the record that is gone on with. What is left then is deleted in
 * parts, and in what is kept of all customers together it goes by another name (decision 0180); whoever died in between is gone on with
 * by asking again. `running`: there was more than one request takes.
 * @throws credit.erasure-refused, credit.unknown-profile
 */
export async function eraseCustomer(
  deps: EraseDeps,
  company: string,
  customer: string,
  who: Who,
): Promise<CreditErasureRow> {
  let row = await deps.retryWhileContended(
    async () => (await deps.reader.findErasure(company, customer)) ?? begin(deps, company, customer, who),
  );
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    const seen = row;
    const next = await deps.retryWhileContended(() => eraseChunk(deps, seen, customer, who.now));
    row = next.row;
    if (next.isLast) return row;
  }
  return row;
}

async function begin(
  deps: EraseDeps,
  company: string,
  customer: string,
  { principal, now, requestId }: Who,
): Promise<CreditErasureRow> {
  const { reader, erasures, newId, traces } = deps;
  const [profile, exposure, checks, cases, limits, reports, proposedValuations] = await Promise.all([
    reader.loadProfile(company, customer),
    reader.loadExposure(company, customer),
    Array.fromAsync(reader.allChecks(company, customer)),
    Array.fromAsync(reader.allCases(company, customer)),
    Array.fromAsync(reader.allLimits(company, customer)),
    Array.fromAsync(traces.allReports(company, customer)),
    proposedOf(deps, company, customer),
  ]);
  if (!profile && checks.length + cases.length + limits.length + reports.length === 0)
    throw refuse('credit.unknown-profile', `Nothing is kept of ${customer}.`);
  // Read after the checks: what is reserved in between has moved it.
  const counter = profile && (await reader.loadCounter(company, profile.root));
  const member = counter?.members[customer];
  if (profile && !member) throw new ContentionError('the counter has moved');
  if (counter) await assertSettled(reader, counter);
  const others = profile?.root === customer ? Object.keys(counter?.members ?? {}).length - 1 : 0;
  const hindrances = hindrancesOf(
    {
      exposure,
      checks: checks.map(({ id, reservation }) => ({ checkId: `${customer}~${id}`, reservation })),
      cases: cases.map(({ id, ended }) => ({ caseId: `${customer}~${id}`, isOpen: ended === undefined })),
      requestedLimits: limits.filter(({ state }) => state === 'requested').length,
      others,
      proposedValuations,
      reportedOn: reports
        .map(({ on }) => on)
        .sort()
        .at(-1),
    },
    now,
  );
  if (hindrances.length > 0) {
    const detail = hindrances
      .map((one) => one.detail)
      .slice(0, 5)
      .join(' ');
    throw refuse('credit.erasure-refused', detail, { extra: { hindrances } });
  }
  // Taken by a check that is being written, or by a reservation that has ended and waits for the sweeper.
  if (member && (member.reservedMinor !== 0n || member.exposureMinor !== 0n))
    throw refuse(
      'credit.erasure-refused',
      'Something still counts against the limit; ask again in five minutes.',
    );
  const row: CreditErasureRow = {
    company, id: newId('ers'), customer, state: 'running', at: now.toISOString(), by: principal.id,
    checks: 0, approved: 0, referred: 0, declined: 0, cases: 0, released: 0, limits: 0,
    insuranceReports: 0, snapshots: 0, valuations: 0, ratingRequests: 0, keptValuations: 0, version: 1,
  }; // biome-ignore format: a record
  const trace = recordChange({
    companyId: company, changeId: newId('chg'), at: row.at, principal: principal.id, requestId,
    action: 'credit.customer-erased', subject: `credit-erasures/${row.id}`,
  }); // biome-ignore format: a record
  const first = profile && counter ? erasures.endProfile(profile, counter, exposure) : [];
  await erasures.commit([erasures.begin(row), trace, ...first]);
  return row;
}

/** Valuations with the customer on which nobody has decided. */
async function proposedOf(deps: EraseDeps, company: string, customer: string): Promise<string[]> {
  const found: string[] = [];
  for await (const valuation of deps.traces.valuationsAfter(company, undefined)) {
    if (valuation.state !== 'proposed') continue;
    const { said, parts } = await findInValuation(deps, valuation, customer);
    if (said || parts.length > 0) found.push(valuation.id);
  }
  return found;
}

interface Chunk {
  readonly row: CreditErasureRow;
  readonly isLast: boolean;
}

async function eraseChunk(
  deps: EraseDeps,
  seen: CreditErasureRow,
  customer: string,
  now: Date,
): Promise<Chunk> {
  const { reader, erasures, traces, traceWrites } = deps;
  const { company, id: pseudonym } = seen;
  const counts = { ...seen, version: seen.version + 1 };
  const writes: Write[] = [];
  let isKept = false;
  const isFull = () => writes.length >= CHUNK;
  for await (const check of reader.allChecks(company, customer)) {
    if (isFull()) break;
    // An order that came in the moment of the erasure and waits beyond the horizon: it is somebody's, and goes when it has ended.
    if (check.reservation && isLive(check.reservation, now)) {
      isKept = true;
      continue;
    }
    writes.push(erasures.eraseCheck(check));
    countCheck(counts, check);
  }
  for await (const one of reader.allCases(company, customer)) {
    if (isFull()) break;
    writes.push(erasures.eraseCase(one));
    countCase(counts, one);
  }
  for await (const limit of reader.allLimits(company, customer)) {
    if (isFull()) break;
    writes.push(...erasures.eraseLimit(limit));
    countLimit(counts, limit);
  }
  const clock = isFull() ? undefined : await traces.loadClock(company, customer);
  if (clock) writes.push(traceWrites.eraseClock(clock));
  for await (const report of traces.allReports(company, customer)) {
    if (isFull()) break;
    writes.push(traceWrites.eraseReport(report));
    counts.insuranceReports += 1;
  }
  for await (const request of traces.allRatingRequests(company, customer)) {
    if (isFull()) break;
    writes.push(traceWrites.renameRequest(request, pseudonym));
    counts.ratingRequests += 1;
  }
  if (writes.length > 0) {
    await erasures.commit([erasures.advance(seen, counts), ...writes]);
    return { row: counts, isLast: false };
  }
  return isKept ? { row: seen, isLast: true } : eraseTraces(deps, seen, customer, now);
}

/** What is kept of all customers together; after the last of it the record forgets whose data they were. */
async function eraseTraces(
  deps: EraseDeps,
  seen: CreditErasureRow,
  customer: string,
  now: Date,
): Promise<Chunk> {
  const { erasures } = deps;
  for (const rename of [renameInSnapshots, renameInValuation]) {
    const { next, writes, state } = await rename(deps, seen, customer, now);
    if (state === 'waits' && writes.length === 0) return { row: seen, isLast: true };
    const isBehind = next.throughDay !== seen.throughDay || next.throughValuation !== seen.throughValuation;
    if (writes.length === 0 && !isBehind) continue;
    await erasures.commit([erasures.advance(seen, next), ...writes]);
    return { row: next, isLast: false };
  }
  const { customer: _gone, ...rest } = seen;
  const done: CreditErasureRow = { ...rest, state: 'done', version: seen.version + 1 };
  await erasures.commit([erasures.advance(seen, done)]);
  return { row: done, isLast: true };
}

type Counts = { -readonly [K in keyof CreditErasureRow]: CreditErasureRow[K] };

function countCheck(counts: Counts, { decision }: CreditCheckRow): void {
  counts.checks += 1;
  if (decision !== undefined) counts[decision] += 1;
}

function countCase(counts: Counts, { state }: CreditCaseRow): void {
  counts.cases += 1;
  if (state === 'released') counts.released += 1;
}

function countLimit(counts: Counts, _limit: CreditLimitRow): void {
  counts.limits += 1;
}
