import { uploadKinds as bankingKinds } from '../functions/banking/contract.ts';
import { uploadKinds as creditKinds } from '../functions/credit/contract.ts';
import { uploadKinds as invoiceKinds } from '../functions/invoices/contract.ts';
import { uploadKinds as ledgerKinds } from '../functions/ledger/contract.ts';
import { uploadKinds as paymentKinds } from '../functions/payments/contract.ts';
import { uploadKinds as receivableKinds } from '../functions/receivables/contract.ts';
import { uploadKinds as screeningKinds } from '../functions/screening/contract.ts';
import { uploadKinds as ticketKinds } from '../functions/tickets/contract.ts';

/**
 * Which queue hears of a finished upload, by kind (the first folder below `uploads/`). Modules name
 * their kinds in their contracts; `POST /companies/{companyId}/uploads` takes just these.
 */
export const UPLOAD_QUEUES: Readonly<Record<string, { kinds: readonly string[]; impact: string }>> = {
  'ledger-uploads': {
    kinds: ledgerKinds.map(({ kind }) => kind),
    impact: 'Uploaded journals are not imported; the files stay and can be taken up again.',
  },
  'banking-uploads': {
    kinds: bankingKinds.map(({ kind }) => kind),
    impact: 'Uploaded bank statements are not imported; the files stay and can be taken up again.',
  },
  'receivables-uploads': {
    kinds: receivableKinds.map(({ kind }) => kind),
    impact: 'Uploaded customers and vendors are not taken in; the files stay and can be taken up again.',
  },
  'payments-uploads': {
    kinds: paymentKinds.map(({ kind }) => kind),
    impact: 'Status reports of banks are not read; the files stay and can be taken up again.',
  },
  'credit-uploads': {
    kinds: creditKinds.map(({ kind }) => kind),
    impact: 'Ratings of agencies are not read; the files stay and can be taken up again.',
  },
  'invoices-uploads': {
    kinds: invoiceKinds.map(({ kind }) => kind),
    impact: 'Received e-invoices are not read; the files stay and can be taken up again.',
  },
  'screening-uploads': {
    kinds: screeningKinds.map(({ kind }) => kind),
    impact: 'Uploaded sanctions lists are not read; everybody is screened against the former ones.',
  },
  'ticket-uploads': {
    kinds: ticketKinds.map(({ kind }) => kind),
    impact: 'Uploaded mails become no tickets; they stay and can be taken up again.',
  },
};

/** Where the files of one kind lie in the files bucket. */
export function uploadPrefix(kind: string): string {
  return `uploads/${kind}/`;
}
