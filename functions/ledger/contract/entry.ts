import * as z from 'zod';
import { ENTRY_LIMITS } from '../domain/entry-limits.ts';

/*
 * The entry on the wire, the same for HTTP, queue and answers. The schemas say what the fields are; whether an
 * amount, a date or an account can be booked is the ledger's to say (422), so that the problem names the rule.
 * Personal data belongs into partner records, not here: entries are for ever.
 */

const AccountNumber = z
  .string()
  .min(1)
  .max(9)
  .meta({ description: 'Account number, with leading zeros', example: '8400' });
const Amount = z
  .string()
  .max(40)
  .meta({ description: 'Decimal string in the company’s currency', example: '119.00' });
const CalendarDay = z.string().max(10).meta({ description: 'YYYY-MM-DD', example: '2026-03-10' });

export const ForeignAmountBody = z
  .strictObject({
    currency: z.string().length(3).describe('ISO 4217; not the company’s own.'),
    amount: z.string().max(40).meta({
      description: 'Decimal string in this currency, of the same sign as the line',
      example: '128.88',
    }),
    rate: z.string().max(40).meta({
      description: 'Units of the foreign currency for one of the company’s, as a decimal string',
      example: '1.083',
    }),
  })
  .describe(
    'What the line was in another currency. It may lie up to 5 % from amount times rate (rounding of rate and amounts ' +
      'apart); further off, or of another sign, it is refused.',
  );

export const LineBody = z.strictObject({
  account: AccountNumber,
  debit: Amount.optional(),
  credit: Amount.optional(),
  text: z.string().max(ENTRY_LIMITS.text).optional(),
  taxCode: z
    .string()
    .min(1)
    .max(ENTRY_LIMITS.taxCode)
    .optional()
    .describe(
      'A tag of your own, or one as the ledger writes it where it computes tax: kind and percent, like `output-19`, ' +
        '`input-7`, `acquisition-19`, `reverse-charge-19` (also `reverse-charge-19-case-7`), `exempt-41`. It computes nothing here.',
    ),
  taxBase: Amount.optional().describe(
    'On a tax line: the base of that tax where it stands on no line of the entry (tax due on payment, §20 UStG). On the ' +
      'line of an advance that waits for its payment: its net amount.',
  ),
  costCentre: z.string().min(1).max(ENTRY_LIMITS.costCentre).optional(),
  costCentre2: z.string().min(1).max(ENTRY_LIMITS.costCentre).optional(),
  partner: z
    .string()
    .min(1)
    .max(ENTRY_LIMITS.partner)
    .optional()
    .describe('Id of a partner, or the VAT id of a business; never the name of a person.'),
  dueDate: CalendarDay.optional().describe('Fälligkeit of what stands on a personal account.'),
  foreign: ForeignAmountBody.optional(),
});

export const EntryKindBody = z.enum(['opening', 'regular', 'closing']);

/** A sale of 100.00 with 19 % VAT to customer 10000, in a company with SKR03. */
export const EXAMPLE_ENTRY = {
  id: 'shop-4711',
  date: '2026-03-10',
  documentNumber: 'RE-4711',
  text: 'Order 4711',
  lines: [
    { account: '10000', debit: '119.00' },
    { account: '8400', credit: '100.00', taxCode: 'output-19' },
    { account: '1776', credit: '19.00', taxCode: 'output-19' },
  ],
};

export const EntryBody = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'has 1 to 64 letters, digits or . _ : -')
      .optional()
      .describe('Chosen by the caller: the same id with the same content is the same entry, for ever.'),
    kind: EntryKindBody.optional().describe('Regular unless said.'),
    date: CalendarDay.describe('Date of the voucher (Belegdatum): decides fiscal year and period.'),
    documentNumber: z.string().max(ENTRY_LIMITS.documentNumber).optional().describe('Belegfeld 1.'),
    text: z.string().max(ENTRY_LIMITS.text),
    lines: z.array(LineBody).max(1_000).describe('2 to 500 lines.'),
    serviceDate: CalendarDay.optional().describe('Leistungsdatum: decides tax rate and return month.'),
    taxDate: CalendarDay.optional().describe(
      'Datum Zuordnung Steuerperiode: a day of the tax period that the entry belongs to, where it is not the one that ' +
        'follows from the other dates.',
    ),
    reference: z.string().max(ENTRY_LIMITS.reference).optional(),
    generalReversal: z
      .boolean()
      .optional()
      .describe('Generalumkehr: negative amounts on the original sides.'),
    vouchers: z.array(z.string().max(64)).max(20).optional().describe('Ids of uploaded vouchers.'),
  })
  .meta({ example: EXAMPLE_ENTRY });
export type EntryBody = z.output<typeof EntryBody>;

export const EntryView = z.object({
  ...EntryBody.shape,
  id: z.string(),
  kind: EntryKindBody,
  lines: z.array(LineBody),
  vouchers: z.array(z.object({ id: z.string(), sha256: z.string() })).optional(),
  fiscalYear: z.int().describe('Named by the calendar year in which it begins.'),
  number: z.int().describe('Without gaps in its fiscal year.'),
  postedAt: z.string(),
  postedBy: z.string(),
  reverses: z.string().optional(),
});
export type EntryView = z.output<typeof EntryView>;
