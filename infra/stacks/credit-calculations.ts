import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import * as calculationRoutes from '../../functions/credit/routes/calculations.ts';
import { BackofficeFunction } from '../constructs/backoffice-function.ts';
import { ModuleApi, routesOf } from '../constructs/module-api.ts';
import { physicalName } from '../settings.ts';
import { REQUEST_COUNTS } from '../table-keys.ts';
import type { Foundation } from './module-stack.ts';

/** Figures of credit risk that anyone may compute. They keep nothing; the table is read for who may ask. */
export class CreditCalculationsStack extends Stack {
  constructor(scope: Construct, { deployment, state, api }: Foundation) {
    super(scope, physicalName(deployment.settings, 'credit-calculations'), {
      description: 'Backoffice: scores and figures of credit risk',
    });
    const http = new BackofficeFunction(this, 'http-calculations', {
      deployment,
      bundle: 'credit-http-calculations',
      impact: 'Nobody can compute scores and figures of credit risk.',
    }).bindTable(state, { writes: [REQUEST_COUNTS] });
    new ModuleApi(this, `${http.bundle}-api`, { api, fn: http, routes: routesOf(calculationRoutes) });
  }
}
