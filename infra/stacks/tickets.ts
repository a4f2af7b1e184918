import type { Construct } from 'constructs';
import * as calculationRoutes from '../../functions/tickets/routes/calculations.ts';
import { routesOf } from '../constructs/module-api.ts';
import { REQUEST_COUNTS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** EDV-Support: what people ask for, and by when it is answered. */
export class TicketsStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'tickets', foundation, 'business time and its deadlines');
    const calculations = this.define('http-calculations', {
      impact: 'Nobody can compute deadlines in business time or look up holidays.',
    }).bindTable(foundation.state, { writes: [REQUEST_COUNTS] });
    this.serve(calculations, routesOf(calculationRoutes));
  }
}
