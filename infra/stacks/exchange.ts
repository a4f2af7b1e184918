import type { Construct } from 'constructs';
import { exchangeExportRequested } from '../../functions/exchange/contract.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { EXPORTS, FAILED_MESSAGES } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Files for the tax adviser and the auditor. It reads the books, and writes nothing but the files. */
export class ExchangeStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'exchange', foundation, 'files for tax advisers and auditors');
    const { state, events } = foundation;
    const exporter = this.define('on-job', {
      impact: 'Exports for the tax adviser and the auditor wait.',
      timeoutSeconds: 900,
      memoryMb: 1769, // one whole processor: expanding tax and packing is what takes the time
    })
      .bindTable(state, { writes: [EXPORTS, FAILED_MESSAGES] })
      .bindBucket('FILES_BUCKET', state.files.bucket, { 'exports/': ['PutObject', 'AbortMultipartUpload'] })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'vouchers/': ['GetObject'] });
    const jobs = this.consume('exchange-jobs', exporter, { batchSize: 1, maxConcurrency: 4 });
    subscribeToEvents(events.topic, [exchangeExportRequested.type], jobs.source);
  }
}
