import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { COMPONENTS, includedMinor, isIncluded } from '../domain/components.ts';
import { withDues } from '../domain/dues.ts';
import { componentsOf } from '../domain/gather-facts.ts';
import { refuse } from '../errors.ts';
import type { CreditReader } from '../reader.ts';
import type { LimitStore } from '../store/limits.ts';
import type { CreditStore } from '../store.ts';
import type { CreditCounter, CreditExposureRow, CreditProfileRow } from '../table.ts';
import { assertSettled } from './assert-settled.ts';

export interface ProfileDeps {
  readonly reader: Pick<
    CreditReader,
    'loadProfile' | 'loadCounter' | 'loadExposure' | 'loadSettings' | 'loadCheck'
  >;
  readonly store: CreditStore;
  readonly limits: Pick<LimitStore, 'settingsWrite'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface Who {
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId?: string | undefined;
}

/** What a person says of a customer; amounts are read already. */
export interface ProfileWish
  extends Pick<
    CreditProfileRow,
    | 'riskClass'
    | 'score'
    | 'insurance'
    | 'collateralMinor'
    | 'mustBeCovered'
    | 'exposure'
    | 'overdueLimitMinor'
    | 'reviewOn'
    | 'person'
  > {
  readonly company: string;
  readonly customer: string;
  readonly currency: string;
  readonly parent?: string | undefined;
  readonly blocks: readonly { readonly code: string; readonly note?: string | undefined }[];
  readonly customerSince?: string | undefined;
}

/** What of a profile the counter of its group must know, so that a check need not read the head's profile. */
export function sharedOf(profile: CreditProfileRow): CreditCounter['shared'] {
  const { terms, limitMinor, temporary, blocks } = profile;
  return {
    terms,
    ...(limitMinor === undefined ? {} : { limitMinor }),
    ...(temporary ? { temporary } : {}),
    ...(blocks.length > 0 ? { blocks: blocks.map(({ code }) => code) } : {}),
  };
}

/**
 * Opens a profile or replaces what is known of a customer; limit and temporary limit stay as they are. Moves the customer
 * into another group with everything that it owes.
 * @throws credit.invalid-profile
 */
export function putProfile(
  deps: ProfileDeps,
  wish: ProfileWish,
  headers: Readonly<Record<string, string | undefined>>,
  who: Who,
): Promise<{ profile: CreditProfileRow; isNew: boolean }> {
  const { company, customer } = wish;
  return deps.retryWhileContended(async () => {
    const [seen, exposure] = await Promise.all([
      deps.reader.loadProfile(company, customer),
      deps.reader.loadExposure(company, customer),
    ]);
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
    const root = await findRoot(deps, wish);
    const next = profileOf(wish, seen, root, who);
    const writes = await counterWrites(deps, seen, next, exposure);
    const trace = traceOf(deps, seen, next, who);
    const first = root === customer ? [] : await firstGroupWrites(deps, company);
    await deps.store.commit([deps.store.profileWrite(seen, next), ...writes, ...first, trace]);
    return { profile: next, isNew: seen === undefined };
  });
}

function invalid(pointer: string, detail: string) {
  return refuse('credit.invalid-profile', detail, { errors: [{ pointer, detail }] });
}

/** Groups have two levels: a head and its members. */
async function findRoot(deps: ProfileDeps, { company, customer, parent }: ProfileWish): Promise<string> {
  if (parent === undefined) return customer;
  if (parent === customer) throw invalid('/parent', 'A customer is not its own head.');
  const head = await deps.reader.loadProfile(company, parent);
  if (!head) throw invalid('/parent', `${parent} has no credit profile.`);
  if (head.root !== parent)
    throw invalid('/parent', `${parent} is itself a member of the group of ${head.root}.`);
  return parent;
}

/** With the first group of a company, its settings say that it has groups: checks read counters another way then. */
async function firstGroupWrites({ reader, limits }: ProfileDeps, company: string): Promise<readonly Write[]> {
  const seen = await reader.loadSettings(company);
  if (seen.hasGroups) return [];
  return [limits.settingsWrite(seen, { ...seen, hasGroups: true, version: seen.version + 1 })];
}

function profileOf(
  { blocks, parent: _parent, customerSince, ...wish }: ProfileWish,
  seen: CreditProfileRow | undefined,
  root: string,
  { principal, now }: Who,
): CreditProfileRow {
  const today = utcDay(now);
  const standing = new Map(seen?.blocks.map((block) => [block.code, block]));
  return {
    ...wish,
    ...(seen?.limitMinor === undefined ? {} : { limitMinor: seen.limitMinor }),
    ...(seen?.temporary ? { temporary: seen.temporary } : {}),
    ...toldByOthers(wish, seen),
    root,
    blocks: blocks.map((block) => {
      const { since = today, by = principal.id } = standing.get(block.code) ?? {};
      return { ...block, since, by };
    }),
    customerSince: customerSince ?? seen?.customerSince ?? today,
    ...(wish.person === undefined && seen?.person ? { person: seen.person } : {}),
    ...(wish.reviewOn === undefined && seen?.reviewOn !== undefined ? { reviewOn: seen.reviewOn } : {}),
    terms: (seen?.terms ?? 0) + 1,
    version: (seen?.version ?? 0) + 1,
    changedAt: now.toISOString(),
    changedBy: principal.id,
  };
}

/** What screening, the insurance clock and agencies say is theirs, whatever a person replaces. Another policy has another clock. */
function toldByOthers(
  { insurance }: Pick<ProfileWish, 'insurance'>,
  seen: CreditProfileRow | undefined,
): Pick<CreditProfileRow, 'insurance' | 'sanctions' | 'ratings'> {
  const { sanctions, ratings, insurance: before } = seen ?? {};
  const isSame = insurance !== undefined && before?.policy === insurance.policy;
  return {
    ...(isSame && before ? { insurance: { ...before, ...insurance } } : {}),
    ...(sanctions ? { sanctions } : {}),
    ...(ratings ? { ratings } : {}),
  };
}

async function counterWrites(
  { reader, store }: ProfileDeps,
  seen: CreditProfileRow | undefined,
  next: CreditProfileRow,
  exposure: CreditExposureRow | undefined,
): Promise<readonly Write[]> {
  const { company, customer, root, terms } = next;
  const stands = store.exposureStands(company, customer, exposure);
  const owed = withDues(exposure);
  const memberOf = (reservedMinor: bigint) => ({
    reservedMinor,
    terms,
    exposureMinor: includedMinor(componentsOf(owed, reservedMinor), next.exposure),
  });
  const shared = sharedOf(next);
  const open = (member: CreditCounter['members'][string]) =>
    store.openCounter({
      company,
      root,
      totalMinor: member.exposureMinor,
      shared,
      members: { [customer]: member },
      marks: {},
    });
  const join = (member: CreditCounter['members'][string]) =>
    root === customer ? open(member) : store.addMember(company, root, customer, member);
  if (!seen) return [join(memberOf(0n)), stands];
  const counter = await reader.loadCounter(company, seen.root);
  const member = counter?.members[customer];
  invariant(counter && member, `${customer} has a profile and stands in no counter`);
  const moved = memberOf(member.reservedMinor);
  if (seen.root === root) {
    const own = root === customer ? shared : undefined;
    return [store.changeTerms({ company, root }, customer, member, moved, own), stands];
  }
  if (seen.root === customer && Object.keys(counter.members).length > 1)
    throw invalid('/parent', `${customer} is itself the head of a group.`);
  await assertSettled(reader, counter);
  if (seen.root === customer) return [store.closeCounter(counter), join(moved), stands];
  return [store.removeMember(counter, customer, member), join(moved), stands];
}

function traceOf(
  { newId }: ProfileDeps,
  seen: CreditProfileRow | undefined,
  next: CreditProfileRow,
  { principal, now, requestId }: Who,
): Write {
  return recordChange({
    companyId: next.company,
    changeId: newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    action: 'credit.profile-changed',
    subject: `credit/${next.customer}`,
    requestId,
    ...changedValues(seen ? tracedValues(seen) : {}, tracedValues(next)),
  });
}

/** What a trace shows of a profile: amounts and codes, no notes. */
export function tracedValues(
  profile: CreditProfileRow,
): Record<string, string | number | boolean | undefined> {
  const { limitMinor, temporary, riskClass, score, insurance, collateralMinor, mustBeCovered, root } =
    profile;
  return {
    limitMinor: limitMinor?.toString(),
    temporaryMinor: temporary?.limitMinor.toString(),
    temporaryUntil: temporary?.until,
    riskClass,
    score,
    coverMinor: insurance?.coverMinor.toString(),
    insuranceState: insurance?.state,
    insuredUntil: insurance?.until,
    sanctionsState: profile.sanctions?.state,
    collateralMinor: collateralMinor?.toString(),
    mustBeCovered,
    root,
    blocks: profile.blocks.map(({ code }) => code).join(' '),
    reviewOn: profile.reviewOn,
    person: profile.person,
    // Who takes a part out of the count lifts the limit: that must be seen.
    notCounted: COMPONENTS.filter((component) => !isIncluded(profile.exposure, component)).join(' '),
    subLimits: COMPONENTS.map((component) => profile.exposure[component]?.subLimitMinor ?? '-').join(' '),
    overdueLimitMinor: profile.overdueLimitMinor?.toString(),
  };
}
