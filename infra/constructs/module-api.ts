import { Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { invariant } from '../../shared/kernel/errors.ts';
import type { ApiStack } from '../stacks/api.ts';
import { acknowledge } from './acknowledge.ts';
import type { BackofficeFunction } from './backoffice-function.ts';

/** What the infrastructure needs to know of a route; the rest of it is the function's business. */
export interface ApiRoute {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Scope `backoffice/<scope>` that the token must carry; `public` is open to everybody. */
  readonly scope: 'read' | 'write' | 'public';
}

export interface ModuleApiProps {
  readonly api: ApiStack;
  readonly fn: BackofficeFunction;
  readonly routes: readonly ApiRoute[];
}

/**
 * One module's HTTP surface, in the module's own stack: a route each, one integration, and one permission for the
 * whole API, because a permission per route overflows the function's policy at some dozens of routes.
 */
export class ModuleApi extends Construct {
  constructor(scope: Construct, id: string, { api, fn, routes }: ModuleApiProps) {
    super(scope, id);
    fn.addPermission('InvokedByApi', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: api.httpApi.apiId,
        resourceName: '*/*/*',
      }),
    });
    const integration = new CfnIntegration(this, 'Integration', {
      apiId: api.httpApi.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.functionArn,
      payloadFormatVersion: '2.0',
    });
    for (const route of routes) this.addRoute(api, integration, route);
  }

  private addRoute(api: ApiStack, integration: CfnIntegration, { id, method, path, scope }: ApiRoute): void {
    const open = scope === 'public';
    const route = new CfnRoute(this, id.slice(id.indexOf('.') + 1), {
      apiId: api.httpApi.apiId,
      routeKey: `${method} ${path}`,
      operationName: id,
      target: `integrations/${integration.ref}`,
      authorizationType: open ? 'NONE' : 'JWT',
      ...(open ? {} : { authorizerId: api.authorizerId, authorizationScopes: [`backoffice/${scope}`] }),
    });
    if (open) {
      acknowledge(
        route,
        'AwsSolutions-APIG4',
        'Open on purpose: health and documentation hold no company data.',
      );
    }
  }
}

/** The routes among a module's exports (`import * as routes from '../../functions/ledger/routes.ts'`). */
export function routesOf(exports: Readonly<Record<string, unknown>>): ApiRoute[] {
  return Object.values(exports).filter(isRoute);
}

/**
 * The gateway's routes for everything below some prefixes: a prefix itself and a greedy `{rest+}`, by method. A method has one
 * scope there, or the gateway could not tell who may pass.
 */
export function belowPrefixes(prefixes: readonly string[], routes: readonly ApiRoute[]): ApiRoute[] {
  const found = new Map<string, ApiRoute>();
  for (const { id, method, path, scope } of routes) {
    const prefix = prefixes.find((one) => path === one || path.startsWith(`${one}/`));
    invariant(prefix, `${id} is below none of ${prefixes.join(', ')}`);
    const key = path === prefix ? prefix : `${prefix}/{rest+}`;
    const where = path === prefix ? 'At' : 'Below';
    const name = `${method.toLowerCase()}${where}-${prefix.split('/').at(-1)}`;
    const before = found.get(`${method} ${key}`);
    invariant(!before || before.scope === scope, `${method} ${key} has two scopes`);
    found.set(`${method} ${key}`, { id: `${id.split('.')[0]}.${name}`, method, path: key, scope });
  }
  return [...found.values()];
}

/** The routes below some prefixes as greedy ones, the others as they are. */
export function greedyBelow(prefixes: readonly string[], routes: readonly ApiRoute[]): ApiRoute[] {
  const isBelow = ({ path }: ApiRoute) => prefixes.some((one) => path === one || path.startsWith(`${one}/`));
  return [...belowPrefixes(prefixes, routes.filter(isBelow)), ...routes.filter((route) => !isBelow(route))];
}

function isRoute(value: unknown): value is ApiRoute {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'scope' in value
  );
}
