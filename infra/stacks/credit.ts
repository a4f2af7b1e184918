import type { Construct } from 'constructs';
import * as calculationRoutes from '../../functions/credit/routes/calculations.ts';
import * as checkRoutes from '../../functions/credit/routes/checks.ts';
import * as decisionRoutes from '../../functions/credit/routes/decisions.ts';
import * as insuranceRoutes from '../../functions/credit/routes/insurance.ts';
import * as limitRoutes from '../../functions/credit/routes/limits.ts';
import * as lookBackRoutes from '../../functions/credit/routes/look-back.ts';
import * as lossRateRoutes from '../../functions/credit/routes/loss-rates.ts';
import * as policyRoutes from '../../functions/credit/routes/policies.ts';
import * as profileRoutes from '../../functions/credit/routes/profiles.ts';
import * as proposalRoutes from '../../functions/credit/routes/proposals.ts';
import * as ratingRoutes from '../../functions/credit/routes/ratings.ts';
import * as reconciliationRoutes from '../../functions/credit/routes/reconciliations.ts';
import * as reportRoutes from '../../functions/credit/routes/reports.ts';
import * as reservationRoutes from '../../functions/credit/routes/reservations.ts';
import * as settingsRoutes from '../../functions/credit/routes/settings.ts';
import * as valuationRoutes from '../../functions/credit/routes/valuations.ts';
import { blockCommitted } from '../../functions/ledger/contract.ts';
import { dunningChanged, itemsCleared, partnerChanged } from '../../functions/receivables/contract.ts';
import { partnerScreened } from '../../functions/screening/contract.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { routesOf } from '../constructs/module-api.ts';
import {
  APPROVALS,
  BELOW_COMPANY,
  CHANGES,
  CREDIT_CHECKS,
  CREDIT_COUNTERS,
  CREDIT_CUSTOMERS,
  CREDIT_LIMITS,
  CREDIT_LOSS_RATES,
  CREDIT_POLICIES,
  CREDIT_RATINGS,
  CREDIT_SNAPSHOTS,
  CREDIT_TERMS,
  FAILED_MESSAGES,
  IDEMPOTENCY,
  IMPORTS,
  INSURANCE,
  INSURANCE_CLOCKS,
  OPEN_ITEMS,
  REFUSED_ROWS,
  REQUEST_COUNTS,
  TAKEN_FILES,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Credit risk: who may buy for how much, and what has been promised already. */
export class CreditStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'credit', foundation, 'credit profiles, checks, reservations, limits');
    this.defineChecks();
    this.defineProfiles();
    this.definePolicies();
    this.defineBooks();
    this.definePortfolio();
    this.defineRatings();
    this.defineFollowers();
    this.defineInsurance();
    this.defineValuations();
    this.defineCalculations();
  }

  private defineChecks(): void {
    const { state } = this.foundation;
    const checks = this.define('http', {
      impact: 'Nobody learns whether a customer may buy; shops and clerks must decide without us.',
    }).bindTable(state, { writes: [...CREDIT_CHECKS, IDEMPOTENCY, REQUEST_COUNTS] });
    this.serve(checks, routesOf(checkRoutes));

    const reservations = this.define('http-reservations', {
      impact:
        'Reservations cannot be captured, released or amended; what is delivered goes on counting as ordered.',
    }).bindTable(state, { writes: [...CREDIT_CHECKS, IDEMPOTENCY, REQUEST_COUNTS] });
    this.serveBelow(
      reservations,
      ['/companies/{companyId}/credit-reservations'],
      routesOf(reservationRoutes),
    );

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
      impact: 'Nobody can see or keep credit profiles, or ask for limits and approve them.',
    }).bindTable(state, {
      writes: [
        ...CREDIT_CUSTOMERS,
        ...CREDIT_LIMITS,
        ...INSURANCE_CLOCKS,
        APPROVALS,
        CHANGES,
        IDEMPOTENCY,
        REQUEST_COUNTS,
      ],
      deletes: [CREDIT_COUNTERS, ...INSURANCE_CLOCKS],
    });
    this.serve(profiles, [...routesOf(profileRoutes), ...routesOf(limitRoutes), ...routesOf(settingsRoutes)]);
  }

  private definePolicies(): void {
    const policies = this.define('http-policies', {
      impact:
        'Nobody can write or approve credit policies, or see which class and limit they propose; checks go on by the version in force.',
    }).bindTable(this.foundation.state, {
      writes: [...CREDIT_POLICIES, 'C#*#CREDIT-LIMITS', APPROVALS, CHANGES, IDEMPOTENCY, REQUEST_COUNTS],
    });
    const prefixes = ['credit-policies', 'credit-policy-activations', 'credit-proposals'];
    this.serveBelow(
      policies,
      prefixes.map((prefix) => `/companies/{companyId}/${prefix}`),
      [...routesOf(policyRoutes), ...routesOf(proposalRoutes)],
    );

    const decisions = this.define('http-decisions', {
      impact:
        'Nobody can see why something was decided, replay it or simulate a policy; checks are answered.',
    }).bindTable(this.foundation.state, { writes: [REQUEST_COUNTS] });
    this.serve(decisions, [...routesOf(decisionRoutes), ...routesOf(lookBackRoutes)]);
  }

  private defineInsurance(): void {
    const { state } = this.foundation;
    const clocks = [...CREDIT_TERMS, ...INSURANCE_CLOCKS, CHANGES];
    const insurance = this.define('http-insurance', {
      impact: 'Nobody can keep insurance policies, note overdue reports or see what has to be reported.',
    }).bindTable(state, {
      writes: [...clocks, ...INSURANCE, IDEMPOTENCY, REQUEST_COUNTS],
      deletes: INSURANCE_CLOCKS,
    });
    this.serve(insurance, routesOf(insuranceRoutes));

    const nightly = this.define('on-schedule-insurance', {
      impact:
        'Nobody is warned of overdue reports; checks take cover beyond its last certain day as suspended.',
      timeoutSeconds: 900,
    }).bindTable(state, {
      writes: [...clocks, ...OPEN_ITEMS],
      deletes: [...INSURANCE_CLOCKS, ...OPEN_ITEMS],
    });
    this.schedule(nightly, 'cron(30 1 * * ? *)');
  }

  /** What others say of customers. */
  private defineFollowers(): void {
    const { state, events } = this.foundation;
    const screening = this.define('on-screening', {
      impact:
        'Orders of customers that were just found on a sanctions list are not referred; the nightly comparison mends it.',
    }).bindTable(state, { writes: [...CREDIT_TERMS, CHANGES, FAILED_MESSAGES] });
    const following = this.consume('credit-screening', screening, { batchSize: 10, maxConcurrency: 2 });
    subscribeToEvents(events.topic, [partnerScreened.type], following.source);
  }

  /** What follows the books: it makes open items first, where receivables have not come to it. */
  private defineBooks(): void {
    const { state, events } = this.foundation;
    const rights = { writes: [...CREDIT_CHECKS, ...CREDIT_LIMITS, ...OPEN_ITEMS], deletes: OPEN_ITEMS };
    const follower = this.define('on-event', {
      impact: 'Checks rest on open items as they were some time ago; the nightly comparison mends it.',
      timeoutSeconds: 120,
    }).bindTable(state, {
      ...rights,
      writes: [
        ...CREDIT_CHECKS,
        ...CREDIT_TERMS,
        ...INSURANCE_CLOCKS,
        ...OPEN_ITEMS,
        CHANGES,
        FAILED_MESSAGES,
      ],
      deletes: [...OPEN_ITEMS, ...INSURANCE_CLOCKS],
    });
    const following = this.consume('credit-events', follower, {
      batchSize: 100,
      windowSeconds: 2,
      maxConcurrency: 2,
    });
    subscribeToEvents(
      events.topic,
      [blockCommitted.type, itemsCleared.type, dunningChanged.type, partnerChanged.type],
      following.source,
    );

    const reconciliation = this.define('http-reconciliation', {
      impact: 'Nobody can have credit compared with the books; it still is every night.',
    }).bindTable(state, { ...rights, writes: [...rights.writes, REQUEST_COUNTS] });
    this.serve(reconciliation, routesOf(reconciliationRoutes));

    const nightly = this.define('on-schedule-reconcile', {
      impact: 'Credit is not compared with the books: what events have missed stays wrong.',
      timeoutSeconds: 900,
    }).bindTable(state, { ...rights, writes: [...rights.writes, ...CREDIT_TERMS, CHANGES] });
    this.schedule(nightly, 'cron(40 1 * * ? *)');
  }

  /** What looks at all customers at once. Reports read; they need memory, for all customers are sorted in it. */
  private definePortfolio(): void {
    const { state } = this.foundation;
    const reports = this.define('http-reports', {
      impact: 'Nobody can read reports on exposure, ageing, DSO, concentration, limits and migration.',
      memoryMb: 1_769,
    }).bindTable(state, { writes: [REQUEST_COUNTS] });
    const prefixes = ['/companies/{companyId}/credit-reports', '/companies/{companyId}/credit-snapshots'];
    this.serveBelow(reports, prefixes, routesOf(reportRoutes));

    const portfolio = this.define('http-portfolio', {
      impact: 'Nobody can say how likely customers of a class default.',
    }).bindTable(state, { writes: [CREDIT_LOSS_RATES, CHANGES, REQUEST_COUNTS] });
    this.serve(portfolio, routesOf(lossRateRoutes));

    const snapshots = this.define('on-schedule-snapshot', {
      impact: 'No snapshot of the portfolio is taken: reports as of today will be refused later on.',
      timeoutSeconds: 900,
    }).bindTable(state, { writes: CREDIT_SNAPSHOTS });
    // The first run takes it, the others end what that one left unfinished.
    this.schedule(snapshots, 'cron(45 23,0,1 * * ? *)');
  }

  private defineRatings(): void {
    const { state, deployment } = this.foundation;
    const { ratingAgencies, ratingSecret } = deployment.settings;
    // Resolved by CloudFormation: neither the template nor the code holds a token.
    const tokens =
      ratingSecret === undefined ? '{}' : `{{resolve:secretsmanager:${ratingSecret}:SecretString}}`;
    const ratings = this.define('http-ratings', {
      impact: 'Nobody can ask agencies for ratings or see what they cost.',
    })
      .bindTable(state, { writes: [...CREDIT_RATINGS, ...CREDIT_TERMS, CHANGES, REQUEST_COUNTS] })
      .set('RATING_AGENCIES', JSON.stringify(ratingAgencies))
      .set('RATING_TOKENS', tokens);
    this.serve(ratings, routesOf(ratingRoutes));

    const source = state.files.uploadQueue('credit-uploads');
    const importer = this.define('on-upload', {
      impact: 'Uploaded ratings of agencies are not taken in; the files stay and are taken up again.',
      timeoutSeconds: 900,
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, {
        writes: [...CREDIT_TERMS, CHANGES, IMPORTS, REFUSED_ROWS, TAKEN_FILES, FAILED_MESSAGES],
        deletes: [TAKEN_FILES],
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/credit-ratings/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
      })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('credit-uploads', importer, { batchSize: 1, maxConcurrency: 2, source });
  }

  private defineValuations(): void {
    const { state } = this.foundation;
    // It books: like all who do, it may write what lies below the company, and not the company itself.
    const valuations = this.define('http-valuations', {
      impact: 'Nobody can value receivables or approve allowances.',
      memoryMb: 1_769,
    }).bindTable(state, { writes: [BELOW_COMPANY, REQUEST_COUNTS], deletes: OPEN_ITEMS });
    this.serve(valuations, routesOf(valuationRoutes));
  }

  /** Figures that anyone may compute. They keep nothing; the table is read for who may ask. */
  private defineCalculations(): void {
    const calculations = this.define('http-calculations', {
      impact: 'Nobody can compute scores and figures of credit risk.',
    }).bindTable(this.foundation.state, { writes: [REQUEST_COUNTS] });
    this.serveBelow(calculations, ['/companies/{companyId}/calculations'], routesOf(calculationRoutes));
  }
}
