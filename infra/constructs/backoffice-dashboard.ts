import { Dashboard, GraphWidget, type IWidget, MathExpression, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE, METRICS, type MetricName } from '../../shared/metrics.ts';
import { physicalName, type Settings } from '../settings.ts';

const PERIOD_SECONDS = 300;

/** Figures of the business, as the functions report them (`shared/metrics.ts`): a graph each. */
const BUSINESS_GRAPHS: readonly (readonly [title: string, metrics: readonly MetricName[]])[] = [
  ['Entries', ['EntriesPosted', 'EntriesRefused']],
  ['Rows imported', ['ImportRows', 'ImportRowsRefused']],
  ['Import runs', ['ImportRuns']],
  ['Requests refused', ['RequestsRefused']],
  ['Messages given up', ['MessagesFailed']],
];

/**
 * Business figures above, technical figures below. Everything is found by search over the stage's names, so that a
 * new function or queue shows up without a change here, and this stack depends on no other.
 */
export class BackofficeDashboard extends Construct {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const { stage } = settings;
    const functions = (metric: string, statistic: string) =>
      search(`{AWS/Lambda,FunctionName} MetricName="${metric}" ${ofStage('FunctionName', stage)}`, statistic);
    const queues = (metric: string) =>
      search(`{AWS/SQS,QueueName} MetricName="${metric}" ${ofStage('QueueName', stage)}`, 'Maximum');
    const table = (metric: string) =>
      search(`{AWS/DynamoDB,TableName} MetricName="${metric}" TableName="backoffice-${stage}"`, 'Sum');
    new Dashboard(this, 'Dashboard', {
      dashboardName: physicalName(settings, 'overview'),
      widgets: [
        [heading('Business')],
        BUSINESS_GRAPHS.map(([title, metrics]) =>
          searchWidget(
            title,
            metrics.map((metric) => ownMetric(metric, stage)),
          ),
        ),
        [heading('Technical')],
        [
          searchWidget('Errors', [functions('Errors', 'Sum')]),
          searchWidget('Throttles', [functions('Throttles', 'Sum')]),
          searchWidget('Duration p99 (ms)', [functions('Duration', 'p99')]),
        ],
        [
          searchWidget('Oldest message (s)', [queues('ApproximateAgeOfOldestMessage')]),
          searchWidget('Messages waiting', [queues('ApproximateNumberOfMessagesVisible')]),
          searchWidget('Table units', [
            table('ConsumedWriteCapacityUnits'),
            table('ConsumedReadCapacityUnits'),
          ]),
        ],
      ],
    });
  }
}

function heading(title: string): IWidget {
  return new TextWidget({ markdown: `# ${title}`, width: 24, height: 1 });
}

/**
 * Names of one stage. Not in quotes: a quoted value must be the whole name, while the words of one that is not are
 * looked for in the name (`backoffice-dev-ledger-http` has four).
 */
function ofStage(dimension: string, stage: string): string {
  return `${dimension}=backoffice ${dimension}=${stage}`;
}

/** A figure of ours, one line for each combination of its dimensions. */
function ownMetric(name: MetricName, stage: string): string {
  const schema = [METRIC_NAMESPACE, 'Stage', ...METRICS[name].dimensions].join(',');
  return search(`{${schema}} MetricName="${name}" Stage="${stage}"`, 'Sum');
}

function search(query: string, statistic: string): string {
  return `SEARCH('${query}', '${statistic}', ${PERIOD_SECONDS})`;
}

function searchWidget(title: string, searches: readonly string[]): IWidget {
  return new GraphWidget({
    title,
    width: 8,
    left: searches.map((expression) => new MathExpression({ expression, usingMetrics: {}, label: '' })),
  });
}
