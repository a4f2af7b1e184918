import type { Construct } from 'constructs';
import * as checkRoutes from '../../functions/credit/routes/checks.ts';
import * as profileRoutes from '../../functions/credit/routes/profiles.ts';
import * as reservationRoutes from '../../functions/credit/routes/reservations.ts';
import { routesOf } from '../constructs/module-api.ts';
import {
  CHANGES,
  CREDIT_CHECKS,
  CREDIT_COUNTERS,
  CREDIT_CUSTOMERS,
  FAILED_MESSAGES,
  IDEMPOTENCY,
  REQUEST_COUNTS,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Credit risk: who may buy for how much, and what has been promised already. */
export class CreditStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'credit', foundation, 'credit profiles, checks, reservations, limits');
    this.defineChecks();
    this.defineProfiles();
  }

  private defineChecks(): void {
    const { state } = this.foundation;
    const checks = this.define('http', {
      impact: 'Nobody learns whether a customer may buy; shops and clerks must decide without us.',
    }).bindTable(state, { writes: [...CREDIT_CHECKS, IDEMPOTENCY, REQUEST_COUNTS] });
    this.serve(checks, [...routesOf(checkRoutes), ...routesOf(reservationRoutes)]);

    const worker = this.define('on-risk-checks', {
      impact: 'Checks asked for by queue wait.',
      timeoutSeconds: 120,
    }).bindTable(state, { writes: [...CREDIT_CHECKS, FAILED_MESSAGES] });
    this.consume('risk-checks', worker, { batchSize: 10, maxConcurrency: 5 });

    const sweeper = this.define('on-schedule-expiry', {
      impact: 'Reservations whose time is over go on taking of limits: the next run ends them.',
      timeoutSeconds: 900,
    }).bindTable(state, { writes: CREDIT_CHECKS });
    this.schedule(sweeper, 'rate(5 minutes)');
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
