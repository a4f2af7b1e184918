import type { App } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { defineFoundation } from '../../infra/backoffice.ts';
import { subscribeToEvents } from '../../infra/constructs/event-subscription.ts';
import { StreamPublisher } from '../../infra/constructs/stream-publisher.ts';
import { type Foundation, ModuleStack } from '../../infra/stacks/module-stack.ts';

const IMPACT = 'Nobody can look at examples.';
const HANDLER = 'export const handler = async () => 1;\n';

/** The bundles that the example module deploys, as files of a project. */
export const EXAMPLE_FILES: Readonly<Record<string, string>> = {
  'build/functions/example-http/index.mjs': HANDLER,
  'build/functions/example-on-job/index.mjs': HANDLER,
  'build/functions/example-on-upload/index.mjs': HANDLER,
  'build/functions/example-on-schedule/index.mjs': HANDLER,
  'build/functions/example-on-stream/index.mjs': HANDLER,
};

/** A module that uses everything the constructs offer, so that their rules are tested before a module needs them. */
class ExampleStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'example', foundation, 'an example');
    const { deployment, state, events } = foundation;
    const http = this.define('http', { impact: IMPACT }).bindTable(state, { writes: ['C#*'] });
    this.serve(http, [
      { id: 'example.list', method: 'GET', path: '/examples', scope: 'read' },
      { id: 'example.create', method: 'POST', path: '/examples', scope: 'write' },
      { id: 'example.about', method: 'GET', path: '/about', scope: 'public' },
    ]);
    const onJob = this.define('on-job', { impact: IMPACT, timeoutSeconds: 120 });
    const jobs = this.consume('example-jobs', onJob, { batchSize: 100, windowSeconds: 5, maxConcurrency: 2 });
    http.bindQueue('JOBS_QUEUE_URL', jobs.source.queue);
    subscribeToEvents(events.topic, ['example.created'], jobs.source);
    const onUpload = this.define('on-upload', { impact: IMPACT, timeoutSeconds: 900 });
    onUpload.bindBucket('FILES_BUCKET', state.files.bucket, {
      'uploads/': ['GetObject'],
      'rejected/': ['PutObject'],
    });
    const source = state.files.uploadQueue('ledger-uploads');
    this.consume('example-uploads', onUpload, { batchSize: 1, maxConcurrency: 2, source });
    const onSchedule = this.define('on-schedule', { impact: IMPACT }).bindSigningKey(state.signingKey, [
      'Sign',
    ]);
    this.schedule(onSchedule, 'rate(1 day)');
    const publisher = this.define('on-stream', { impact: IMPACT }).bindTopic(events.topic);
    new StreamPublisher(this, 'Stream', {
      deployment,
      state,
      publisher,
      entities: ['example.thing', 'example.other'],
    });
  }
}

/** Foundation and example module, for `synthesize`. */
export function defineExample(app: App, root: string): void {
  new ExampleStack(app, defineFoundation(app, root));
}
