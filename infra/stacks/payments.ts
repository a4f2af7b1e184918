import type { Construct } from 'constructs';
import * as mandateRoutes from '../../functions/payments/routes/mandates.ts';
import * as letterRoutes from '../../functions/payments/routes/pre-notification-letters.ts';
import * as runRoutes from '../../functions/payments/routes/runs.ts';
import * as settingsRoutes from '../../functions/payments/routes/settings.ts';
import { greedyBelow, routesOf } from '../constructs/module-api.ts';
import { BELOW_COMPANY, OPEN_ITEMS, REQUEST_COUNTS, TAKEN_FILES } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Vendors paid and customers collected from by file. */
export class PaymentsStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'payments', foundation, 'payment runs, mandates, status reports');
    const { state } = foundation;
    // Both book entries that clear items: an item that is settled leaves the open ones.
    const rights = { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: OPEN_ITEMS };
    const http = this.define('http', {
      impact: 'Nobody can propose, approve or fetch payment runs, or keep mandates.',
    });
    const routes = [...routesOf(runRoutes), ...routesOf(mandateRoutes), ...routesOf(settingsRoutes)];
    this.serve(http.bindTable(state, rights), greedyBelow(['/companies/{companyId}/payment-runs'], routes));

    const letters = this.define('http-letters', {
      impact: 'Nobody can fetch the letters that tell payers of their debits.',
      memoryMb: 1769, // one whole processor: reading fonts is what takes the time
    })
      .bindTable(state, { writes: [REQUEST_COUNTS] })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'letters/': ['GetObject', 'PutObject', 'AbortMultipartUpload'],
      });
    this.serve(letters, routesOf(letterRoutes));

    const source = state.files.uploadQueue('payments-uploads');
    const reports = this.define('on-upload', {
      impact:
        'Status reports of banks are not read: rejected payments stay booked; the files stay and are taken up again.',
      timeoutSeconds: 900,
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, { writes: [BELOW_COMPANY], deletes: [...OPEN_ITEMS, TAKEN_FILES] })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/payment-status/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('payments-uploads', reports, { batchSize: 1, maxConcurrency: 2, source });
  }
}
