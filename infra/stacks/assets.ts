import type { Construct } from 'constructs';
import * as bookingRoutes from '../../functions/assets/routes/bookings.ts';
import * as registerRoutes from '../../functions/assets/routes/register.ts';
import * as reportRoutes from '../../functions/assets/routes/reports.ts';
import { routesOf } from '../constructs/module-api.ts';
import { ASSETS, BELOW_COMPANY, CHANGES, REQUEST_COUNTS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Fixed assets: what the company owns for long, and what it loses in value. */
export class AssetsStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'assets', foundation, 'fixed assets, depreciation');
    const { state } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can book depreciation or what happens to fixed assets.',
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS] });
    this.serve(http, routesOf(bookingRoutes));

    const register = this.define('http-register', {
      impact: 'Nobody can keep fixed assets, see their plans or print the Anlagenspiegel.',
    }).bindTable(state, { writes: [ASSETS, CHANGES, REQUEST_COUNTS] });
    this.serve(register, [...routesOf(registerRoutes), ...routesOf(reportRoutes)]);
  }
}
