import type { RuleTarget } from '../rules/bank-rule.ts';

/** What a transaction may be booked as, with what speaks for it. One of items, run, returns and target. */
export interface Proposal {
  readonly items: readonly { readonly item: string; readonly discountMinor?: bigint }[];
  readonly run?: { readonly id: string; readonly payments: readonly number[] };
  readonly returns?: { readonly run: string; readonly payment: number; readonly feeMinor: bigint };
  readonly target?: RuleTarget;
  readonly rule?: string;
  /** How often it was booked so before. */
  readonly times?: number;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** What is booked without asking. */
export type Automatic =
  | { readonly item: string; readonly documentNumber?: string | undefined }
  | { readonly run: { readonly id: string; readonly payments: readonly number[] } }
  | { readonly returns: { readonly run: string; readonly payment: number }; readonly recharge: boolean }
  | { readonly target: RuleTarget };

export interface Decision {
  readonly automatic?: Automatic | undefined;
  readonly proposals: readonly Proposal[];
}
