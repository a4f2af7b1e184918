/** Where the runner pretends to be. The account is the one fauxqs and DynamoDB Local build their ARNs with. */
export const REGION = 'eu-central-1';
export const ACCOUNT = '000000000000';

/** Addresses on this machine that values in the templates come to stand for. */
export interface Place {
  /** The gate, through which functions reach tables, queues, topics, buckets and keys. */
  gateUrl: string;
  /** The HTTP API. */
  apiUrl: string;
}

/** Pseudo parameters of CloudFormation; AWS::StackName is the resolver's. */
export const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};
