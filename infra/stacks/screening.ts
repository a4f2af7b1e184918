import type { Construct } from 'constructs';
import { partnerChanged } from '../../functions/receivables/contract.ts';
import { runContinued } from '../../functions/screening/contract.ts';
import * as hitRoutes from '../../functions/screening/routes/hits.ts';
import * as listRoutes from '../../functions/screening/routes/lists.ts';
import * as runRoutes from '../../functions/screening/routes/runs.ts';
import * as screeningRoutes from '../../functions/screening/routes/screenings.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { greedyBelow, routesOf } from '../constructs/module-api.ts';
import {
  CHANGES,
  FAILED_MESSAGES,
  IDEMPOTENCY,
  IMPORTS,
  REFUSED_ROWS,
  REQUEST_COUNTS,
  SANCTIONS_LISTS,
  SCREENED_PARTNERS,
  SCREENING_RUNS,
  SCREENING_SETTINGS,
  TAKEN_FILES,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** One whole processor: names are compared, and lists stay in memory. */
const MATCHING_MEMORY_MB = 1769;

/** Sanctions lists, and who of the customers and vendors could stand on them. */
export class ScreeningStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'screening', foundation, 'sanctions lists, screening of customers and vendors');
    this.defineHttp();
    this.defineWorkers();
  }

  private defineHttp(): void {
    const { state } = this.foundation;
    const http = this.define('http', {
      impact: 'Nobody can see or decide hits: orders of the customers concerned stay referred.',
    }).bindTable(state, {
      writes: [
        ...SANCTIONS_LISTS,
        ...SCREENED_PARTNERS,
        ...SCREENING_RUNS,
        SCREENING_SETTINGS,
        CHANGES,
        IDEMPOTENCY,
        REQUEST_COUNTS,
      ],
    });
    const routes = [...routesOf(hitRoutes), ...routesOf(listRoutes), ...routesOf(runRoutes)];
    this.serve(http, greedyBelow(['/companies/{companyId}/screening-hits'], routes));

    const names = this.define('http-screenings', {
      impact: 'Nobody can compare a name with the lists on demand; partners still are.',
      memoryMb: MATCHING_MEMORY_MB,
    }).bindTable(state, { writes: [REQUEST_COUNTS] });
    this.serve(names, routesOf(screeningRoutes));
  }

  private defineWorkers(): void {
    const { state, events } = this.foundation;
    const worker = this.define('on-event', {
      impact:
        'New customers and vendors are not screened, nor anybody against a new list, before this works again.',
      timeoutSeconds: 300,
      memoryMb: MATCHING_MEMORY_MB,
    }).bindTable(state, {
      writes: [...SCREENED_PARTNERS, ...SCREENING_RUNS, FAILED_MESSAGES],
      deletes: SCREENED_PARTNERS,
    });
    const following = this.consume('screening-events', worker, { batchSize: 10, maxConcurrency: 2 });
    subscribeToEvents(events.topic, [partnerChanged.type, runContinued.type], following.source);

    const source = state.files.uploadQueue('screening-uploads');
    const importer = this.define('on-upload', {
      impact: 'Uploaded sanctions lists are not read; everybody is screened against the former ones.',
      timeoutSeconds: 900,
      memoryMb: MATCHING_MEMORY_MB,
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, {
        writes: [
          ...SANCTIONS_LISTS,
          ...SCREENING_RUNS,
          CHANGES,
          IMPORTS,
          REFUSED_ROWS,
          TAKEN_FILES,
          FAILED_MESSAGES,
        ],
        deletes: [TAKEN_FILES],
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/sanctions-list/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('screening-uploads', importer, { batchSize: 1, maxConcurrency: 2, source });

    const nightly = this.define('on-schedule', {
      impact: 'Customers and vendors that an event has missed stay unscreened for another day.',
      timeoutSeconds: 120,
    }).bindTable(state, { writes: SCREENING_RUNS });
    this.schedule(nightly, 'cron(20 2 * * ? *)');
  }
}
