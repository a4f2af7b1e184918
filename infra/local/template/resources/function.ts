import * as z from 'zod';
import { served } from '../served-type.ts';

export const FunctionResource = served(
  'AWS::Lambda::Function',
  {
    FunctionName: z.string().optional(),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string().regex(/^[\w-]+\.\w+$/),
    Role: z.string(),
    Runtime: z.literal('nodejs24.x'),
    Timeout: z.int().positive().default(3),
    MemorySize: z.int().positive().default(128),
    ReservedConcurrentExecutions: z.int().nonnegative().optional(),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
  },
  [
    'Architectures',
    'Description',
    'EphemeralStorage',
    'KmsKeyArn',
    'LoggingConfig',
    'RecursiveLoop',
    'Tags',
    'TracingConfig',
  ],
);

const FilterCriteria = z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) });

export const EventSourceResource = served(
  'AWS::Lambda::EventSourceMapping',
  {
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    Enabled: z.boolean().default(true),
    BatchSize: z.int().positive().optional(),
    MaximumBatchingWindowInSeconds: z.int().nonnegative().default(0),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.int().positive() }).optional(),
    FilterCriteria: FilterCriteria.optional(),
    StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
    BisectBatchOnFunctionError: z.boolean().default(false),
    MaximumRetryAttempts: z.int().min(-1).default(-1),
    DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  },
  // A stream on one machine has one shard and few writers; retention of 24 hours is the engine's.
  [
    'ParallelizationFactor',
    'MaximumRecordAgeInSeconds',
    'TumblingWindowInSeconds',
    'Tags',
    'MetricsConfig',
    'KmsKeyArn',
  ],
);
