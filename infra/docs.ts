import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from './build.ts';
import { readDefinitions } from './docs/modules.ts';
import { openApiText } from './docs/openapi.ts';
import { accessPatterns, messageCatalogue, problems } from './docs/tables.ts';

/** The generated documents: path below the root, and text. */
export async function generateDocs(root: string = PROJECT_ROOT): Promise<Readonly<Record<string, string>>> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const definitions = await readDefinitions(root);
  return {
    'docs/openapi.json': openApiText(definitions, version),
    'docs/access-patterns.md': accessPatterns(definitions),
    'docs/problems.md': problems(definitions),
    'docs/messages.md': messageCatalogue(definitions),
  };
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await generateDocs())) {
    writeFileSync(join(PROJECT_ROOT, path), text);
    console.log(`${path.padEnd(28)} ${text.length} characters`);
  }
}
