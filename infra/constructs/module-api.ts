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
 * The gateway's routes for everything below some prefixes: a prefix itself and a greedy `{rest+}`, each for reading and for
 * changing, `ANY` where there are several methods that change (`GET` goes before it). Of those that share a route all have
 * one scope, or the gateway could not tell who may pass.
 */
export function belowPrefixes(prefixes: readonly string[], routes: readonly ApiRoute[]): ApiRoute[] {
  const placed = routes.map((route) => {
    const prefix = prefixes.find((one) => route.path === one || route.path.startsWith(`${one}/`));
    invariant(prefix, `${route.id} is below none of ${prefixes.join(', ')}`);
    const place = route.path === prefix ? prefix : `${prefix}/{rest+}`;
    return { route, prefix, place, reads: route.method === 'GET' };
  });
  const together = Map.groupBy(placed, ({ place, reads }) => `${reads} ${place}`);
  return [...together.values()].map(([first, ...others]) => {
    invariant(first, 'a group has a first one');
    const { route, prefix, place } = first;
    const isOdd = others.find((other) => other.route.scope !== route.scope);
    invariant(!isOdd, `${route.id} and ${isOdd?.route.id} share a route and have two scopes`);
    const isAny = others.some((other) => other.route.method !== route.method);
    const method = isAny ? 'ANY' : route.method;
    const name = `${method.toLowerCase()}${place === prefix ? 'At' : 'Below'}-${prefix.split('/').at(-1)}`;
    return { id: `${route.id.split('.')[0]}.${name}`, method, path: place, scope: route.scope };
  });
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
