import { describe, expect, it } from 'vitest';
import { ofType, PROD, synthesizeBackoffice } from '../support/templates.ts';

describe('mail that SES receives', () => {
  it('is no part of a deployment that does not ask for it; the queue waits all the same', () => {
    const plain = synthesizeBackoffice();
    expect(plain.filter(({ type }) => type.startsWith('AWS::SES::Receipt'))).toEqual([]);
    const queues = ofType(plain, 'AWS::SQS::Queue').map(({ properties }) => properties.QueueName);
    expect(queues).toContain('backoffice-dev-ticket-mails');
  });

  it('is stored below inbound/ and told to the queue as it is, by a role for these rules alone', () => {
    const resources = synthesizeBackoffice(PROD);
    const [rule] = ofType(resources, 'AWS::SES::ReceiptRule');
    expect(rule?.properties.Rule).toMatchObject({
      Enabled: true,
      Recipients: ['support@example.com'],
      ScanEnabled: true,
      Actions: [{ S3Action: { ObjectKeyPrefix: 'inbound/' } }],
    });
    expect(ofType(resources, 'AWS::SES::ReceiptRuleSet')).toHaveLength(1);
    const roles = ofType(resources, 'AWS::IAM::Role').filter(({ properties }) =>
      JSON.stringify(properties).includes('"ses.amazonaws.com"'),
    );
    const [trust] = roles.map(({ properties }) => properties.AssumeRolePolicyDocument.Statement[0]);
    expect(JSON.stringify(trust.Condition)).toContain('receipt-rule-set/backoffice-prod-mail:receipt-rule/*');
    const policies = ofType(resources, 'AWS::IAM::Policy').filter(({ properties }) =>
      properties.Roles.some(({ Ref }: { Ref: string }) => Ref === roles[0]?.logicalId),
    );
    const rights = policies.flatMap(({ properties }) =>
      properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
    );
    expect(rights).toEqual(expect.arrayContaining(['s3:PutObject', 'sns:Publish', 'kms:GenerateDataKey']));
    const subscription = ofType(resources, 'AWS::SNS::Subscription').find(
      ({ properties }) => properties.FilterPolicy === undefined,
    );
    expect(subscription?.properties).toMatchObject({ Protocol: 'sqs', RawMessageDelivery: true });
  });

  it('is a rule of the account’s own set where that is named', () => {
    const resources = synthesizeBackoffice({ inboundMail: 'example.com', inboundRuleSet: 'company' });
    expect(ofType(resources, 'AWS::SES::ReceiptRuleSet')).toEqual([]);
    expect(ofType(resources, 'AWS::SES::ReceiptRule')[0]?.properties.RuleSetName).toBe('company');
  });
});
