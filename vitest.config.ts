import { defineConfig } from 'vitest/config';

/** One project a suite (docs: README, Tests). Unit and infra need nothing; integration and e2e start engines. */
export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false, // loading modules anew for each file is half of the unit tests' time; no test changes what others load
    maxWorkers: 3, // on two cores: one of them mostly waits for an engine or for what follows a request
    reporters: ['default'],
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          globalSetup: ['test/support/bundles.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/engine.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/backoffice.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
