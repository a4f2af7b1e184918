import { App } from 'aws-cdk-lib';
import { defineBackoffice } from './backoffice.ts';
import { ensureBuilt, PROJECT_ROOT } from './build.ts';

// What `cdk synth` and `cdk deploy` run (cdk.json). No account and no network: nothing is looked up.
await ensureBuilt();
const app = new App({ analyticsReporting: false });
defineBackoffice(app, PROJECT_ROOT);
app.synth();
