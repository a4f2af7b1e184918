import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const FILE = /[\\/]util-endpoints[\\/]lib[\\/]aws[\\/]partitions\.js$/;

interface Partition {
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, object>>;
}

/**
 * Leaves out of a bundle what people call each region ("Europe (Frankfurt)", 3 kB): the SDK finds a region's partition by
 * its pattern as well. Regions that fit no pattern stay.
 */
export const sdkWithoutRegionNames: Plugin = {
  name: 'sdk-without-region-names',
  setup({ onLoad }) {
    onLoad({ filter: FILE }, async ({ path }) => {
      const literal = /^export const partitionsInfo = (\{.*\});\s*$/s.exec(await readFile(path, 'utf8'))?.[1];
      if (!literal) throw new Error('The SDK lists its partitions otherwise now: look at this file again.');
      const { partitions, ...rest } = JSON.parse(literal) as { partitions: Partition[] };
      const info = { ...rest, partitions: partitions.map(withoutNames) };
      return { contents: `export const partitionsInfo = ${JSON.stringify(info)};`, loader: 'js' };
    });
  },
};

function withoutNames(partition: Partition): Partition {
  const pattern = new RegExp(partition.regionRegex);
  const regions = Object.keys(partition.regions).filter((region) => !pattern.test(region));
  return { ...partition, regions: Object.fromEntries(regions.map((region) => [region, {}])) };
}
