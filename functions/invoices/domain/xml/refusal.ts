/** Why bytes are not read, with the place where that was seen. Caught by `readInvoice`. */
export class XmlRefusal extends Error {
  override readonly name = 'XmlRefusal';
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;

  constructor(reason: string, line = 0, column = 0) {
    super(reason);
    this.line = line;
    this.column = column;
  }
}
