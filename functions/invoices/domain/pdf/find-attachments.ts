import { PDF_LIMITS, type Pdf } from './open-pdf.ts';
import { tooLarge } from './pdf-limits.ts';
import {
  isArray,
  isDictionary,
  isReference,
  isStream,
  nameOf,
  type PdfStream,
  type PdfValue,
  textOf,
} from './pdf-value.ts';

/** A file inside a PDF; its content is unpacked when it is asked for. */
export interface Attachment {
  readonly name: string;
  /** `Alternative`, `Data`, `Source` and so on (ISO 32000-2, 7.11.3). */
  readonly relationship: string | undefined;
  readonly stream: PdfStream;
}

/**
 * The files that a PDF brings along: those of the catalog's `AF` array (PDF/A-3, ISO 19005-3 6.8) and of its name tree
 * `EmbeddedFiles` (ISO 32000-1, 7.7.4 and 7.9.6), each once.
 */
export function findAttachments({ catalog, follow }: Pdf): readonly Attachment[] {
  const found = new Map<PdfStream, Attachment>();
  const add = (value: PdfValue | undefined): void => {
    const specification = follow(value);
    if (!isDictionary(specification)) return;
    const files = follow(specification.get('EF'));
    if (!isDictionary(files)) return;
    const stream = follow(files.get('F') ?? files.get('UF') ?? null);
    const name = textOf(follow(specification.get('UF'))) ?? textOf(follow(specification.get('F')));
    if (!isStream(stream) || name === undefined || found.has(stream)) return;
    if (found.size >= PDF_LIMITS.attachments)
      throw tooLarge(`more than ${PDF_LIMITS.attachments} attachments`);
    found.set(stream, { name, relationship: nameOf(follow(specification.get('AFRelationship'))), stream });
  };
  const associated = follow(catalog.get('AF'));
  for (const one of isArray(associated) ? associated : [associated]) add(one);
  const names = follow(catalog.get('Names'));
  if (isDictionary(names)) walkNames(names.get('EmbeddedFiles'), follow, add);
  return [...found.values()];
}

/** The values of a name tree, node by node; a node that is its own descendant is walked once. */
function walkNames(
  root: PdfValue | undefined,
  follow: Pdf['follow'],
  visit: (value: PdfValue | undefined) => void,
): void {
  const waiting: (PdfValue | undefined)[] = [root];
  const seen = new Set<number>();
  for (let at = 0; at < waiting.length; at += 1) {
    const next = waiting[at];
    if (isReference(next)) {
      if (seen.has(next.object)) continue;
      seen.add(next.object);
    }
    const node = follow(next);
    if (!isDictionary(node)) continue;
    const pairs = follow(node.get('Names'));
    if (isArray(pairs)) for (let pair = 1; pair < pairs.length; pair += 2) visit(pairs[pair]);
    const kids = follow(node.get('Kids'));
    if (!isArray(kids)) continue;
    if (waiting.length + kids.length > PDF_LIMITS.nameTreeNodes) {
      throw tooLarge(`a tree of attachments with more than ${PDF_LIMITS.nameTreeNodes} nodes`);
    }
    waiting.push(...kids);
  }
}
