import { createHash } from 'node:crypto';
import { ACCOUNT, type Place, REGION } from './place.ts';
import type { ResourceAddress } from './stack.ts';

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface Identity {
  ref: string;
  attributes: Readonly<Record<string, string>>;
}

interface Naming {
  address: ResourceAddress;
  /** Resolved value of a name property, or a generated name. */
  nameFrom(property: string): string;
  property(name: string): unknown;
  place: Place;
}

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** A key's id must survive restarts and data folders, since values signed with it name it. */
function keyIdOf({ stack, logicalId }: ResourceAddress): string {
  const hex = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

const byType: Readonly<Record<string, (naming: Naming) => Identity>> = {
  'AWS::DynamoDB::GlobalTable': (naming) => {
    const name = naming.nameFrom('TableName');
    const tableArn = arn('dynamodb', `table/${name}`);
    return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local`, TableId: name } };
  },
  'AWS::S3::Bucket': (naming) => {
    const name = naming.nameFrom('BucketName').toLowerCase();
    const host = `${name}.s3.${REGION}.amazonaws.com`;
    return {
      ref: name,
      attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: host, RegionalDomainName: host },
    };
  },
  'AWS::SQS::Queue': (naming) => {
    const name = naming.nameFrom('QueueName');
    const url = `${naming.place.gateUrl}/${ACCOUNT}/${name}`;
    return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::SNS::Topic': (naming) => {
    const name = naming.nameFrom('TopicName');
    return { ref: arn('sns', name), attributes: { TopicArn: arn('sns', name), TopicName: name } };
  },
  'AWS::Lambda::Function': (naming) => {
    const name = naming.nameFrom('FunctionName');
    return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
  },
  'AWS::IAM::Role': (naming) => {
    const name = naming.nameFrom('RoleName');
    return { ref: name, attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, RoleId: name } };
  },
  'AWS::KMS::Key': ({ address }) => {
    const id = keyIdOf(address);
    return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } };
  },
  'AWS::KMS::Alias': (naming) => ({ ref: naming.nameFrom('AliasName'), attributes: {} }),
  'AWS::Logs::LogGroup': (naming) => {
    const name = naming.nameFrom('LogGroupName');
    return { ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`) } };
  },
  'AWS::ApiGatewayV2::Api': ({ address, place }) => {
    const id = address.logicalId.toLowerCase();
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: place.apiUrl } };
  },
  'AWS::ApiGatewayV2::Stage': (naming) => ({ ref: naming.nameFrom('StageName'), attributes: {} }),
  'AWS::ApiGatewayV2::Authorizer': ({ address }) => {
    const id = `${address.stack}.${address.logicalId}`;
    return { ref: id, attributes: { AuthorizerId: id } };
  },
  'AWS::Cognito::UserPool': ({ address }) => {
    const id = `${REGION}_${address.logicalId}`;
    const provider = `cognito-idp.${REGION}.amazonaws.com/${id}`;
    const attributes = { Arn: arn('cognito-idp', `userpool/${id}`), ProviderName: provider };
    return { ref: id, attributes: { ...attributes, ProviderURL: `https://${provider}`, UserPoolId: id } };
  },
  'AWS::Cognito::UserPoolResourceServer': (naming) => ({
    ref: naming.nameFrom('Identifier'),
    attributes: {},
  }),
  'AWS::Cognito::UserPoolDomain': (naming) => ({ ref: naming.nameFrom('Domain'), attributes: {} }),
  'AWS::Events::Rule': (naming) => {
    const name = naming.nameFrom('Name');
    return { ref: name, attributes: { Arn: arn('events', `rule/${name}`) } };
  },
  'AWS::CloudWatch::Alarm': (naming) => {
    const name = naming.nameFrom('AlarmName');
    return { ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } };
  },
};

/** Identity of a resource; a type without attributes of its own is known by stack and logical id. */
export function identify(type: string, naming: Omit<Naming, 'nameFrom'>): Identity {
  const { stack, logicalId } = naming.address;
  const nameFrom = (property: string) => {
    const value = naming.property(property);
    return typeof value === 'string' ? value : `${stack}-${logicalId}`;
  };
  return byType[type]?.({ ...naming, nameFrom }) ?? { ref: `${stack}.${logicalId}`, attributes: {} };
}
