import type { CreditProfileRow, CreditSettingsRow } from './table.ts';

export type CounterHints = ReturnType<typeof counterHints>;

/** Customers of companies with groups that one instance of a function remembers; the oldest goes when another comes. */
const MAX_KEPT = 5_000;

/**
 * Guesses whose counter a check takes from, so that it is read together with the profile that says so. Only where the guess is
 * as good as certain: one that is wrong costs a read unit. In a company without groups every customer is its own root, and the
 * settings, which every check reads, say whether there are any; in others, customers are as they were seen last. Never relied
 * on: the profile is read, and its root is compared.
 */
export function counterHints() {
  const withGroups = new Map<string, boolean>();
  const roots = new Map<string, string>();
  const nameOf = (company: string, customer: string) => `${company}#${customer}`;

  function rootOf(company: string, customer: string): string | undefined {
    return withGroups.get(company) === false ? customer : roots.get(nameOf(company, customer));
  }

  function learn(
    { company, hasGroups = false }: Pick<CreditSettingsRow, 'company' | 'hasGroups'>,
    { customer, root }: Pick<CreditProfileRow, 'customer' | 'root'>,
  ): void {
    // A profile knows better than settings that were written before they said it.
    withGroups.set(company, hasGroups || root !== customer || withGroups.get(company) === true);
    if (withGroups.get(company) === false) return;
    const [oldest] = roots.keys();
    if (roots.size >= MAX_KEPT && oldest !== undefined) roots.delete(oldest);
    roots.set(nameOf(company, customer), root);
  }

  return { rootOf, learn };
}
