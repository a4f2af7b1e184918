import type { ExportKind } from '../../shared/exports/export-kind.ts';
import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import * as banking from '../banking/contract.ts';
import * as cash from '../cash/contract.ts';
import * as credit from '../credit/contract.ts';
import * as exchange from '../exchange/contract.ts';
import * as invoices from '../invoices/contract.ts';
import * as ledger from '../ledger/contract.ts';
import * as payments from '../payments/contract.ts';
import * as receivables from '../receivables/contract.ts';
import * as reporting from '../reporting/contract.ts';
import * as screening from '../screening/contract.ts';
import * as tickets from '../tickets/contract.ts';

/** Files that the modules take. A new module adds one line here and one in the lists below. */
export const uploadKinds: readonly UploadKind[] = [
  ...ledger.uploadKinds,
  ...banking.uploadKinds,
  ...payments.uploadKinds,
  ...receivables.uploadKinds,
  ...invoices.uploadKinds,
  ...credit.uploadKinds,
  ...screening.uploadKinds,
  ...tickets.uploadKinds,
];

/** Files that the modules make. */
export const exportKinds: readonly ExportKind[] = [
  ...ledger.exportKinds,
  ...reporting.exportKinds,
  ...exchange.exportKinds,
  ...cash.exportKinds,
];
