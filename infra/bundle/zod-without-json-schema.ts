import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const SCHEMAS = /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/;
const PROCESSOR = /inst\._zod\.processJSONSchema = \(ctx, json, params\) => processors\.\w+\([^)]*\);/g;
const CALL = /\bcreate(?:Standard|To)JSONSchemaMethod\((?:this|inst)/g;

/**
 * Leaves out of a bundle what turns zod's schemas into JSON Schema (19 kB): every schema refers to it, and only the
 * generated API reference uses it, which is made before anything is deployed. Without the references the rest is
 * shaken off. `toJSONSchema()` on a bundled schema then fails; a zod written otherwise fails the build.
 */
export const zodWithoutJsonSchema: Plugin = {
  name: 'zod-without-json-schema',
  setup({ onLoad }) {
    onLoad({ filter: SCHEMAS }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if ([PROCESSOR, CALL].some((pattern) => source.search(pattern) < 0)) {
        throw new Error(
          'zod is written otherwise now: look at infra/bundle/zod-without-json-schema.ts again.',
        );
      }
      const contents = source.replaceAll(PROCESSOR, '').replaceAll(CALL, 'leftOut(this');
      return { contents: `${contents}\n${LEFT_OUT}`, loader: 'js' };
    });
  },
};

const LEFT_OUT = `function leftOut() { return () => { throw new Error('JSON Schema is left out of the bundles.'); }; }`;
