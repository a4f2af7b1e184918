import type { Place } from '../../../../shared/kernel/xml-handler.ts';

/** An element that is small enough to be held whole. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly place: Place;
  readonly children: XmlElement[];
  text: string;
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined;
  for (const one of element.children) if (one.name === name) return one;
  return undefined;
}

export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}

/** The element at a path such as `Acct/Id/IBAN`. */
export function at(element: XmlElement | undefined, path: string): XmlElement | undefined {
  let found = element;
  // Most elements are not there: paths are cut only as far as there is something to look into.
  for (let from = 0; found && from <= path.length; ) {
    const slash = path.indexOf('/', from);
    const to = slash < 0 ? path.length : slash;
    found = child(found, path.slice(from, to));
    from = to + 1;
  }
  return found;
}

/** Text of the element at the first of the paths where there is any. */
export function textAt(element: XmlElement | undefined, ...paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const text = at(element, path)?.text.trim();
    if (text) return text;
  }
  return undefined;
}
