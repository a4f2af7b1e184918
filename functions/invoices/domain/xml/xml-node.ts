/** An element with what is in it. */
export interface XmlNode {
  /** Local name behind the usual prefix of its namespace (`cbc:ID`), whatever prefix the file uses; `?:` before names of others. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** Attributes without namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
  readonly children: XmlNode[];
}

/** The first element below `node` along a path: `child(line, 'cac:Item', 'cbc:Name')`. */
export function child(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => at?.children.find((one) => one.name === name), node);
}

export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((one) => one.name === name) ?? [];
}

/** The text without white space around it, or undefined where nothing is left. */
export function textOf(node: XmlNode | undefined): string | undefined {
  const text = node?.text.trim();
  return text === '' ? undefined : text;
}

export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  return textOf(child(node, ...path));
}

/** An attribute without white space around it, or undefined where it is absent or empty. */
export function attributeOf(node: XmlNode | undefined, name: string): string | undefined {
  const text = node?.attributes.get(name)?.trim();
  return text === '' ? undefined : text;
}
