import { Aws, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CfnAuthorizer, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ALARM_PERIOD, ImpactAlarm } from '../constructs/impact-alarm.ts';
import { SignIn } from '../constructs/sign-in.ts';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';

/** One JSON line a request. The route key, not the path: paths carry ids of companies, accounts and people. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  responseBytes: '$context.responseLength',
};

const API_IMPACT = 'People and systems get no answer, or a late one, from any part of the back office.';

/** The front door: HTTP API, sign-in, the authorizer of every route. Modules hang their routes in from outside. */
export class ApiStack extends Stack {
  readonly httpApi: HttpApi;
  readonly authorizerId: string;

  constructor(scope: Construct, deployment: Deployment) {
    const { settings } = deployment;
    super(scope, physicalName(settings, 'api'), { description: 'Backoffice: HTTP API, sign-in' });
    const signIn = new SignIn(this, 'SignIn', deployment);
    this.httpApi = new HttpApi(this, 'Api', {
      apiName: physicalName(settings, 'api'),
      createDefaultStage: false,
    });
    const authorizer = new CfnAuthorizer(this, 'Authorizer', {
      apiId: this.httpApi.apiId,
      name: 'tokens',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: {
        issuer: signIn.issuer,
        audience: [signIn.peopleClientId, signIn.machineClientId, ...settings.machineClients],
      },
    });
    this.authorizerId = authorizer.ref;
    const stage = this.addStage(deployment);
    this.watch(stage, deployment);
    this.tell('ApiUrl', this.publicUrl, 'Where clients reach the API');
    this.tell('TokenUrl', signIn.tokenUrl, 'Where clients get a token');
    this.tell(
      'MachineClientId',
      signIn.machineClientId,
      'The app client for machines; its secret is in the console',
    );
    this.tell('PeopleClientId', signIn.peopleClientId, 'The app client by which people sign in');
  }

  /** Something that whoever deploys needs to know; shown at the end of a deployment. */
  private tell(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }

  private addStage({ settings }: Deployment): HttpStage {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/aws/vendedlogs/${physicalName(settings, 'api')}`,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      autoDeploy: true,
      throttle: { rateLimit: settings.throttleRate, burstLimit: settings.throttleBurst },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }

  private watch(stage: HttpStage, deployment: Deployment): void {
    new ImpactAlarm(this, 'ServerErrorsAlarm', {
      deployment,
      metric: stage.metricServerError({ statistic: 'Sum', period: ALARM_PERIOD }),
      above: 0,
      symptom: 'the API answers 5xx',
      impact: API_IMPACT,
    });
    new ImpactAlarm(this, 'LatencyAlarm', {
      deployment,
      metric: stage.metricLatency({ statistic: 'p99', period: ALARM_PERIOD }),
      above: 5000,
      periods: 3,
      symptom: 'the slowest hundredth of the answers takes over 5 s',
      impact: API_IMPACT,
    });
  }

  /** Where clients reach the API. */
  get publicUrl(): string {
    return `https://${this.httpApi.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }
}
