import type { Construct } from 'constructs';
import { reportingExportRequested } from '../../functions/reporting/contract.ts';
import * as closingRoutes from '../../functions/reporting/routes/closing.ts';
import * as controllingRoutes from '../../functions/reporting/routes/controlling.ts';
import * as costFunctionRoutes from '../../functions/reporting/routes/cost-functions.ts';
import * as proofRoutes from '../../functions/reporting/routes/delivery-proofs.ts';
import * as ecSalesRoutes from '../../functions/reporting/routes/ec-sales.ts';
import * as filingRoutes from '../../functions/reporting/routes/filings.ts';
import * as reportRoutes from '../../functions/reporting/routes/reports.ts';
import * as statementRoutes from '../../functions/reporting/routes/statements.ts';
import * as vatReturnRoutes from '../../functions/reporting/routes/vat-return.ts';
import * as entryRoutes from '../../functions/reporting/routes/vat-return-entries.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { greedyBelow, routesOf } from '../constructs/module-api.ts';
import {
  BELOW_COMPANY,
  CHANGES,
  DELIVERY_PROOFS,
  EXPORTS,
  FAILED_MESSAGES,
  IDEMPOTENCY,
  OPEN_ITEMS,
  REPORT_SETTINGS,
  REQUEST_COUNTS,
  VAT_RETURNS,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Tax returns and statements: what the journal adds up to for others than the accountant. */
export class ReportingStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'reporting', foundation, 'tax returns, financial statements');
    this.defineHttp();
    this.defineClosing();
    this.defineExports();
  }

  private defineHttp(): void {
    const { state } = this.foundation;
    const tax = this.define('http-tax', { impact: 'Nobody can read tax returns.', memoryMb: 1769 });
    this.serve(tax.bindTable(state, { writes: [REQUEST_COUNTS] }), routesOf(vatReturnRoutes));

    const filings = this.define('http-filings', {
      impact: 'Nobody can file tax returns, see those that were filed, or the entries behind a figure.',
      memoryMb: 1769,
    });
    const filed = [VAT_RETURNS, IDEMPOTENCY, REQUEST_COUNTS];
    this.serve(filings.bindTable(state, { writes: filed }), [
      ...routesOf(filingRoutes),
      ...routesOf(entryRoutes),
    ]);

    const sales = this.define('http-sales', {
      impact:
        'Nobody can list sales to other member states (Zusammenfassende Meldung) or record what proves them.',
      memoryMb: 1769,
    });
    const proofs = [...DELIVERY_PROOFS, CHANGES, IDEMPOTENCY, REQUEST_COUNTS];
    this.serve(sales.bindTable(state, { writes: proofs }), [
      ...routesOf(ecSalesRoutes),
      ...routesOf(proofRoutes),
    ]);

    const statements = this.define('http-statements', {
      impact: 'Nobody can read balance sheet and profit and loss.',
    });
    this.serve(statements.bindTable(state, { writes: [REQUEST_COUNTS] }), routesOf(statementRoutes));

    const reports = this.define('http-reports', {
      impact:
        'Nobody can read BWA, cost centres, cost of sales, cash flow or the movements of the balance sheet.',
      memoryMb: 1769, // one whole processor: cost centres are read from the blocks
    });
    const kept = [REPORT_SETTINGS, CHANGES, REQUEST_COUNTS];
    const routes = [
      ...routesOf(reportRoutes),
      ...routesOf(controllingRoutes),
      ...routesOf(costFunctionRoutes),
    ];
    const below = ['/companies/{companyId}/reports'];
    this.serve(reports.bindTable(state, { writes: kept }), greedyBelow(below, routes));
  }

  private defineClosing(): void {
    const { state } = this.foundation;
    const closing = this.define('http-closing', {
      impact: 'Nobody can read remaining terms or value foreign currency at the closing day.',
    });
    const writes = [BELOW_COMPANY, REQUEST_COUNTS];
    this.serve(closing.bindTable(state, { writes, deletes: OPEN_ITEMS }), routesOf(closingRoutes));
  }

  private defineExports(): void {
    const { state, events } = this.foundation;
    const exporter = this.define('on-job', {
      impact: 'Files of tax returns and financial statements wait.',
      timeoutSeconds: 900,
      memoryMb: 1769,
    })
      .bindTable(state, { writes: [EXPORTS, FAILED_MESSAGES] })
      .bindBucket('FILES_BUCKET', state.files.bucket, { 'exports/': ['PutObject', 'AbortMultipartUpload'] });
    const jobs = this.consume('reporting-jobs', exporter, { batchSize: 1, maxConcurrency: 2 });
    subscribeToEvents(events.topic, [reportingExportRequested.type], jobs.source);
  }
}
