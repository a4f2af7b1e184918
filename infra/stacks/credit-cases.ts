import type { Construct } from 'constructs';
import { checkDecided } from '../../functions/credit/contract.ts';
import * as caseDecisionRoutes from '../../functions/credit/routes/case-decisions.ts';
import * as caseSettingsRoutes from '../../functions/credit/routes/case-settings.ts';
import * as caseRoutes from '../../functions/credit/routes/cases.ts';
import * as explanationRoutes from '../../functions/credit/routes/explanations.ts';
import * as personRoutes from '../../functions/credit/routes/persons.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { greedyBelow, routesOf } from '../constructs/module-api.ts';
import {
  APPROVALS,
  CHANGES,
  CREDIT_CASES,
  CREDIT_CHECKS,
  CREDIT_COUNTERS,
  CREDIT_CUSTOMERS,
  CREDIT_ERASURES,
  CREDIT_SETTINGS,
  CREDIT_TRACES,
  FAILED_MESSAGES,
  IDEMPOTENCY,
  REQUEST_COUNTS,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Checks that people decide on, and the rights of those who are decided about. */
export class CreditCasesStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'credit', foundation, 'cases and rights of customers', 'credit-cases');
    this.defineCases();
    this.definePersons();
  }

  private defineCases(): void {
    const { state, events } = this.foundation;
    const cases = this.define('http-cases', {
      impact: 'Nobody can work on cases; referred orders wait.',
    }).bindTable(state, {
      writes: [CREDIT_CASES, 'C#*#CREDIT-EVENT#*', CREDIT_SETTINGS, CHANGES, IDEMPOTENCY, REQUEST_COUNTS],
    });
    const routes = [...routesOf(caseRoutes), ...routesOf(caseSettingsRoutes)];
    this.serve(cases, greedyBelow(['/companies/{companyId}/credit-cases'], routes));

    const decisions = this.define('http-overrides', {
      impact: 'Nobody can read a case as it stands now, release its order or decline it.',
    }).bindTable(state, {
      writes: [CREDIT_CASES, ...CREDIT_CHECKS, CHANGES, IDEMPOTENCY, REQUEST_COUNTS],
    });
    this.serve(decisions, routesOf(caseDecisionRoutes));

    const opener = this.define('on-case-events', {
      impact: 'Referred orders wait for their case: nobody looks at them yet.',
      timeoutSeconds: 120,
    }).bindTable(state, {
      writes: [CREDIT_CASES, CREDIT_COUNTERS, 'C#*#CREDIT-EVENT#*', FAILED_MESSAGES],
    });
    const opening = this.consume('credit-cases', opener, {
      batchSize: 100,
      windowSeconds: 2,
      maxConcurrency: 2,
    });
    subscribeToEvents(events.topic, [checkDecided.type], opening.source);

    const nightly = this.define('on-schedule-cases', {
      impact: 'Cases that nobody waits for any more stay in the list; nothing can be released by them.',
      timeoutSeconds: 900,
    }).bindTable(state, { writes: [CREDIT_CASES, 'C#*#CREDIT-EVENT#*'] });
    this.schedule(nightly, 'cron(10 2 * * ? *)');
  }

  /** The one function of credit that deletes what is known of customers. */
  private definePersons(): void {
    const erased = [
      ...CREDIT_CUSTOMERS,
      'C#*#CREDIT-CHECKS#*',
      CREDIT_CASES,
      'C#*#CREDIT-LIMITS',
      'C#*#INSURANCE-CLOCKS',
      'C#*#INSURANCE-REPORTS#*',
    ];
    const persons = this.define('http-persons', {
      impact: 'Customers cannot be told what is kept of them, and their data cannot be erased.',
    }).bindTable(this.foundation.state, {
      writes: [...erased, ...CREDIT_TRACES, CREDIT_ERASURES, APPROVALS, CHANGES, REQUEST_COUNTS],
      deletes: erased,
    });
    this.serve(persons, routesOf(personRoutes));

    const explanations = this.define('http-explanations', {
      impact: 'Customers cannot be told why an order was declined.',
    }).bindTable(this.foundation.state, { writes: [REQUEST_COUNTS] });
    this.serve(explanations, routesOf(explanationRoutes));
  }
}
