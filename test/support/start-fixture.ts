/** Runs the fixture in a process of its own, so that a test can kill it: `node start-fixture.ts <data folder>`. */
import { startRunner } from '../../infra/local/runner.ts';
import { FIXTURE_ASSEMBLY } from './runner.ts';

const runner = await startRunner({ assembly: FIXTURE_ASSEMBLY, empty: true, dataFolder: process.argv[2] });
process.once('SIGTERM', () => runner.stop().then(() => process.exit()));
console.log(`ready on ${runner.api}`);
