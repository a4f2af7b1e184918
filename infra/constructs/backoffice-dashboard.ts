import { Dashboard, GraphWidget, type IWidget, MathExpression, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { physicalName, type Settings } from '../settings.ts';

const PERIOD_SECONDS = 300;

/** Figures of the business, as the functions report them (namespace `Backoffice`, `shared/metrics.ts`). */
const BUSINESS_METRICS = [
  ['Entries', ['EntriesPosted', 'EntriesRefused']],
  ['Imports', ['ImportRows', 'ImportRowsRefused']],
  ['Requests refused', ['RequestsRefused']],
] as const;

/**
 * Business figures above, technical figures below. Everything is found by search over the stage's names, so that a
 * new function or queue shows up without a change here, and this stack depends on no other.
 */
export class BackofficeDashboard extends Construct {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const names = physicalName(settings, '').slice(0, -1);
    const functions = (metric: string, statistic: string) =>
      search(`{AWS/Lambda,FunctionName} MetricName="${metric}" FunctionName="${names}"`, statistic);
    const queues = (metric: string) =>
      search(`{AWS/SQS,QueueName} MetricName="${metric}" QueueName="${names}"`, 'Maximum');
    const table = (metric: string) =>
      search(`{AWS/DynamoDB,TableName} MetricName="${metric}" TableName="${names}"`, 'Sum');
    new Dashboard(this, 'Dashboard', {
      dashboardName: physicalName(settings, 'overview'),
      widgets: [
        [heading('Business')],
        BUSINESS_METRICS.map(([title, metrics]) =>
          searchWidget(
            title,
            metrics.map((metric) =>
              search(`Namespace="Backoffice" MetricName="${metric}" Stage="${settings.stage}"`, 'Sum'),
            ),
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
