import type { Construct } from 'constructs';
import * as filingRoutes from '../../functions/reporting/routes/filings.ts';
import * as vatReturnRoutes from '../../functions/reporting/routes/vat-return.ts';
import { routesOf } from '../constructs/module-api.ts';
import { IDEMPOTENCY, REQUEST_COUNTS, VAT_RETURNS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Tax returns and statements: what the journal adds up to for others than the accountant. */
export class ReportingStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'reporting', foundation, 'tax returns, financial statements');
    const { state } = foundation;
    const tax = this.define('http-tax', { impact: 'Nobody can read or file tax returns.', memoryMb: 1769 });
    const writes = [VAT_RETURNS, IDEMPOTENCY, REQUEST_COUNTS];
    this.serve(tax.bindTable(state, { writes }), [...routesOf(vatReturnRoutes), ...routesOf(filingRoutes)]);
  }
}
