import * as z from 'zod';
import { EntryBody, LineBody } from './entry.ts';

const { id, date, documentNumber, text, serviceDate, taxDate, reference, vouchers } = EntryBody.shape;
const { account, costCentre, costCentre2, partner, dueDate, foreign } = LineBody.shape;

/** A purchase for 119.00 from vendor 70000, in a company with SKR03. */
const EXAMPLE_POSTING = {
  date: '2026-03-10',
  amount: '119.00',
  debitAccount: '4930',
  creditAccount: '70000',
  taxCode: '9',
  documentNumber: 'ER-815',
  text: 'Office supplies',
  dueDate: '2026-04-09',
};

/** A gross amount between two accounts on the wire: for single postings, templates and recurring ones. */
export const PostingBody = z
  .strictObject({
    id,
    date,
    serviceDate: serviceDate.describe(
      'Leistungsdatum: decides tax rate and return month; `date` unless said.',
    ),
    taxDate,
    amount: z.string().max(40).meta({
      description: 'Gross, greater than zero: a decimal string in the company’s currency',
      example: '119.00',
    }),
    debitAccount: account,
    creditAccount: account,
    taxCode: z
      .string()
      .min(1)
      .max(4)
      .optional()
      .describe(
        'DATEV tax key (BU-Schlüssel): 2/3 output tax 7/19 %, 8/9 input tax, 18/19 intra-community acquisition, 91/94 §13b, ' +
          '1 and 11 exempt, 40 switches an Automatikkonto off. Automatikkonten compute their tax without a key and refuse others.',
      ),
    advance: z
      .boolean()
      .optional()
      .describe(
        'An advance asked for, or taken back: a personal account against 1710, 1711, 1718 or 1510, 1511, 1518 (SKR04 alike). ' +
          'It waits gross on 1593, 1793; tax follows when it is paid.',
      ),
    documentNumber: documentNumber,
    text,
    dueDate: dueDate.describe(
      'Fälligkeit of the open item; only where one account is a customer’s or vendor’s.',
    ),
    costCentre,
    costCentre2,
    partner: partner.describe('VAT id of the business, or a partner’s id; never the name of a person.'),
    reverseChargeCase: z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'must be a number of DATEV’s Sachverhalte')
      .optional()
      .describe('Which case of §13b UStG a reverse charge is: 7 for services of businesses in the EU.'),
    reference,
    foreign: foreign.describe('What the whole amount was in another currency.'),
    vouchers,
  })
  .meta({ example: EXAMPLE_POSTING });
