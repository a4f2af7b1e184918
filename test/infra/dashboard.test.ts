import { describe, expect, it } from 'vitest';
import { METRICS } from '../../shared/metrics.ts';
import { ofType, PROD, synthesizeBackoffice } from '../support/templates.ts';

const [dashboard] = ofType(synthesizeBackoffice(PROD), 'AWS::CloudWatch::Dashboard');
const body = dashboard?.properties.DashboardBody;
/** The body is text with references in it; only its text matters here. */
const text: string = typeof body === 'string' ? body : body['Fn::Join'][1].join('');
const searches = [...text.matchAll(/SEARCH\('([^']*)', '([^']*)', \d+\)/g)].map(([, query = '']) =>
  query.replaceAll('\\"', '"'),
);
const own = searches.filter((query) => query.startsWith('{Backoffice,'));

describe('the dashboard', () => {
  it('shows every figure that functions tell, with the dimensions it is told with, and no other', () => {
    const shown = own.map((query) => {
      const [, schema = '', name = ''] = /^\{([^}]*)\} MetricName="(\w+)"/.exec(query) ?? [];
      return [name, schema];
    });
    const told = Object.entries(METRICS).map(([name, { dimensions }]) => [
      name,
      ['Backoffice', 'Stage', ...dimensions].join(','),
    ]);
    expect(shown.toSorted()).toEqual(told.toSorted());
  });

  it('shows one stage only', () => {
    expect(own.every((query) => query.endsWith('Stage="prod"'))).toBe(true);
    const technical = searches.filter((query) => query.startsWith('{AWS/'));
    expect(technical.length).toBeGreaterThan(5);
    for (const query of technical) expect(query).toMatch(/Name=("backoffice-prod"|backoffice \w+=prod)$/);
  });

  it('stays within what CloudWatch takes: 1,024 characters a search, 500 metrics a dashboard', () => {
    for (const query of searches) expect(query.length).toBeLessThan(1024);
    expect(text.split('"type":"metric"').length + text.split('\\"type\\":\\"metric\\"').length).toBeLessThan(
      500,
    );
  });
});
