import { code, escapeHtml, prose } from './html-text.ts';
import { bodyOf, isNamed, type Row, type Schema, tableOf } from './schema-table.ts';

/** The parts of an OpenAPI document that the page shows. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content; readonly required?: boolean };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content }>
  >;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-permission'?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

/** Members as a table for JSON, the bare name for everything else. */
function contentOf(content: Content): string {
  return Object.entries(content)
    .map(([type, { schema }]) => (schema && type.includes('json') ? bodyOf(schema) : `<p>${code(type)}</p>`))
    .join('');
}

function details(title: string, content: Content | undefined): string {
  if (content === undefined) return `<p>${prose(title)}</p>`;
  const open = title === 'Body' ? ' open' : '';
  return `<details${open}><summary>${prose(title)}</summary>${contentOf(content)}</details>`;
}

function rowOf({ name, in: place, required, description, schema = {} }: Parameter): Row {
  return { name, note: place + (required ? ', required' : ''), schema, description };
}

/** Which token and which right a caller needs. */
function needs({ security = [], 'x-permission': permission }: Operation): string {
  const scopes = security.flatMap((ways) => Object.values(ways).flat());
  const parts = [...scopes, ...(permission === undefined ? [] : [permission])];
  return parts.length === 0 ? '' : `<p class="needs">Needs ${parts.map(code).join(' and ')}.</p>`;
}

function operationSection(path: string, method: string, operation: Operation): string {
  const { operationId = `${method} ${path}`, summary = '', description = '', responses = {} } = operation;
  const answers = Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, answer]) => details(`${status}: ${answer.description ?? ''}`, answer.content));
  return [
    `<section id="${escapeHtml(operationId)}">`,
    `<h3>${code(`${method.toUpperCase()} ${path}`)}</h3>`,
    `<p><strong>${prose(summary)}.</strong> ${prose(description)}</p>`,
    needs(operation),
    tableOf((operation.parameters ?? []).map(rowOf)),
    operation.requestBody?.content ? details('Body', operation.requestBody.content) : '',
    ...answers,
    '</section>',
  ].join('\n');
}

function shapeSection([name, schema]: [string, Schema]): string {
  return `<section id="shape-${escapeHtml(name)}"><h3>${code(name)}</h3>${bodyOf(schema)}</section>`;
}

const STYLE = [
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}',
  'code{font:.9em ui-monospace,monospace;background:#f4f4f4;padding:0 .2em;border-radius:3px}',
  'h2{margin-top:3rem}h3 code{background:none;padding:0}a{color:#0b57a4}h3,li,td{overflow-wrap:anywhere}',
  '.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}',
  'td{border:1px solid #ddd;padding:.25rem .5rem;vertical-align:top}td:first-child{width:26%}',
  'td:nth-child(2){width:30%}small,.needs{color:#666}section{border-top:1px solid #ddd;padding:.5rem 0}',
  'summary{cursor:pointer}ul{padding-left:1.2rem}',
].join('');

/** The reference as one page: no script, nothing loaded from anywhere, readable in any browser and without one. */
export function referencePage(document: OpenApiDocument): string {
  const byTag = new Map<string, { link: string; section: string }[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'other';
      const id = operation.operationId ?? `${method} ${path}`;
      const link = `<li><a href="#${escapeHtml(id)}">${code(`${method.toUpperCase()} ${path}`)}</a> ${prose(operation.summary ?? '')}</li>`;
      const section = operationSection(path, method, operation);
      byTag.set(tag, [...(byTag.get(tag) ?? []), { link, section }]);
    }
  }
  const { title, version, description = '' } = document.info;
  const contents = [...byTag].map(
    ([tag, parts]) => `<h3>${escapeHtml(tag)}</h3><ul>${parts.map(({ link }) => link).join('\n')}</ul>`,
  );
  const body = [...byTag].map(
    ([tag, parts]) => `<h2>${escapeHtml(tag)}</h2>${parts.map(({ section }) => section).join('\n')}`,
  );
  const shapes = Object.entries(document.components?.schemas ?? {})
    .filter(([name]) => isNamed(name))
    .map(shapeSection);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style></head><body><h1>${escapeHtml(title)} ${escapeHtml(version)}</h1>`,
    `<p>${prose(description)}</p><p>For machines: <a href="/openapi.json">openapi.json</a></p>`,
    ...contents,
    ...body,
    ...(shapes.length > 0 ? ['<h2>Shapes</h2>', ...shapes] : []),
    '</body></html>',
  ].join('\n');
}
