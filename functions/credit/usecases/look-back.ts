import { addDays } from '../../../shared/kernel/calendar-date.ts';
import {
  type ChangedDecision,
  replayDecision,
  type Simulation,
  simulatePolicy,
} from '../domain/policy/decision-record.ts';
import { evaluatePolicy } from '../domain/policy/evaluate-policy.ts';
import { type PlayedRecord, playThrough } from '../domain/policy/play-through.ts';
import type { Outcome, Policy } from '../domain/policy/policy.ts';
import { type DecidedCheck, readDecision, type StoredDecision } from '../domain/stored-decision.ts';
import { refuse } from '../errors.ts';
import type { PolicyReader } from '../policy-reader.ts';
import type { CreditReader } from '../reader.ts';
import type { CreditCheckRow } from '../table.ts';

/** Decisions that one request looks at: about a second of work. */
export const MAX_LOOKED_AT = 2_000;
const MAX_PERIOD_DAYS = 400;
/** Decisions that an answer names; all are counted. */
const MAX_NAMED = 50;

type Position = Readonly<Record<string, string>>;

/** Decisions of days, both included, and where to go on. */
export interface Period {
  readonly company: string;
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  readonly after?: Position | undefined;
}

type LookDeps = { readonly reader: Pick<CreditReader, 'listDecided'> };

/** @throws credit.invalid-period */
function assertPeriod({ from, to }: Period): void {
  const isPossible = from <= to && to <= addDays(from, MAX_PERIOD_DAYS);
  if (isPossible) return;
  const detail = `A period has an end after its beginning, and ${MAX_PERIOD_DAYS} days at most.`;
  throw refuse('credit.invalid-period', detail, { errors: [{ pointer: '/to', detail }] });
}

async function readPage({ reader }: LookDeps, period: Period) {
  assertPeriod(period);
  const { company, from, to, limit } = period;
  const rows = new Map<string, CreditCheckRow>();
  let after = period.after;
  let looked = 0;
  do {
    const page = await reader.listDecided(company, from, to, { limit: limit - looked, after });
    for (const row of page.items) rows.set(`${row.customer}~${row.id}`, row);
    looked += page.looked;
    after = page.next;
  } while (after && looked < limit);
  return { rows: [...rows], ...(after ? { next: after } : {}) };
}

function isDecided(row: CreditCheckRow): row is CreditCheckRow & DecidedCheck {
  return row.content !== undefined && row.decision !== undefined && row.policy !== undefined;
}

/** Undefined where what is stored cannot be read. */
function tryRead(row: CreditCheckRow): StoredDecision | undefined {
  try {
    return isDecided(row) ? readDecision(row) : undefined;
  } catch {
    return undefined;
  }
}

interface Played {
  readonly moves: readonly {
    readonly before: Outcome;
    readonly after: Outcome;
    readonly decisions: number;
  }[];
  /** With another outcome than on the facts of then alone; fifty at most are named. */
  readonly otherwiseCount: number;
  readonly otherwise: readonly { readonly id: string; readonly alone: Outcome; readonly played: Outcome }[];
}

export interface Simulated extends Omit<Simulation, 'changed'> {
  readonly changedCount: number;
  /** Fifty at most. */
  readonly changed: readonly ChangedDecision[];
  /** Only where one request has looked at the whole period: what came before decides what is left. */
  readonly playedThrough?: Played;
  readonly next?: Position;
}

/**
 * What a policy would have said of the orders of the past: each by itself on the facts of then, and played through, where one takes
 * of the limit of the next (docs/decisions/0224).
 */
export async function simulateOnPast(
  deps: LookDeps,
  policy: Policy,
  period: Period,
  orderDays: number,
): Promise<Simulated> {
  const { rows, ...more } = await readPage(deps, period);
  const records = rows.flatMap(([id, row]): PlayedRecord[] => {
    const stored = tryRead(row);
    if (!stored) return [];
    const { customer, at, reserve, amends, reservation } = row;
    const isReleased = reservation?.override ?? false;
    const { facts, answer } = stored;
    return [
      {
        id,
        facts,
        answer,
        customer,
        at,
        order: amends ?? row.id,
        reserve: reserve || isReleased,
        isReleased,
      },
    ];
  });
  const { changed, ...simulation } = simulatePolicy(policy, records);
  const isWhole = !period.after && !('next' in more);
  return {
    ...simulation,
    changedCount: changed.length,
    changed: changed.slice(0, MAX_NAMED),
    ...more,
    ...(isWhole ? { playedThrough: playedThrough(policy, records, orderDays) } : {}),
  };
}

function playedThrough(policy: Policy, records: readonly PlayedRecord[], orderDays: number): Played {
  const outcomes = playThrough(policy, records, orderDays);
  const moves = new Map<string, Played['moves'][number]>();
  const otherwise: Played['otherwise'][number][] = [];
  for (const { id, facts, answer } of records) {
    const before = answer.decision;
    const alone = evaluatePolicy(policy, facts).decision;
    const after = outcomes.get(id) ?? alone;
    const decisions = (moves.get(`${before}>${after}`)?.decisions ?? 0) + 1;
    moves.set(`${before}>${after}`, { before, after, decisions });
    if (after !== alone) otherwise.push({ id, alone, played: after });
  }
  return {
    moves: [...moves.values()],
    otherwiseCount: otherwise.length,
    otherwise: otherwise.slice(0, MAX_NAMED),
  };
}

export interface Replayed {
  readonly decisions: number;
  readonly same: number;
  /** Decisions that are not what their version says of their facts; fifty at most are named. */
  readonly differentCount: number;
  readonly different: readonly {
    readonly checkId: string;
    readonly policyVersion: number;
    /** Parts of the answer; `policy` where the version is not there, `content` where it cannot be read. */
    readonly differences: readonly string[];
  }[];
  readonly next?: Position;
}

export interface ReplayDeps extends LookDeps {
  readonly policies: Pick<PolicyReader, 'version'>;
}

/** Decides everything again that was decided in a period, each by the version that decided then. */
export async function replayPast(deps: ReplayDeps, period: Period): Promise<Replayed> {
  const { rows, ...more } = await readPage(deps, period);
  const different: Replayed['different'][number][] = [];
  for (const [checkId, row] of rows) {
    const differences = await differencesOf(deps, row);
    if (differences.length > 0) different.push({ checkId, policyVersion: row.policy ?? 0, differences });
  }
  return {
    decisions: rows.length,
    same: rows.length - different.length,
    differentCount: different.length,
    different: different.slice(0, MAX_NAMED),
    ...more,
  };
}

async function differencesOf({ policies }: ReplayDeps, row: CreditCheckRow): Promise<readonly string[]> {
  const stored = tryRead(row);
  if (!stored) return ['content'];
  const policy = await policies.version(row.company, stored.answer.policyVersion, stored.currency);
  const replay = replayDecision(stored, () => policy);
  if (replay.kind === 'unknown-policy') return ['policy'];
  return replay.kind === 'different' ? replay.differences : [];
}
