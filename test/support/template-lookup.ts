import { ofType, type TemplateResource } from './templates.ts';

/**
 * The resource that a property of `from` refers to: by `Ref` or `Fn::GetAtt` in its own stack, or by the import of
 * another stack's export. Logical ids repeat from stack to stack, so the stack is part of the search.
 */
export function referenced(
  from: TemplateResource | undefined,
  value: unknown,
  resources: readonly TemplateResource[],
): TemplateResource | undefined {
  const text = JSON.stringify(value ?? null);
  const stack = /"Fn::ImportValue":"([^:"]+):/.exec(text)?.[1] ?? from?.stack;
  return resources.find((resource) => resource.stack === stack && text.includes(resource.logicalId));
}

/** The alarms whose metric is of that resource, by metric name. They stand in the same stack. */
export function alarmsOn(
  target: TemplateResource,
  resources: readonly TemplateResource[],
): Map<string, TemplateResource> {
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').filter(
    ({ stack, properties }) =>
      stack === target.stack &&
      JSON.stringify(properties.Dimensions ?? properties.Metrics).includes(target.logicalId),
  );
  return new Map(alarms.map((alarm) => [alarm.properties.MetricName as string, alarm]));
}
