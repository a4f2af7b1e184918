import type { Construct } from 'constructs';
import * as mandateRoutes from '../../functions/payments/routes/mandates.ts';
import * as runRoutes from '../../functions/payments/routes/runs.ts';
import * as settingsRoutes from '../../functions/payments/routes/settings.ts';
import { routesOf } from '../constructs/module-api.ts';
import { BELOW_COMPANY, OPEN_ITEMS, REQUEST_COUNTS } from '../table-keys.ts';
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
    this.serve(http.bindTable(state, rights), [
      ...routesOf(runRoutes),
      ...routesOf(mandateRoutes),
      ...routesOf(settingsRoutes),
    ]);
  }
}
