import { StartRefusal } from '../start-refusal.ts';
import type { ApiModel, RouteModel, Throttle } from './model.ts';
import type { Resolver } from './resolver.ts';
import {
  ApiResource,
  AuthorizerResource,
  IntegrationResource,
  RouteResource,
  StageResource,
} from './resources/http-api.ts';
import { readServed } from './served-type.ts';
import { nameResource, type Stack } from './stack.ts';

/** The HTTP API of the stacks: exactly one, with its default stage. */
export function buildApi(stacks: readonly Stack[], resolver: Resolver): ApiModel {
  const apis = readServed(ApiResource, stacks, resolver);
  if (apis.length !== 1)
    throw new StartRefusal(`The templates hold ${apis.length} HTTP APIs; one machine serves one.`);
  const stage = readServed(StageResource, stacks, resolver)[0]?.properties;
  if (!stage) throw new StartRefusal('The templates hold no $default stage of the HTTP API.');
  const routeThrottles = Object.entries(stage.RouteSettings).map(([key, limits]) => [
    key,
    readThrottle(limits),
  ]);
  return {
    routes: buildRoutes(stacks, resolver),
    throttle: readThrottle(stage.DefaultRouteSettings),
    routeThrottles: Object.fromEntries(routeThrottles.filter(([, throttle]) => throttle !== undefined)),
  };
}

function buildRoutes(stacks: readonly Stack[], resolver: Resolver): RouteModel[] {
  const integrations = new Map(
    readServed(IntegrationResource, stacks, resolver).map((found) => [
      `integrations/${found.ref}`,
      found.properties,
    ]),
  );
  const authorizers = new Set(
    readServed(AuthorizerResource, stacks, resolver).map((authorizer) => authorizer.ref),
  );
  return readServed(RouteResource, stacks, resolver).map(({ stack, logicalId, properties }) => {
    const integration = integrations.get(properties.Target);
    const where = nameResource({ stack, logicalId });
    if (!integration) throw new StartRefusal(`${where}: no integration ${properties.Target}.`);
    const needsToken = properties.AuthorizationType === 'JWT';
    if (needsToken && !authorizers.has(properties.AuthorizerId ?? '')) {
      throw new StartRefusal(`${where}: no authorizer ${properties.AuthorizerId}.`);
    }
    return {
      routeKey: properties.RouteKey,
      functionArn: functionArnIn(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis,
      needsToken,
      scopes: properties.AuthorizationScopes,
    };
  });
}

/** An integration names the function by its ARN, or by an invocation path that holds the ARN. */
function functionArnIn(uri: string): string {
  return /functions\/(arn:aws:lambda:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function readThrottle(limits: {
  ThrottlingRateLimit?: number | undefined;
  ThrottlingBurstLimit?: number | undefined;
}): Throttle | undefined {
  if (limits.ThrottlingRateLimit === undefined || limits.ThrottlingBurstLimit === undefined) return undefined;
  return { ratePerSecond: limits.ThrottlingRateLimit, burst: limits.ThrottlingBurstLimit };
}
