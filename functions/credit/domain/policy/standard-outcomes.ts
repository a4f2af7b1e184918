/* What the tables of the standard policy are written with: see `standard-policy-source.ts`. */

export const approved = { outcome: 'approved' };
export const referred = (code: string, text: string) => ({ outcome: 'referred', code, text });
export const declined = (code: string, text: string) => ({ outcome: 'declined', code, text });

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly {
    readonly id: string;
    readonly when: Readonly<Record<string, object>>;
    readonly outcome: string;
  }[];
}

/** The table as far as a fact does not say no; where it does, another rule holds and the table has nothing to say. */
function unlessNot(fact: string, id: string, { rules, ...table }: Table): Table {
  const asked = rules.map((rule) => ({
    ...rule,
    when: { ...rule.when, [fact]: { is: true, orUnknown: true } },
  }));
  return { ...table, rules: [{ id, when: { [fact]: { is: false } }, ...approved }, ...asked] };
}

/** Who has no profile is referred once, for that, and not for everything that is therefore unknown. */
export const ofCustomers = (table: Table) => unlessNot('hasProfile', 'no-profile', table);
/** Amounts in two currencies are not compared: that is referred once. */
export const inLimitCurrency = (table: Table) => unlessNot('isLimitCurrency', 'other-currency', table);
