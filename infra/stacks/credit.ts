import type { Construct } from 'constructs';
import * as profileRoutes from '../../functions/credit/routes/profiles.ts';
import { routesOf } from '../constructs/module-api.ts';
import { CHANGES, CREDIT_COUNTERS, CREDIT_CUSTOMERS, REQUEST_COUNTS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Credit risk: who may buy for how much, and what has been promised already. */
export class CreditStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'credit', foundation, 'credit profiles, checks, reservations, limits');
    this.defineProfiles();
  }

  private defineProfiles(): void {
    const { state } = this.foundation;
    const profiles = this.define('http-profiles', {
      impact: 'Nobody can see or keep credit profiles.',
    }).bindTable(state, {
      writes: [...CREDIT_CUSTOMERS, CHANGES, REQUEST_COUNTS],
      deletes: [CREDIT_COUNTERS],
    });
    this.serve(profiles, routesOf(profileRoutes));
  }
}
