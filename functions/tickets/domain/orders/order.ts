export const ORDER_STATES = ['pending', 'approved', 'refused', 'withdrawn'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** So many of these people have to approve, before the next step is asked. */
export interface ApprovalStep {
  /** Principals. */
  readonly approvers: readonly string[];
  readonly count: number;
}

export interface Approval {
  readonly by: string;
  /** Index of the step. */
  readonly step: number;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** What an order of the catalogue is made of: ids, codes and moments. */
export interface PlacedOrder {
  readonly item: string;
  /** Of the item, as it was when it was ordered: it stays under that. */
  readonly itemVersion: number;
  readonly quantity: number;
  /** Who may not approve: who ordered, and for whom. Whoever ordered comes first. */
  readonly excluded: readonly string[];
  readonly steps: readonly ApprovalStep[];
}

export interface Order extends PlacedOrder {
  readonly state: OrderState;
  /** Each person counts once, over all steps. */
  readonly approvals: readonly Approval[];
}

/** The step that is asked now; undefined where all have what they need. */
export function currentStep({ steps, approvals }: Pick<Order, 'steps' | 'approvals'>): number | undefined {
  const index = steps.findIndex(
    ({ count }, step) => approvals.filter((given) => given.step === step).length < count,
  );
  return index < 0 ? undefined : index;
}

export function hasApproved({ approvals }: Pick<Order, 'approvals'>, principal: string): boolean {
  return approvals.some(({ by }) => by === principal);
}

/** For whom an order waits. */
export function pendingApprovers(order: Order | undefined): string[] {
  const step = order?.state === 'pending' ? currentStep(order) : undefined;
  const approvers = step === undefined ? [] : (order?.steps[step]?.approvers ?? []);
  return approvers.filter((principal) => order && !hasApproved(order, principal));
}

/** Whether an order is over without having been approved: its ticket stays closed. */
export function hasFailed(order: Pick<Order, 'state'> | undefined): boolean {
  return order?.state === 'refused' || order?.state === 'withdrawn';
}

export function place(placed: PlacedOrder): Order {
  return { ...placed, state: placed.steps.length > 0 ? 'pending' : 'approved', approvals: [] };
}

export function giveApproval(order: Order, approval: Approval): Order {
  const next = { ...order, approvals: [...order.approvals, approval] };
  return currentStep(next) === undefined ? { ...next, state: 'approved' } : next;
}

/** Puts somebody in the place of an approver, in the steps that have not ended and that he has not approved. */
export function replaceApprover(order: Order, from: string, to: string): Order {
  const now = currentStep(order) ?? order.steps.length;
  const isGiven = (index: number) => order.approvals.some(({ by, step }) => by === from && step === index);
  const steps = order.steps.map((step, index) =>
    index < now || !step.approvers.includes(from) || isGiven(index)
      ? step
      : { ...step, approvers: [...new Set(step.approvers.map((one) => (one === from ? to : one)))] },
  );
  return { ...order, steps };
}

/**
 * Whether what is left can be approved by people of whom each counts once: a seat of a step for everybody, found by
 * augmenting paths (Kuhn). At most five steps of twenty people.
 */
export function canBeFilled(order: Pick<Order, 'steps' | 'approvals'>): boolean {
  const { steps, approvals } = order;
  const seats = steps.flatMap(({ approvers, count }, step) => {
    const given = approvals.filter((one) => one.step === step).length;
    const free = approvers.filter((principal) => !hasApproved(order, principal));
    return Array.from({ length: Math.max(0, count - given) }, () => ({ free }));
  });
  const taken = new Map<string, (typeof seats)[number]>();
  const seat = (wanted: (typeof seats)[number], tried: Set<string>): boolean =>
    wanted.free.some((principal) => {
      if (tried.has(principal)) return false;
      tried.add(principal);
      const other = taken.get(principal);
      if (other && !seat(other, tried)) return false;
      taken.set(principal, wanted);
      return true;
    });
  return seats.every((one) => seat(one, new Set()));
}
