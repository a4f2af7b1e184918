import type { Context, SQSRecord } from 'aws-lambda';
import { composeBanking } from '../../functions/banking/compose.ts';
import { bankAccountBindings } from '../../functions/banking/handlers/bank-accounts.ts';
import { bankRuleBindings } from '../../functions/banking/handlers/bank-rules.ts';
import { bankTransactionBindings } from '../../functions/banking/handlers/bank-transactions.ts';
import { bookingBindings } from '../../functions/banking/handlers/bookings.ts';
import { bankingImports } from '../../functions/banking/imports.ts';
import { companiesReader } from '../../functions/companies/reader.ts';
import { composeLedger, type Ledger } from '../../functions/ledger/compose.ts';
import type { FileStore } from '../../shared/files/file-store.ts';
import type { Binding } from '../../shared/http/api.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import type { Table } from '../../shared/table/table.ts';

/** Every route of banking on the books of one table. */
export function allBankingBindings(ledger: Ledger): readonly Binding[] {
  const banking = composeBanking(ledger.table, ledger);
  return [
    ...bankAccountBindings(banking),
    ...bankRuleBindings(banking),
    ...bankTransactionBindings(banking),
    ...bookingBindings(banking),
  ];
}

/** The uploads worker of banking; takes one object at a time, as its queue tells of it. */
export function bankingUploadWorker(table: Table, files: FileStore, clock: () => Date) {
  const ledger = composeLedger(table, companiesReader(table));
  const handler = uploadWorker(
    { table, files, putBack: async () => {}, bury: async () => {}, log: () => {}, measure: () => {}, clock },
    { queue: 'banking-uploads', definitions: bankingImports(composeBanking(table, ledger)) },
  );
  const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  return (key: string) => {
    const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    return handler({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  };
}
