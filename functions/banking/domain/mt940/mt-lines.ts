import { refuse } from '../../errors.ts';

/** A field of a SWIFT message: `:61:` and its lines. */
export interface MtField {
  readonly tag: string;
  readonly lines: string[];
  readonly line: number;
}

/** Longer lines are no SWIFT lines: one has at most 65 characters, and banks write some hundreds. */
export const MAX_LINE_CHARACTERS = 10_000;
const MAX_FIELD_LINES = 500;

/**
 * Cuts text into fields as it arrives. A line that begins with a tag begins a field, `-` or `-}` ends a message, what
 * stands before the first tag (block headers) is passed over.
 */
export function mtFieldReader(onField: (field: MtField) => void, onMessageEnd: (line: number) => void) {
  let rest = '';
  let number = 0;
  let field: MtField | undefined;

  function endField(): void {
    if (field) onField(field);
    field = undefined;
  }

  function take(raw: string): void {
    number += 1;
    const line = raw.replace(/\r$/, '').replace(/^\{1:.*\{4:\s*/, '');
    const [, tag, value] = /^:(\d{2}[A-Z]?):(.*)$/s.exec(line) ?? [];
    if (tag !== undefined) {
      endField();
      field = { tag, lines: [value ?? ''], line: number };
    } else if (/^-\}?/.test(line) && !/^-[^}]/.test(line)) {
      endField();
      onMessageEnd(number);
    } else if (field && line.trim() !== '') {
      if (field.lines.length === MAX_FIELD_LINES)
        throw refuse(
          'banking.file-limits',
          `Line ${number}: field :${field.tag}: has more than ${MAX_FIELD_LINES} lines.`,
        );
      field.lines.push(line);
    }
  }

  return {
    write: (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
      if (rest.length > MAX_LINE_CHARACTERS)
        throw refuse(
          'banking.file-limits',
          `Line ${number + 1} has more than ${MAX_LINE_CHARACTERS} characters.`,
        );
    },
    end: () => {
      if (rest !== '') take(rest);
      endField();
      onMessageEnd(number);
    },
    lineNow: () => number + 1,
  };
}
