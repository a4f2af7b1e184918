import * as z from 'zod';
import { served } from '../served-type.ts';

const oneOrMany = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** Operators that the gate evaluates. Another one is a start-up error, since ignoring it could allow too much. */
export const ConditionOperator = z.enum([
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnLike',
  'Bool',
  'Null',
  'ForAllValues:StringEquals',
  'ForAllValues:StringLike',
  'ForAnyValue:StringEquals',
  'ForAnyValue:StringLike',
]);
export type ConditionOperator = z.infer<typeof ConditionOperator>;

const ConditionValues = z
  .union([z.string(), z.boolean(), z.array(z.union([z.string(), z.boolean()]))])
  .transform((value) => (Array.isArray(value) ? value : [value]).map(String));

export const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany,
  Resource: oneOrMany,
  Condition: z.partialRecord(ConditionOperator, z.record(z.string(), ConditionValues)).default({}),
});
export type Statement = z.infer<typeof Statement>;

const PolicyDocument = z.strictObject({
  Version: z.string(),
  Statement: z
    .union([Statement, z.array(Statement)])
    .transform((value) => (Array.isArray(value) ? value : [value])),
});

export const RoleResource = served(
  'AWS::IAM::Role',
  {
    RoleName: z.string().optional(),
    Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument })).default([]),
    // No managed policy is known here: a role says itself what it may do.
    ManagedPolicyArns: z.array(z.never()).optional(),
  },
  ['AssumeRolePolicyDocument', 'Description', 'Tags', 'Path', 'MaxSessionDuration'],
);

export const PolicyResource = served('AWS::IAM::Policy', {
  PolicyName: z.string(),
  PolicyDocument,
  Roles: z.array(z.string()).default([]),
});
