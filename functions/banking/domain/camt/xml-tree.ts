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
  return element?.children.find((one) => one.name === name);
}

export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}

/** The element at a path such as `Acct/Id/IBAN`. */
export function at(element: XmlElement | undefined, path: string): XmlElement | undefined {
  let found = element;
  for (const name of path.split('/')) found = child(found, name);
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
