import type { Construct } from 'constructs';
import { cashExportRequested } from '../../functions/cash/contract.ts';
import * as bookRoutes from '../../functions/cash/routes/books.ts';
import * as countRoutes from '../../functions/cash/routes/counts.ts';
import * as entryRoutes from '../../functions/cash/routes/entries.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { routesOf } from '../constructs/module-api.ts';
import {
  BELOW_COMPANY,
  CASH_BOOKS,
  CHANGES,
  EXPORTS,
  FAILED_MESSAGES,
  OPEN_ITEMS,
  REQUEST_COUNTS,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

const CASH_BOOK_ROUTES = ['/companies/{companyId}/cash-books'];

/** Cash books: what goes into a drawer and out of it, day by day. */
export class CashStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'cash', foundation, 'cash books, counts');
    const { state, events } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can record cash, pay items with it, reverse or count it.',
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: OPEN_ITEMS });
    const { postCashEntry, postCashPayment, reverseCashEntry, ...reading } = entryRoutes;
    const { postCashCount, ...counts } = countRoutes;
    this.serveBelow(http, CASH_BOOK_ROUTES, [
      postCashEntry,
      postCashPayment,
      reverseCashEntry,
      postCashCount,
    ]);

    const register = this.define('http-register', {
      impact: 'Nobody can keep cash books or see what stands in them.',
    }).bindTable(state, { writes: [CASH_BOOKS, CHANGES, REQUEST_COUNTS] });
    this.serveBelow(register, CASH_BOOK_ROUTES, [
      ...routesOf(bookRoutes),
      ...routesOf(reading),
      ...routesOf(counts),
    ]);

    const printer = this.define('on-job', {
      impact: 'Cash books to be printed wait.',
      timeoutSeconds: 300,
      memoryMb: 1769, // one whole processor: reading fonts is what takes the time
    })
      .bindTable(state, { writes: [EXPORTS, FAILED_MESSAGES] })
      .bindBucket('FILES_BUCKET', state.files.bucket, { 'exports/': ['PutObject', 'AbortMultipartUpload'] });
    const jobs = this.consume('cash-jobs', printer, { batchSize: 1, maxConcurrency: 2 });
    subscribeToEvents(events.topic, [cashExportRequested.type], jobs.source);
  }
}
