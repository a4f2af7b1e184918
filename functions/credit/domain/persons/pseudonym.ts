import type { PortfolioRow } from '../portfolio/portfolio-row.ts';
import type { DebtorValue } from '../valuation/value-debtors.ts';

/** Rows of a snapshot in which a customer goes by another name, figures unchanged; undefined where it does not stand in them. */
export function renameInRows(
  rows: readonly PortfolioRow[],
  customer: string,
  pseudonym: string,
): PortfolioRow[] | undefined {
  if (!rows.some((row) => row.customer === customer || row.root === customer)) return undefined;
  const name = (of: string) => (of === customer ? pseudonym : of);
  return rows.map((row) => ({ ...row, customer: name(row.customer), root: name(row.root) }));
}

/** The same of the debtors of a valuation. */
export function renameInValues(
  values: readonly DebtorValue[],
  customer: string,
  pseudonym: string,
): DebtorValue[] | undefined {
  if (!values.some((value) => value.customer === customer)) return undefined;
  return values.map((value) => (value.customer === customer ? { ...value, customer: pseudonym } : value));
}

/** What whoever proposed a valuation said of single debtors. */
export interface SaidOfDebtors {
  readonly specific: readonly { readonly customer: string; readonly reason: string }[];
  readonly publicBodies: readonly string[];
}

/** The same of what was said of debtors: the words go. */
export function renameInSaid<S extends SaidOfDebtors>(said: S, customer: string, pseudonym: string): S {
  return {
    ...said,
    specific: said.specific.map((one) =>
      one.customer === customer ? { ...one, customer: pseudonym, reason: '-' } : one,
    ),
    publicBodies: said.publicBodies.map((one) => (one === customer ? pseudonym : one)),
  };
}
