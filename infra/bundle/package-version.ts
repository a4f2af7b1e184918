import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import * as z from 'zod';

const MANIFESTS = /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/;
const Manifest = z.object({ version: z.string() });

/** Every SDK client brings its whole `package.json` (2.4 kB each) to say its version; the version is enough. */
export const packageVersion: Plugin = {
  name: 'package-version',
  setup({ onLoad }) {
    onLoad({ filter: MANIFESTS }, async ({ path }) => {
      const { version } = Manifest.parse(JSON.parse(await readFile(path, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
