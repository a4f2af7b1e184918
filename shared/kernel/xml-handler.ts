/** Where something stands in a text file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * What a reader of XML tells as it goes through the file. Names are local names: prefixes are cut off. Text may come in
 * several pieces; comments and processing instructions are left out.
 */
export interface XmlHandler {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, place: Place) => void;
  readonly text: (piece: string) => void;
  readonly close: (name: string, place: Place) => void;
}
