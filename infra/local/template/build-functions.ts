import { StartRefusal } from '../start-refusal.ts';
import type { FunctionModel } from './model.ts';
import type { Resolver } from './resolver.ts';
import { FunctionResource } from './resources/function.ts';
import { PolicyResource, RoleResource, type Statement } from './resources/policy.ts';
import { readServed } from './served-type.ts';
import { shortenName } from './short-name.ts';
import { nameResource, type Stack } from './stack.ts';

/** Functions with the folder of their bundle and everything that the policies of their role say. */
export function buildFunctions(stacks: readonly Stack[], resolver: Resolver): FunctionModel[] {
  const statementsOf = readRoles(stacks, resolver);
  const assets = new Map(stacks.flatMap((stack) => [...stack.assets]));
  return readServed(FunctionResource, stacks, resolver).map(
    ({ stack, logicalId, ref, attributes, properties }) => {
      const folder = assets.get(properties.Code.S3Key);
      if (!folder)
        throw new StartRefusal(`${nameResource({ stack, logicalId })}: no asset ${properties.Code.S3Key}.`);
      const statements = statementsOf.get(properties.Role);
      if (!statements)
        throw new StartRefusal(`${nameResource({ stack, logicalId })}: no role ${properties.Role}.`);
      return {
        arn: String(attributes.Arn),
        name: ref,
        shortName: shortenName(ref, stack),
        folder,
        handler: properties.Handler,
        environment: properties.Environment.Variables,
        timeoutSeconds: properties.Timeout,
        memoryMb: properties.MemorySize,
        reservedConcurrency: properties.ReservedConcurrentExecutions,
        statements,
      };
    },
  );
}

/** Statements by ARN of the role: those inside the role and those of policies attached to it. */
function readRoles(stacks: readonly Stack[], resolver: Resolver): Map<string, Statement[]> {
  const policies = readServed(PolicyResource, stacks, resolver);
  return new Map(
    readServed(RoleResource, stacks, resolver).map(
      ({ ref, attributes, properties }): [string, Statement[]] => {
        const inside = properties.Policies.flatMap((policy) => policy.PolicyDocument.Statement);
        const attached = policies.filter((policy) => policy.properties.Roles.includes(ref));
        return [
          String(attributes.Arn),
          [...inside, ...attached.flatMap((policy) => policy.properties.PolicyDocument.Statement)],
        ];
      },
    ),
  );
}
