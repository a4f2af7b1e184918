import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';

const TOKEN_LIFETIME = Duration.hours(1);

/** Who people and machines are: a user pool, the scopes `backoffice/read` and `backoffice/write`, two app clients. */
export class SignIn extends Construct {
  readonly issuer: string;
  /** Where tokens come from. */
  readonly tokenUrl: string;
  readonly peopleClientId: string;
  readonly machineClientId: string;

  constructor(scope: Construct, id: string, { settings }: Deployment) {
    super(scope, id);
    const pool = this.createPool(physicalName(settings, 'people'));
    const scopes = [
      new ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' }),
      new ResourceServerScope({ scopeName: 'write', scopeDescription: 'Change' }),
    ];
    const server = pool.addResourceServer('Scopes', { identifier: 'backoffice', scopes });
    const domainPrefix = `${physicalName(settings, 'sign-in')}-${Aws.ACCOUNT_ID}`;
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix } });
    const granted = scopes.map((scopeGranted) => OAuthScope.resourceServer(server, scopeGranted));
    this.issuer = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${pool.userPoolId}`;
    this.tokenUrl = `https://${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com/oauth2/token`;
    this.peopleClientId = this.createPeopleClient(pool, granted, settings.signInUrl).userPoolClientId;
    this.machineClientId = this.createMachineClient(pool, server, granted).userPoolClientId;
  }

  private createPool(userPoolName: string): UserPool {
    return new UserPool(this, 'People', {
      userPoolName,
      selfSignUpEnabled: false, // an administrator invites
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** People: authorization code with PKCE, no secret that a browser could leak. */
  private createPeopleClient(pool: UserPool, scopes: OAuthScope[], signInUrl: string): UserPoolClient {
    return pool.addClient('PeopleClient', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      accessTokenValidity: TOKEN_LIFETIME,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, ...scopes],
        callbackUrls: [signInUrl],
        logoutUrls: [signInUrl],
      },
    });
  }

  /** Machines: client credentials. More of them are made in the console and named in `machineClients`. */
  private createMachineClient(
    pool: UserPool,
    server: UserPoolResourceServer,
    scopes: OAuthScope[],
  ): UserPoolClient {
    const client = pool.addClient('MachineClient', {
      generateSecret: true,
      accessTokenValidity: TOKEN_LIFETIME,
      oAuth: { flows: { clientCredentials: true }, scopes },
    });
    client.node.addDependency(server);
    return client;
  }
}
