import type { Construct } from 'constructs';
import { blockCommitted } from '../../functions/ledger/contract.ts';
import * as clearingRoutes from '../../functions/receivables/routes/clearings.ts';
import * as dunningRoutes from '../../functions/receivables/routes/dunning.ts';
import * as interestRoutes from '../../functions/receivables/routes/interest.ts';
import * as openItemRoutes from '../../functions/receivables/routes/open-items.ts';
import * as partnerRoutes from '../../functions/receivables/routes/partners.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { routesOf } from '../constructs/module-api.ts';
import {
  APPROVALS,
  BASE_RATES,
  BELOW_COMPANY,
  CHANGES,
  DUNNING,
  FAILED_MESSAGES,
  IDEMPOTENCY,
  IMPORTS,
  OPEN_ITEMS,
  PARTNERS,
  REFUSED_ROWS,
  REQUEST_COUNTS,
  TAKEN_FILES,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Customers, vendors, and what is open between them and the company. */
export class ReceivablesStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'receivables', foundation, 'partners, open items, dunning');
    this.defineItems();
    this.defineDunning();
  }

  private defineItems(): void {
    const { state, events } = this.foundation;
    const http = this.define('http', {
      impact: 'Nobody can see open items or clear them.',
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: OPEN_ITEMS });
    this.serve(http, [...routesOf(openItemRoutes), ...routesOf(clearingRoutes)]);

    const partners = this.define('http-partners', { impact: 'Nobody can keep customers and vendors.' });
    const kept = [...PARTNERS, ...OPEN_ITEMS];
    const rights = { writes: [...kept, CHANGES, REQUEST_COUNTS], deletes: kept };
    this.serve(partners.bindTable(state, rights), routesOf(partnerRoutes));

    const follower = this.define('on-event', {
      impact: 'Open items are made late: reports stay exact but make them first, and take longer.',
      timeoutSeconds: 120,
    }).bindTable(state, { writes: [...OPEN_ITEMS, FAILED_MESSAGES], deletes: OPEN_ITEMS });
    const following = this.consume('receivables-events', follower, {
      batchSize: 100,
      windowSeconds: 5,
      maxConcurrency: 2,
    });
    subscribeToEvents(events.topic, [blockCommitted.type], following.source);

    const source = state.files.uploadQueue('receivables-uploads');
    const importer = this.define('on-upload', {
      impact: 'Uploaded customers and vendors are not taken in; the files stay and are taken up again.',
      timeoutSeconds: 900,
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, {
        writes: [...PARTNERS, CHANGES, IMPORTS, REFUSED_ROWS, TAKEN_FILES, FAILED_MESSAGES],
        deletes: [TAKEN_FILES],
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/datev-partners/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('receivables-uploads', importer, { batchSize: 1, maxConcurrency: 2, source });
  }

  private defineDunning(): void {
    const { state } = this.foundation;
    const kept = [BASE_RATES, ...DUNNING, APPROVALS, CHANGES, IDEMPOTENCY, REQUEST_COUNTS];
    const dunning = this.define('http-dunning', {
      impact: 'Nobody can compute default interest or dun.',
    }).bindTable(state, { writes: [...kept, ...OPEN_ITEMS], deletes: OPEN_ITEMS });
    const { getLetter, decideRun, undoRun, ...runs } = dunningRoutes;
    this.serve(dunning, [...routesOf(interestRoutes), ...routesOf(runs)]);

    const decisions = this.define('http-decisions', {
      impact: 'Nobody can approve dunning runs or take them back.',
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS] });
    this.serve(decisions, [decideRun, undoRun]);

    const letters = this.define('http-letters', {
      impact: 'Nobody can fetch the letters of dunning runs.',
      memoryMb: 1769, // one whole processor: reading fonts is what takes the time
    })
      .bindTable(state, { writes: [REQUEST_COUNTS] })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'letters/': ['GetObject', 'PutObject', 'AbortMultipartUpload'],
      });
    this.serve(letters, [getLetter]);
  }
}
