import * as z from 'zod';
import { StartRefusal } from '../start-refusal.ts';
import type { Resolver } from './resolver.ts';
import { nameResource, type ResourceAddress, type Stack } from './stack.ts';

/** A resource type that the runner serves: which properties it reads, and which are inert here by design. */
export interface ServedType<Shape extends z.ZodRawShape = z.ZodRawShape> {
  type: string;
  schema: z.ZodObject<Shape, z.core.$strict>;
  inert: readonly string[];
}

/** One resource with its values resolved and parsed. */
export interface ServedResource<Properties> extends ResourceAddress {
  properties: Properties;
  /** What `Ref` gives. */
  ref: string;
  attributes: Readonly<Record<string, string>>;
}

export function served<Shape extends z.ZodRawShape>(
  type: string,
  shape: Shape,
  inert: string[] = [],
): ServedType<Shape> {
  return { type, schema: z.strictObject(shape), inert };
}

/**
 * All resources of one served type in all stacks. A property that is neither served nor inert, at any depth, is a
 * start-up error naming stack, logical id and property.
 */
export function readServed<Shape extends z.ZodRawShape>(
  kind: ServedType<Shape>,
  stacks: readonly Stack[],
  resolver: Resolver,
): ServedResource<z.output<z.ZodObject<Shape, z.core.$strict>>>[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([, resource]) => resource.Type === kind.type)
      .filter(([, resource]) => resource.Condition === undefined || resolver.holds(stack, resource.Condition))
      .map(([logicalId, resource]) => {
        const address = { stack: stack.name, logicalId };
        const relevant = Object.entries(resource.Properties).filter(([name]) => !kind.inert.includes(name));
        const values = resolver.resolve(stack, Object.fromEntries(relevant), nameResource(address));
        const parsed = kind.schema.safeParse(values);
        if (!parsed.success) throw new StartRefusal(explain(address, kind.type, parsed.error));
        return { ...address, properties: parsed.data, ...resolver.identityOf(stack, logicalId) };
      }),
  );
}

function explain(address: ResourceAddress, type: string, error: z.ZodError): string {
  const reasons = error.issues.map((issue) => {
    const parent = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return `${parent}: ${issue.message}`;
    const names = issue.keys.map((key) => (parent ? `${parent}.${key}` : key)).join(', ');
    return `property ${names} is neither served nor inert on one machine`;
  });
  return `${nameResource(address)} (${type}): ${reasons.join('; ')}.`;
}
