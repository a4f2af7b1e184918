import type { Construct } from 'constructs';
import * as routes from '../../functions/transfers/routes.ts';
import { routesOf } from '../constructs/module-api.ts';
import { EXPORTS, IDEMPOTENCY, IMPORTS, REQUEST_COUNTS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Files in and out: who asks gets a link that this function's role has signed, so the role holds its rights. */
export class TransfersStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'transfers', foundation, 'uploads, imports, exports');
    const { state } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can upload files, see how imports go, or fetch exports.',
    })
      .bindTable(state, { writes: [IMPORTS, EXPORTS, IDEMPOTENCY, REQUEST_COUNTS] })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/': ['PutObject'],
        'rejected/': ['GetObject'],
        'exports/': ['GetObject'],
      });
    this.serve(http, routesOf(routes));
  }
}
