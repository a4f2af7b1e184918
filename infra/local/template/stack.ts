import * as z from 'zod';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

/** What the runner reads of a synthesized CloudFormation template. */
export const Template = z.object({
  Parameters: z
    .record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() }))
    .default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), Resource),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Export: z.object({ Name: z.unknown() }).optional(),
        Condition: z.string().optional(),
      }),
    )
    .default({}),
});
export type Template = z.infer<typeof Template>;

/** One synthesized stack with the folders of its assets. */
export interface Stack {
  name: string;
  template: Template;
  /** Absolute folder or file of an asset, by the file name that the template's S3Key carries. */
  assets: ReadonlyMap<string, string>;
}

/** Address of one resource, as messages name it. */
export interface ResourceAddress {
  stack: string;
  logicalId: string;
}

/** `backoffice-local-ledger / PostingsQueue`: how a message points at a resource. */
export function nameResource({ stack, logicalId }: ResourceAddress): string {
  return `${stack} / ${logicalId}`;
}
