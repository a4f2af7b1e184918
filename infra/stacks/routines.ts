import type { Construct } from 'constructs';
import * as accrualRoutes from '../../functions/routines/routes/accruals.ts';
import * as recurringRoutes from '../../functions/routines/routes/recurring-postings.ts';
import * as templateRoutes from '../../functions/routines/routes/templates.ts';
import { routesOf } from '../constructs/module-api.ts';
import { BELOW_COMPANY, REQUEST_COUNTS, ROUTINES } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** What an accounting department books again and again. */
export class RoutinesStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'routines', foundation, 'templates, recurring postings, accruals');
    const { state } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can use templates, recurring postings or accruals.',
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: ROUTINES });
    const prefixes = ['posting-templates', 'recurring-postings', 'accruals'];
    this.serveBelow(
      http,
      prefixes.map((prefix) => `/companies/{companyId}/${prefix}`),
      [...routesOf(templateRoutes), ...routesOf(recurringRoutes), ...routesOf(accrualRoutes)],
    );

    const booker = this.define('on-schedule', {
      impact: 'Recurring postings and releases of accruals are booked late: the next run catches them up.',
      timeoutSeconds: 900,
    }).bindTable(state, { writes: [BELOW_COMPANY] });
    this.schedule(booker, 'rate(1 hour)');
  }
}
