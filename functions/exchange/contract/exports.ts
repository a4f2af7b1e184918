import * as z from 'zod';
import type { ExportKind } from '../../../shared/exports/export-kind.ts';

const FiscalYear = z.int().min(1900).max(2999).describe('Named by the calendar year in which it begins.');
const Day = z.iso.date();

export const DatevBatchParams = z.strictObject({
  fiscalYear: FiscalYear,
  from: Day.optional().describe('First day; the year’s unless said.'),
  to: Day.optional().describe('Last day; the year’s unless said.'),
  consultant: z.int().min(1001).max(9_999_999).describe('Beraternummer.'),
  client: z.int().min(1).max(99_999).describe('Mandantennummer.'),
  locked: z
    .boolean()
    .optional()
    .describe('Festschreibung on import; without it the adviser may still correct.'),
  clearingAccount: z
    .string()
    .regex(/^\d{4,8}$/)
    .optional()
    .describe(
      'Verrechnungskonto for entries with several lines on both sides; 1590 in SKR03, 1370 in SKR04.',
    ),
  closingEntries: z
    .boolean()
    .optional()
    .describe('Closing entries too; without it they are left out and listed, as the adviser ends the year.'),
  vouchers: z
    .boolean()
    .optional()
    .describe('Vouchers too, packed for DATEV’s Belegtransfer and linked from the rows.'),
});

export const datevBatchExport = {
  kind: 'datev-batch',
  permission: 'exchange.export',
  summary: 'The journal of a fiscal year as DATEV posting batches, one a month, with what they cannot say',
  params: DatevBatchParams,
  module: 'exchange',
} as const satisfies ExportKind;

export const GobdParams = z.strictObject({
  fiscalYear: FiscalYear,
  vouchers: z.boolean().optional().describe('The files of the vouchers too, not only their list.'),
});

export const gobdExport = {
  kind: 'gobd',
  permission: 'exchange.export',
  summary: 'A fiscal year for the tax audit (GoBD, Z3): index.xml, CSV files, block hashes, the procedure',
  params: GobdParams,
  module: 'exchange',
} as const satisfies ExportKind;

export const EBalanceParams = z.strictObject({ fiscalYear: FiscalYear });

export const eBalanceExport = {
  kind: 'e-balance',
  permission: 'exchange.export',
  summary:
    'Account balances of a fiscal year for the E-Bilanz: account, name, position, opening, debit, credit, closing',
  params: EBalanceParams,
  module: 'exchange',
} as const satisfies ExportKind;

export const exportKinds: readonly ExportKind[] = [datevBatchExport, gobdExport, eBalanceExport];
