import type { Construct } from 'constructs';
import * as routes from '../../functions/companies/routes.ts';
import { routesOf } from '../constructs/module-api.ts';
import { LEDGER_KEYS, REQUEST_COUNTS, WHOLE_COMPANY } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Companies, their settings, who belongs to them in which role. */
export class CompaniesStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'companies', foundation, 'companies, members, roles');
    const { state, deployment } = foundation;
    const http = this.define('http', {
      impact: 'Nobody can create companies or change who may do what in them.',
    })
      .bindTable(state, { writes: [WHOLE_COMPANY, REQUEST_COUNTS], deletes: true, never: LEDGER_KEYS })
      .set('ADMIN_PRINCIPAL', deployment.settings.adminPrincipal);
    this.serve(http, routesOf(routes));
  }
}
