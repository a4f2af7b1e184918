import type { Construct } from 'constructs';
import * as issuedRoutes from '../../functions/invoices/routes/issued.ts';
import * as receivedRoutes from '../../functions/invoices/routes/received.ts';
import * as settingsRoutes from '../../functions/invoices/routes/settings.ts';
import { greedyBelow, routesOf } from '../constructs/module-api.ts';
import {
  BELOW_COMPANY,
  FAILED_MESSAGES,
  IMPORTS,
  OPEN_ITEMS,
  RECEIVED_INVOICES,
  RECEIVED_NUMBERS,
  REQUEST_COUNTS,
  TAKEN_FILES,
  VOUCHERS,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** E-invoices in and out. */
export class InvoicesStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'invoices', foundation, 'e-invoices received and issued');
    const { state } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can see, book or reject received invoices, or keep the invoice settings.',
    })
      .bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: [RECEIVED_NUMBERS] })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'vouchers/': ['GetObject'] });
    const routes = [...routesOf(receivedRoutes), ...routesOf(settingsRoutes)];
    this.serve(http, greedyBelow(['/companies/{companyId}/received-invoices'], routes));

    const issue = this.define('http-issue', {
      impact: 'Nobody can write, see or cancel invoices to customers.',
    })
      .bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: OPEN_ITEMS })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'vouchers/': ['PutObject', 'AbortMultipartUpload'] });
    const { getInvoicePdf, ...others } = issuedRoutes;
    this.serve(issue, routesOf(others));

    const pdf = this.define('http-pdf', {
      impact: 'Nobody can fetch invoices to customers as PDF.',
      memoryMb: 1769, // one whole processor: reading fonts is what takes the time
    })
      .bindTable(state, { writes: [REQUEST_COUNTS] })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'invoices/': ['GetObject', 'PutObject', 'AbortMultipartUpload'],
      });
    this.serve(pdf, [getInvoicePdf]);

    const source = state.files.uploadQueue('invoices-uploads');
    const receiver = this.define('on-upload', {
      impact: 'Received e-invoices are not read; the files stay and are taken up again.',
      timeoutSeconds: 900,
      memoryMb: 1769, // one whole processor: XML and PDF are read in memory
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, {
        writes: [IMPORTS, ...RECEIVED_INVOICES, VOUCHERS, TAKEN_FILES, FAILED_MESSAGES],
        deletes: [TAKEN_FILES],
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/e-invoice/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'vouchers/': ['PutObject', 'AbortMultipartUpload'] })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('invoices-uploads', receiver, { batchSize: 1, maxConcurrency: 4, source });
  }
}
