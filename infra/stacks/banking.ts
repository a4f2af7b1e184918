import type { Construct } from 'constructs';
import * as accountRoutes from '../../functions/banking/routes/bank-accounts.ts';
import * as ruleRoutes from '../../functions/banking/routes/bank-rules.ts';
import * as transactionRoutes from '../../functions/banking/routes/bank-transactions.ts';
import * as bookingRoutes from '../../functions/banking/routes/bookings.ts';
import { routesOf } from '../constructs/module-api.ts';
import {
  BANK_ACCOUNTS,
  BANK_RULES,
  BELOW_COMPANY,
  CHANGES,
  OPEN_ITEMS,
  PENDING_TRANSACTIONS,
  REQUEST_COUNTS,
  TAKEN_FILES,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Bank accounts, statements, and what becomes of what they bring. */
export class BankingStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'banking', foundation, 'bank accounts, statements, matching');
    const { state } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can see bank transactions or keep bank accounts and rules.',
    }).bindTable(state, {
      writes: [BANK_ACCOUNTS, BANK_RULES, CHANGES, REQUEST_COUNTS],
      deletes: [BANK_RULES],
    });
    this.serve(http, [...routesOf(accountRoutes), ...routesOf(ruleRoutes), ...routesOf(transactionRoutes)]);

    const bookings = this.define('http-bookings', {
      impact: 'Nobody can book bank transactions or take bookings back.',
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: OPEN_ITEMS });
    this.serve(bookings, routesOf(bookingRoutes));

    const source = state.files.uploadQueue('banking-uploads');
    const importer = this.define('on-upload', {
      impact: 'Bank statements are not imported; the files stay and are taken up again.',
      timeoutSeconds: 900,
      memoryMb: 1769, // one whole processor: a statement is read and matched in memory
      sendsToItself: true,
    })
      .bindTable(state, {
        writes: [BELOW_COMPANY],
        deletes: [...OPEN_ITEMS, PENDING_TRANSACTIONS, TAKEN_FILES],
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('banking-uploads', importer, { batchSize: 1, maxConcurrency: 2, source });
  }
}
