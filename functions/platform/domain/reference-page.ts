/** The parts of an OpenAPI document that the page shows. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: unknown;
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: unknown }>
  >;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: unknown;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function details(title: string, content: unknown): string {
  if (content === undefined) return '';
  const text = escapeHtml(JSON.stringify(content, undefined, 2));
  return `<details><summary>${escapeHtml(title)}</summary><pre>${text}</pre></details>`;
}

function parameterList(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(place)}${required ? ', required' : ''}</td>` +
      `<td>${escapeHtml(description ?? '')}</td><td><code>${escapeHtml(JSON.stringify(schema ?? {}))}</code></td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function operationSection(path: string, method: string, operation: Operation): string {
  const { operationId = `${method} ${path}`, summary = '', description = '', responses = {} } = operation;
  const answers = Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, answer]) => details(`${status}: ${answer.description ?? ''}`, answer.content ?? {}));
  return [
    `<section id="${escapeHtml(operationId)}">`,
    `<h3><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h3>`,
    `<p><strong>${escapeHtml(summary)}</strong> ${escapeHtml(description)}</p>`,
    parameterList(operation.parameters ?? []),
    details('Body', operation.requestBody),
    ...answers,
    '</section>',
  ].join('\n');
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}' +
  'pre{background:#f6f6f6;padding:.75rem;overflow:auto}table{border-collapse:collapse}' +
  'td{border:1px solid #ddd;padding:.2rem .5rem;vertical-align:top}section{border-top:1px solid #ddd}';

/** The reference as one page: no script, nothing loaded from anywhere, readable in any browser and without one. */
export function referencePage(document: OpenApiDocument): string {
  const byTag = new Map<string, { link: string; section: string }[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'other';
      const id = operation.operationId ?? `${method} ${path}`;
      const link = `<li><a href="#${escapeHtml(id)}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></a> ${escapeHtml(operation.summary ?? '')}</li>`;
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
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style></head><body><h1>${escapeHtml(title)} ${escapeHtml(version)}</h1>`,
    `<p>${escapeHtml(description)}</p><p>For machines: <a href="/openapi.json">openapi.json</a></p>`,
    ...contents,
    ...body,
    '</body></html>',
  ].join('\n');
}
