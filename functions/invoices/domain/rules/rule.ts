import type { Severity } from '../finding.ts';
import type { Invoice } from '../invoice.ts';

/** One place where a rule is broken. */
export interface Problem {
  readonly text: string;
  /** JSON pointer into the model. */
  readonly path?: string;
  /** Where it weighs less than the rule says: within the tolerance of the published checks. */
  readonly severity?: Severity;
}

export type Problems = readonly Problem[];

/** A rule of the standard or of XRechnung, under its own number. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** Business terms and groups it is about. */
  readonly terms: readonly string[];
  readonly check: (invoice: Invoice) => Problems;
}

export function rule(id: string, terms: string, check: Rule['check'], severity: Severity = 'error'): Rule {
  return { id, severity, terms: terms.split(' '), check };
}

export const NO_PROBLEM: Problems = [];

/** A problem where the condition holds. */
export function problemIf(condition: boolean, path: string, text: string): Problems {
  return condition ? [{ path, text }] : NO_PROBLEM;
}

/** What is mandatory and missing: `Invoice number (BT-1) is missing.` */
export function missingIf(condition: boolean, path: string, name: string): Problems {
  return problemIf(condition, path, `${name} is missing.`);
}

/** The problems of every element of a list; `path` of an element is that of the list and its index. */
export function each<T>(
  list: readonly T[],
  path: string,
  check: (element: T, path: string) => Problems,
): Problems {
  return list.flatMap((element, index) => check(element, `${path}/${index}`));
}
