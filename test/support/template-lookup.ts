import type { TemplateResource } from './templates.ts';
import { ofType } from './templates.ts';

/** The logical id that a `Ref`, `Fn::GetAtt`, or the import of another stack's export points at. */
export function referenced(
  value: unknown,
  resources: readonly TemplateResource[],
): TemplateResource | undefined {
  const text = JSON.stringify(value ?? null);
  return resources.find(({ logicalId }) => text.includes(logicalId));
}

/** The alarms whose metric is of that resource, by metric name. */
export function alarmsOn(
  target: TemplateResource,
  resources: readonly TemplateResource[],
): Map<string, TemplateResource> {
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').filter(({ properties }) =>
    JSON.stringify(properties).includes(target.logicalId),
  );
  return new Map(alarms.map((alarm) => [alarm.properties.MetricName as string, alarm]));
}
