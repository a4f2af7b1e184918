import type { FieldError } from '../../../shared/kernel/errors.ts';

/** What every posting says; the rest of its fields may be left out. */
export const REQUIRED_FIELDS = ['date', 'amount', 'debitAccount', 'creditAccount', 'text'] as const;

/** Fields that neither template nor request says. */
export function missingFields(posting: Readonly<Record<string, unknown>>): FieldError[] {
  return REQUIRED_FIELDS.filter((field) => posting[field] === undefined).map((field) => ({
    pointer: `/${field}`,
    detail: `The template leaves ${field} open: say it in the request.`,
  }));
}

/** The template's fields, those of the request in place of them where it says any. */
export function mergePosting(
  template: Readonly<Record<string, unknown>>,
  request: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const said = Object.entries(request).filter(([, value]) => value !== undefined);
  return { ...template, ...Object.fromEntries(said) };
}
