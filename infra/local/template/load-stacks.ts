import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type Stack, Template } from './stack.ts';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({ templateFile: z.string().optional(), stackName: z.string().optional() })
        .optional(),
    }),
  ),
});
const AssetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** Reads all stacks of a cloud assembly (the folder that `cdk synth` writes), in the order of its manifest. */
export function loadStacks(assemblyFolder: string): Stack[] {
  const manifest = Manifest.parse(readJson(path.join(assemblyFolder, 'manifest.json')));
  const stacks = Object.entries(manifest.artifacts).flatMap(([id, artifact]) => {
    const file = artifact.properties?.templateFile;
    if (artifact.type !== 'aws:cloudformation:stack' || file === undefined) return [];
    const template = Template.parse(readJson(path.join(assemblyFolder, file)));
    return [{ name: artifact.properties?.stackName ?? id, template }];
  });
  const assets = new Map(
    Object.entries(manifest.artifacts)
      .filter(([, artifact]) => artifact.type === 'cdk:asset-manifest')
      .flatMap(([id]) => loadAssets(assemblyFolder, id)),
  );
  return stacks.map((stack) => ({ ...stack, assets }));
}

function loadAssets(assemblyFolder: string, artifactId: string): [string, string][] {
  const { files } = AssetManifest.parse(readJson(path.join(assemblyFolder, `${artifactId}.json`)));
  return Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }): [string, string] => [
      objectKey,
      path.join(assemblyFolder, source.path),
    ]),
  );
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
