import type { Construct } from 'constructs';
import { blockCommitted, ledgerExportRequested, postingRequested } from '../../functions/ledger/contract.ts';
import * as accountRoutes from '../../functions/ledger/routes/accounts.ts';
import * as draftRoutes from '../../functions/ledger/routes/drafts.ts';
import * as entryRoutes from '../../functions/ledger/routes/entries.ts';
import * as postingRoutes from '../../functions/ledger/routes/postings.ts';
import * as reportRoutes from '../../functions/ledger/routes/reports.ts';
import * as takeoverRoutes from '../../functions/ledger/routes/takeover.ts';
import * as voucherRoutes from '../../functions/ledger/routes/vouchers.ts';
import * as yearEndRoutes from '../../functions/ledger/routes/year-end.ts';
import * as yearRoutes from '../../functions/ledger/routes/years.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { routesOf } from '../constructs/module-api.ts';
import { BELOW_COMPANY, EXPORTS, FAILED_MESSAGES, FOLDED, REQUEST_COUNTS, SEALS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Every item of the ledger, and nothing that says who may do what; counting requests besides. */
const BOOKS = { writes: [BELOW_COMPANY, REQUEST_COUNTS] };

/** The journal and what stands on it. Each topic has a function of its own: less to load, and only the rights it needs. */
export class LedgerStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'ledger', foundation, 'accounts, entries, periods, balances');
    this.defineHttp();
    this.defineWorkers();
    this.defineUploads();
    this.defineExports();
    this.defineSchedules();
  }

  private defineHttp(): void {
    const { state } = this.foundation;
    const entries = this.define('http', { impact: 'Nobody can book, reverse or look up entries over HTTP.' });
    this.serve(entries.bindTable(state, BOOKS), routesOf(entryRoutes));

    const postings = this.define('http-postings', {
      impact: 'Nobody can book gross postings with tax keys.',
    });
    this.serve(postings.bindTable(state, BOOKS), routesOf(postingRoutes));

    const accounts = this.define('http-accounts', { impact: 'Nobody can open, name or close accounts.' });
    this.serve(accounts.bindTable(state, BOOKS), routesOf(accountRoutes));

    const years = this.define('http-years', { impact: 'Nobody can close or reopen periods.' });
    this.serve(years.bindTable(state, BOOKS), routesOf(yearRoutes));

    const yearEnd = this.define('http-closing', {
      impact: 'Nobody can end a fiscal year or carry its balances into the next.',
    });
    this.serve(yearEnd.bindTable(state, BOOKS), routesOf(yearEndRoutes));

    const drafts = this.define('http-drafts', {
      impact: 'Nobody can work on drafts of entries or fetch vouchers.',
    })
      .bindTable(state, { ...BOOKS, deletes: true })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'vouchers/': ['GetObject'] });
    this.serve(drafts, [...routesOf(draftRoutes), ...routesOf(voucherRoutes)]);

    const reports = this.define('http-reports', {
      impact: 'Nobody can read statements and the trial balance, or verify the journal.',
    });
    this.serve(reports.bindTable(state, { writes: [REQUEST_COUNTS] }), [
      ...routesOf(reportRoutes),
      ...routesOf(takeoverRoutes),
    ]);
  }

  private defineWorkers(): void {
    const { state, events } = this.foundation;
    const postings = this.define('on-postings', {
      impact: 'Entries sent by queue, or accepted with 202, wait to be booked.',
    }).bindTable(state, { writes: [BELOW_COMPANY] });
    // Large batches, few at a time: every batch is one block, and the head of a journal takes one after the other.
    const booking = this.consume('postings', postings, {
      batchSize: 1000,
      windowSeconds: 2,
      maxConcurrency: 2,
    });
    subscribeToEvents(events.topic, [postingRequested.type], booking.source);

    const folder = this.define('on-event', {
      impact:
        'Balances are folded late: reports stay exact but read more, and bulk writers fold for themselves.',
    }).bindTable(state, { writes: [...FOLDED, FAILED_MESSAGES] });
    const folding = this.consume('ledger-events', folder, {
      batchSize: 100,
      windowSeconds: 5,
      maxConcurrency: 2,
    });
    subscribeToEvents(events.topic, [blockCommitted.type], folding.source);
  }

  private defineUploads(): void {
    const { state } = this.foundation;
    const source = state.files.uploadQueue('ledger-uploads');
    const importer = this.define('on-upload', {
      impact:
        'Uploaded journals are not booked and vouchers not archived; the files stay and are taken up again.',
      timeoutSeconds: 900,
      memoryMb: 1769, // one whole processor: reading and packing is what takes the time
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, { writes: [BELOW_COMPANY], deletes: true })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'vouchers/': ['PutObject', 'AbortMultipartUpload'] })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('ledger-uploads', importer, { batchSize: 1, maxConcurrency: 4, source });
  }

  private defineExports(): void {
    const { state, events } = this.foundation;
    const exporter = this.define('on-job', {
      impact: 'Exports of the journal and verifications of large journals wait.',
      timeoutSeconds: 900,
      memoryMb: 1769,
    })
      .bindTable(state, { writes: [EXPORTS, FAILED_MESSAGES] })
      .bindBucket('FILES_BUCKET', state.files.bucket, { 'exports/': ['PutObject', 'AbortMultipartUpload'] })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'seals/': ['GetObject'] })
      .listBucket(state.archive, 'seals/')
      .bindSigningKey(state.signingKey, ['GetPublicKey']);
    const jobs = this.consume('jobs', exporter, { batchSize: 1, maxConcurrency: 4 });
    subscribeToEvents(events.topic, [ledgerExportRequested.type], jobs.source);
  }

  private defineSchedules(): void {
    const { state } = this.foundation;
    const sealer = this.define('on-schedule-seal', {
      impact: 'Journals go unsealed: until the next run nobody could prove what they held today.',
      timeoutSeconds: 900,
    })
      .bindTable(state, { writes: [SEALS] })
      .bindBucket('ARCHIVE_BUCKET', state.archive, { 'seals/': ['GetObject', 'PutObject'] })
      .bindSigningKey(state.signingKey, ['Sign']);
    // More often than daily, so that a day on which a run failed, or the machine slept, still gets its seal.
    this.schedule(sealer, 'rate(6 hours)');

    const folder = this.define('on-schedule-fold', {
      impact: 'The last entries of quiet journals stay unfolded: reports stay exact but read more.',
      timeoutSeconds: 300,
    }).bindTable(state, { writes: FOLDED });
    this.schedule(folder, 'rate(5 minutes)');
  }
}
