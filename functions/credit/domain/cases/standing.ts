import type { Reason } from '../policy/evaluate-policy.ts';

/** What stood against an order when it was checked. */
export interface Then {
  readonly blocks: readonly string[];
  /** What screening said last. */
  readonly sanctions?: string | undefined;
  /** Names of the rules that held. */
  readonly held: readonly string[];
}

/** What stands against it at this moment. */
export interface Now extends Omit<Then, 'held'> {
  /** The rules that decline it. */
  readonly declining: readonly { readonly rule: string; readonly reason: Reason }[];
  /** Ids of checks that have been kept since under the same reference. */
  readonly sameOrders: readonly string[];
}

/**
 * Hard reasons that were not there when it was decided: rules that decline now and did not hold then, blocks and suspicions
 * of sanctions that have come, an order kept under the same reference. Whoever releases has to know of them.
 */
export function comeSince(then: Then, now: Now): Reason[] {
  const harder = now.declining.filter(({ rule }) => !then.held.includes(rule)).map(({ reason }) => reason);
  const blocks = now.blocks
    .filter((code) => !then.blocks.includes(code))
    .map((code) => ({ code: `BLOCK:${code}`, text: `The customer has been blocked since: ${code}.` }));
  const isSuspected = now.sanctions !== undefined && now.sanctions !== 'clear';
  const sanctions =
    isSuspected && now.sanctions !== then.sanctions
      ? [{ code: `SANCTIONS:${now.sanctions}`, text: `Screening against sanctions lists: ${now.sanctions}.` }]
      : [];
  const same = now.sameOrders.map((checkId) => ({
    code: `SAME_ORDER:${checkId}`,
    text: `${checkId} has been kept since under the same reference.`,
  }));
  const all = [...harder, ...blocks, ...sanctions, ...same];
  return all.filter(({ code }, at) => all.findIndex((other) => other.code === code) === at);
}

/** Names what has come and the version of the terms that it was seen on: with it a release is confirmed. */
export function standingOf(
  terms: { readonly own: number; readonly shared: number },
  come: readonly Reason[],
): string {
  const codes = come.map(({ code }) => code).sort();
  return [`${terms.own}.${terms.shared}`, ...codes].join(' ');
}

/** A reservation as far as overrides go. */
export interface OtherReservation {
  readonly openMinor: bigint;
  readonly deliveredMinor?: bigint | undefined;
  readonly override?: boolean | undefined;
}

/**
 * The amount that a release is measured by: the order, and what of other released orders of the customer is not invoiced
 * yet. Else somebody with a low tier could let a large order pass in slices.
 */
export function overrideAmountMinor(amountMinor: bigint, others: readonly OtherReservation[]): bigint {
  return others
    .filter(({ override }) => override)
    .reduce((sum, { openMinor, deliveredMinor = 0n }) => sum + openMinor + deliveredMinor, amountMinor);
}
