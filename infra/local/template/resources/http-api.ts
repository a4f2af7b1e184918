import * as z from 'zod';
import { served } from '../served-type.ts';

const Throttle = z.strictObject({
  ThrottlingBurstLimit: z.int().nonnegative().optional(),
  ThrottlingRateLimit: z.number().nonnegative().optional(),
  DetailedMetricsEnabled: z.boolean().optional(),
});

export const ApiResource = served(
  'AWS::ApiGatewayV2::Api',
  { Name: z.string(), ProtocolType: z.literal('HTTP') },
  ['Description', 'DisableExecuteApiEndpoint', 'IpAddressType', 'Tags'],
);

export const StageResource = served(
  'AWS::ApiGatewayV2::Stage',
  {
    ApiId: z.string(),
    StageName: z.literal('$default'),
    DefaultRouteSettings: Throttle.default({}),
    RouteSettings: z.record(z.string(), Throttle).default({}),
  },
  ['AccessLogSettings', 'AutoDeploy', 'Description', 'Tags'],
);

export const RouteResource = served('AWS::ApiGatewayV2::Route', {
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\//),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  OperationName: z.string().optional(),
});

export const IntegrationResource = served(
  'AWS::ApiGatewayV2::Integration',
  {
    ApiId: z.string(),
    IntegrationType: z.literal('AWS_PROXY'),
    IntegrationUri: z.string(),
    PayloadFormatVersion: z.literal('2.0'),
    TimeoutInMillis: z.int().positive().max(30_000).default(30_000),
  },
  ['Description', 'IntegrationMethod'],
);

/** Whoever issues the tokens on AWS, here it is the local issuer: issuer and audience of the template are inert. */
export const AuthorizerResource = served(
  'AWS::ApiGatewayV2::Authorizer',
  {
    ApiId: z.string(),
    AuthorizerType: z.literal('JWT'),
    IdentitySource: z.array(z.literal('$request.header.Authorization')).length(1),
  },
  ['Name', 'JwtConfiguration'],
);
