import type { UploadKind } from '../../shared/imports/upload-kind.ts';

const MEGABYTE = 1_048_576;

export const bankStatement = {
  kind: 'bank-statement',
  permission: 'banking.write',
  maxBytes: 256 * MEGABYTE,
  summary: 'A bank statement: camt.052, .053, .054 from version .02 on, MT940 or MT942',
  format: 'bank-statement',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [bankStatement];
