import * as z from 'zod';
import { isCalendarDate } from '../kernel/calendar-date.ts';

/** A company's id, chosen by whoever creates it: safe in paths, keys and file names. */
export const CompanyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be 2 to 63 of a-z, 0-9 and -, not starting with -')
  .meta({ description: 'Id of the company (Mandant)', example: 'acme' });

export const CompanyParams = z.object({ companyId: CompanyId });

/** An id that we made, such as `imp_01JDC5M6Z0R7W5V0G3N1Q8T2XK`. */
export function madeId(prefix: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), `must be an id like ${prefix}_01JDC5…`)
    .meta({ example: `${prefix}_01JDC5M6Z0R7W5V0G3N1Q8T2XK` });
}

/** A day that exists. */
export const DateField = z
  .string()
  .refine(isCalendarDate, 'must be a day that exists, like 2026-01-31')
  .meta({ format: 'date', example: '2026-01-31' });

/** A point in time, RFC 3339 in UTC. */
export const Instant = z.iso.datetime();

/** Client id of a machine or subject of a person, as the token names it. */
export const PrincipalId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@:-]{0,127}$/, 'must be a client id or a subject')
  .meta({ description: 'client_id of a machine or sub of a person', example: 'webshop' });

const MAX_PAGE_ITEMS = 1_000;

/** `?limit=&cursor=` of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ITEMS).default(100),
  cursor: z.string().max(2_048).optional().meta({ description: 'the `next` of the page before' }),
});

/** `{items, next}` of every list; a page may be empty and still have a `next`. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}
