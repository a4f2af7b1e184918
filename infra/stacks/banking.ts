import type { Construct } from 'constructs';
import * as routes from '../../functions/banking/routes.ts';
import { routesOf } from '../constructs/module-api.ts';
import { BANKING, CHANGES, IMPORT_PROGRESS, REQUEST_COUNTS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Bank accounts, statements and their transactions. */
export class BankingStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'banking', foundation, 'bank accounts, statements, transactions');
    const { state } = foundation;
    const http = this.define('http', { impact: 'Nobody can see bank transactions or keep bank accounts.' });
    this.serve(http.bindTable(state, { writes: ['C#*#BANKING', CHANGES, REQUEST_COUNTS] }), routesOf(routes));

    const source = state.files.uploadQueue('banking-uploads');
    const importer = this.define('on-upload', {
      impact: 'Uploaded bank statements are not imported; the files stay and are taken up again.',
      timeoutSeconds: 900,
      memoryMb: 1769, // one whole processor: reading XML twice is what takes the time
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, { writes: [...BANKING, ...IMPORT_PROGRESS], deletes: true })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/bank-statement/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('banking-uploads', importer, { batchSize: 1, maxConcurrency: 4, source });
  }
}
