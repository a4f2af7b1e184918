import type { Payment, RunKind } from './payment.ts';
import { messageIdOf } from './sepa/identifiers.ts';

/** The payments of a file by the id of their `PmtInf`: transfers in one, debits in one for each scheme and sequence. */
export function groupsOf<P extends Pick<Payment, 'mandate'>>(
  run: { readonly id: string; readonly kind: RunKind },
  payments: readonly P[],
): ReadonlyMap<string, readonly P[]> {
  const keyOf = ({ mandate }: P) =>
    run.kind === 'transfer' ? '' : `${mandate?.scheme} ${mandate?.sequence}`;
  const groups = [...Map.groupBy(payments, keyOf).values()];
  return new Map(groups.map((group, index) => [`${messageIdOf(run.id)}-${index + 1}`, group]));
}
