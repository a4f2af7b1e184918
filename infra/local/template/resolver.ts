import { StartRefusal } from '../start-refusal.ts';
import { type Identity, identify } from './identities.ts';
import { intrinsics } from './intrinsics.ts';
import { type Place, PSEUDO_PARAMETERS } from './place.ts';
import { nameResource, type Stack } from './stack.ts';

/** Turns template values into plain values, as CloudFormation would at deployment. */
export interface Resolver {
  /** `where` names the place in messages. */
  resolve(stack: Stack, value: unknown, where: string): unknown;
  /** Whether a named condition of the stack holds. */
  holds(stack: Stack, condition: string): boolean;
  identityOf(stack: Stack, logicalId: string): Identity;
  ref(stack: Stack, name: string, where: string): unknown;
  importValue(exportName: string, where: string): unknown;
}

/** A resolver over all stacks: exports of one are imports of another. Identities are made once. */
export function createResolver(stacks: readonly Stack[], place: Place): Resolver {
  const identities = new Map<string, Identity>();

  const resolver: Resolver = {
    resolve(stack, value, where) {
      if (Array.isArray(value))
        return value.map((item) => resolver.resolve(stack, item, where)).filter(isPresent);
      if (typeof value !== 'object' || value === null) return value;
      const [key, ...others] = Object.keys(value);
      if (key !== undefined && others.length === 0) {
        const intrinsic = intrinsics[key];
        const argument = Object.values(value)[0];
        if (intrinsic) return intrinsic(argument, { resolver, stack, where });
        if (key.startsWith('Fn::')) throw new StartRefusal(`${where}: ${key} is not served on one machine.`);
      }
      const entries = Object.entries(value).map(([name, item]) => [
        name,
        resolver.resolve(stack, item, `${where}.${name}`),
      ]);
      return Object.fromEntries(entries.filter(([, item]) => isPresent(item)));
    },
    holds(stack, condition) {
      return (
        resolver.resolve(stack, stack.template.Conditions[condition], `${stack.name} / ${condition}`) === true
      );
    },
    identityOf(stack, logicalId) {
      const address = { stack: stack.name, logicalId };
      const resource = stack.template.Resources[logicalId];
      if (!resource)
        throw new StartRefusal(`${nameResource(address)}: referred to, but not in the template.`);
      const known = identities.get(nameResource(address));
      if (known) return known;
      const property = (name: string) =>
        resolver.resolve(stack, resource.Properties[name], nameResource(address));
      const identity = identify(resource.Type, { address, property, place });
      identities.set(nameResource(address), identity);
      return identity;
    },
    ref(stack, name, where) {
      if (name === 'AWS::NoValue') return undefined;
      if (name === 'AWS::StackName' || name === 'AWS::StackId') return stack.name;
      const parameter = stack.template.Parameters[name];
      if (parameter) return requireDefault(parameter.Default, `${where}: parameter ${name}`);
      return PSEUDO_PARAMETERS[name] ?? resolver.identityOf(stack, name).ref;
    },
    importValue(exportName, where) {
      for (const stack of stacks) {
        for (const output of Object.values(stack.template.Outputs)) {
          if (output.Export === undefined) continue;
          if (resolver.resolve(stack, output.Export.Name, where) === exportName) {
            return resolver.resolve(stack, output.Value, where);
          }
        }
      }
      throw new StartRefusal(`${where}: no stack exports ${exportName}.`);
    },
  };
  return resolver;
}

function requireDefault(value: unknown, what: string): unknown {
  if (value === undefined)
    throw new StartRefusal(`${what} has no default, so it has no value on one machine.`);
  return value;
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}
