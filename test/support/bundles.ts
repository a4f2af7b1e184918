import { ensureBuilt } from '../../infra/build.ts';

/** Builds the bundles once before a suite that reads them, so that its files need not race for it. */
export default async function setup(): Promise<void> {
  await ensureBuilt();
}
