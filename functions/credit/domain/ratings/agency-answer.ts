import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';

/** What an agency answered, read: a rating with its day and what was charged for it, or that it has none. */
export type AgencyAnswer =
  | { readonly outcome: 'rated'; readonly rating: string; readonly on: string; readonly price?: string }
  | { readonly outcome: 'none'; readonly price?: string }
  | { readonly outcome: 'timeout' | 'failed' | 'malformed'; readonly detail: string };

const PRICE = /^\d{1,7}(\.\d{1,4})?$/;

const malformed = (detail: string): AgencyAnswer => ({ outcome: 'malformed', detail });

/** Reads `{rating, on, price?}` or `{rating: null, price?}`; other members are left alone, for contracts grow. */
export function readAgencyAnswer(text: string): AgencyAnswer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return malformed('the answer is no JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return malformed('the answer is no object');
  const { rating, on, price } = json as Readonly<Record<string, unknown>>;
  if (price !== undefined && (typeof price !== 'string' || !PRICE.test(price)))
    return malformed('price is no decimal string like "1.50"');
  const charged = price === undefined ? {} : { price };
  if (rating === null) return { outcome: 'none', ...charged };
  if (typeof rating !== 'string' || !/^[!-~]{1,20}$/.test(rating))
    return malformed('rating is no text of 1 to 20 characters without spaces');
  if (typeof on !== 'string' || !isCalendarDate(on)) return malformed('on is no day like 2026-01-31');
  return { outcome: 'rated', rating, on, ...charged };
}
