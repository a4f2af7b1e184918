/**
 * Which queue hears of a finished upload, by kind (the first folder below `uploads/`). The kinds are those that
 * `POST /companies/{companyId}/uploads` takes.
 */
export const UPLOAD_QUEUES: Readonly<Record<string, { kinds: readonly string[]; impact: string }>> = {
  'ledger-uploads': {
    kinds: ['journal-csv', 'datev-batch'],
    impact: 'Uploaded journals are not imported; the files stay and can be taken up again.',
  },
};

/** Where the files of one kind lie in the files bucket. */
export function uploadPrefix(kind: string): string {
  return `uploads/${kind}/`;
}
