import * as z from 'zod';
import type { ExportKind } from '../../../shared/exports/export-kind.ts';
import type { UploadKind } from '../../../shared/imports/upload-kind.ts';

const MEGABYTE = 1_048_576;

export const journalCsv = {
  kind: 'journal-csv',
  permission: 'ledger.post',
  maxBytes: 512 * MEGABYTE,
  summary: 'Journal entries as CSV, one or more rows an entry',
  format: 'journal-csv',
} as const satisfies UploadKind;

export const datevBatch = {
  kind: 'datev-batch',
  permission: 'ledger.post',
  maxBytes: 512 * MEGABYTE,
  summary: 'A DATEV posting batch (EXTF, Buchungsstapel)',
  format: 'datev-batch',
} as const satisfies UploadKind;

export const monthlySums = {
  kind: 'monthly-sums',
  permission: 'ledger.post',
  maxBytes: 8 * MEGABYTE,
  summary: 'Monthly sums of accounts from another program: a running year is taken over',
  format: 'monthly-sums',
} as const satisfies UploadKind;

export const voucherUpload = {
  kind: 'voucher',
  permission: 'ledger.post',
  maxBytes: 25 * MEGABYTE,
  summary: 'A voucher (Beleg) as PDF, PNG, JPEG, TIFF or XML; entries refer to it',
  format: 'voucher',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [journalCsv, datevBatch, monthlySums, voucherUpload];

export const hledgerExport = {
  kind: 'hledger',
  permission: 'ledger.read',
  summary: "The whole journal in hledger's format",
  params: z.strictObject({}),
  module: 'ledger',
} as const satisfies ExportKind;

const OneYear = z.strictObject({
  fiscalYear: z.int().min(1900).max(2999).optional().describe('Only this fiscal year.'),
});

export const journalCsvExport = {
  kind: 'journal-csv',
  permission: 'ledger.read',
  summary: 'The journal as CSV, which can be imported again',
  params: OneYear,
  module: 'ledger',
} as const satisfies ExportKind;

export const journalBlocksExport = {
  kind: 'journal-blocks',
  permission: 'ledger.read',
  summary: 'The blocks of the journal as JSON lines, to recompute their chain with other tools',
  params: OneYear,
  module: 'ledger',
} as const satisfies ExportKind;

export const verificationExport = {
  kind: 'journal-verification',
  permission: 'ledger.read',
  summary: 'The report of a verification of the journal, signatures of its seals included, as JSON',
  params: OneYear,
  module: 'ledger',
} as const satisfies ExportKind;

export const exportKinds: readonly ExportKind[] = [
  hledgerExport,
  journalCsvExport,
  journalBlocksExport,
  verificationExport,
];
