import type { Construct } from 'constructs';
import { blockCommitted } from '../../functions/ledger/contract.ts';
import * as clearingRoutes from '../../functions/receivables/routes/clearings.ts';
import * as interestRoutes from '../../functions/receivables/routes/interest.ts';
import * as openItemRoutes from '../../functions/receivables/routes/open-items.ts';
import * as partnerRoutes from '../../functions/receivables/routes/partners.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { routesOf } from '../constructs/module-api.ts';
import {
  BASE_RATES,
  BELOW_COMPANY,
  CHANGES,
  FAILED_MESSAGES,
  OPEN_ITEMS,
  PARTNERS,
  REQUEST_COUNTS,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Customers, vendors, and what is open between them and the company. */
export class ReceivablesStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'receivables', foundation, 'partners, open items, dunning');
    const { state, events } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can see open items or clear them.',
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: OPEN_ITEMS });
    this.serve(http, [...routesOf(openItemRoutes), ...routesOf(clearingRoutes)]);

    const partners = this.define('http-partners', { impact: 'Nobody can keep customers and vendors.' });
    const kept = [...PARTNERS, ...OPEN_ITEMS];
    const rights = { writes: [...kept, CHANGES, REQUEST_COUNTS], deletes: kept };
    this.serve(partners.bindTable(state, rights), routesOf(partnerRoutes));

    const dunning = this.define('http-dunning', {
      impact: 'Nobody can compute default interest or dun.',
    }).bindTable(state, { writes: [BASE_RATES, CHANGES, REQUEST_COUNTS] });
    this.serve(dunning, routesOf(interestRoutes));

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
  }
}
