import { existsSync, globSync } from 'node:fs';
import { cruise, type IViolation } from 'dependency-cruiser';
import { PROJECT_ROOT } from './build.ts';
import { IMPORT_RULES } from './import-rules.ts';

/** What one run found: how many files it looked at, and every import that a rule refuses. */
export interface ImportReport {
  readonly seen: number;
  readonly problems: readonly string[];
}

const FOLDERS = ['functions', 'shared', 'infra', 'test'];

/**
 * Applies the import rules to every TypeScript file of the project below `root`. A tick means little from a tool
 * that saw nothing (a newer compiler than it understands is enough), so a file it missed is a problem too.
 */
export async function checkImports(root: string): Promise<ImportReport> {
  const folders = FOLDERS.filter((folder) => existsSync(`${root}/${folder}`));
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  const { output } = await cruise(folders, {
    baseDir: root,
    ruleSet: { forbidden: [...IMPORT_RULES] },
    validate: true,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text.');
  const seen = new Set(output.modules.map(({ source }) => source));
  const missed = files
    .filter((file) => !seen.has(file))
    .map((file) => `${file}: not seen by dependency-cruiser`);
  const problems = [...missed, ...output.summary.violations.map(describe)];
  return { seen: files.length - missed.length, problems };
}

function describe({ rule, from, to }: IViolation): string {
  const comment = IMPORT_RULES.find(({ name }) => name === rule.name)?.comment ?? '';
  return `${from} -> ${to}: ${rule.name}. ${comment}`;
}

if (import.meta.main) {
  const { seen, problems } = await checkImports(PROJECT_ROOT);
  for (const problem of problems) console.error(problem);
  console.log(`Import rules: ${seen} files seen, ${problems.length} problems.`);
  process.exitCode = problems.length > 0 || seen === 0 ? 1 : 0;
}
