import * as z from 'zod';
import { DateField } from '../../../shared/http/fields.ts';

/** The range of a report; what is missing comes from the fiscal year. */
export const Range = {
  from: DateField.optional(),
  to: DateField.optional(),
  fiscalYear: z.coerce.number().int().min(1900).max(2999).optional(),
};
export const RANGE_TEXT = 'Without a range the present fiscal year; the range lies within one fiscal year.';
