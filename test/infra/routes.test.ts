import { describe, expect, it } from 'vitest';
import { defineExample, EXAMPLE_FILES } from '../support/example-module.ts';
import { withProject } from '../support/project-fixture.ts';
import { ofType, synthesize, synthesizeBackoffice } from '../support/templates.ts';

/** Open to everybody, with the reason. Every other route needs a token with its scope. */
const OPEN: Readonly<Record<string, string>> = {
  'GET /health': 'load balancers and people ask it before they have a token',
  'GET /openapi.json': 'describes, holds no data',
  'GET /docs': 'describes, holds no data',
  'GET /forms/{rest+}': 'people outside report something there, before anybody knows them',
  'POST /forms/{rest+}': 'the same',
  'GET /surveys/{rest+}': 'requesters answer there from a mail; the token in the path is signed',
  'POST /surveys/{rest+}': 'the same',
  'GET /help/{rest+}': 'articles that a company has published for everybody',
  'GET /about': 'of the example module',
};

const MAX_ROUTES_AN_API = 300;
const MAX_RESOURCES_A_STACK = 500;

const example = await withProject(EXAMPLE_FILES, (root) => synthesize((app) => defineExample(app, root)));

describe.each([
  ['an example module', example],
  ['the deployment', synthesizeBackoffice()],
])('the routes of %s', (_, resources) => {
  const routes = ofType(resources, 'AWS::ApiGatewayV2::Route');

  it.each(routes.map(({ properties }) => [properties.RouteKey as string, properties] as const))(
    '%s asks for a token with one scope, or is on the list',
    (key, properties) => {
      if (key in OPEN) {
        expect(properties.AuthorizationType).toBe('NONE');
        return;
      }
      expect(properties.AuthorizationType).toBe('JWT');
      expect(JSON.stringify(properties.AuthorizerId)).toContain('Authorizer');
      const scope = key.startsWith('GET ')
        ? 'backoffice/read'
        : expect.stringMatching(/^backoffice\/(?:read|write)$/);
      expect(properties.AuthorizationScopes).toEqual([scope]);
    },
  );

  it('are each there once, within what an API and a stack can hold', () => {
    const keys = routes.map(({ properties }) => properties.RouteKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(routes.length).toBeLessThanOrEqual(MAX_ROUTES_AN_API);
    const perStack = Map.groupBy(resources, ({ stack }) => stack);
    for (const inStack of perStack.values())
      expect(inStack.length).toBeLessThanOrEqual(MAX_RESOURCES_A_STACK);
  });

  it('need one permission a function, not one a route', () => {
    const byApi = ofType(resources, 'AWS::Lambda::Permission').filter(
      ({ properties }) => properties.Principal === 'apigateway.amazonaws.com',
    );
    expect(byApi).toHaveLength(ofType(resources, 'AWS::ApiGatewayV2::Integration').length);
  });
});

describe('the API', () => {
  it('throttles, and logs one JSON line a request without anything personal', () => {
    const [stage] = ofType(example, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 400,
      ThrottlingBurstLimit: 1500,
    });
    const format = stage?.properties.AccessLogSettings.Format as string;
    expect(JSON.parse(format)).toMatchObject({ route: '$context.routeKey', status: '$context.status' });
    for (const personal of ['identity', 'sourceIp', 'userAgent', 'claims', 'context.path', 'principalId']) {
      expect(format).not.toContain(personal);
    }
  });

  it('takes tokens of its own pool only', () => {
    const [authorizer] = ofType(example, 'AWS::ApiGatewayV2::Authorizer');
    expect(JSON.stringify(authorizer?.properties.JwtConfiguration.Issuer)).toContain('cognito-idp');
    expect(authorizer?.properties.JwtConfiguration.Audience).toHaveLength(2);
  });
});
