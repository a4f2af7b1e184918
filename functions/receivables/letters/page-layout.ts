/**
 * Places of a business letter on A4, form B (DIN 5008:2020), in millimetres from the upper left corner. The window with
 * the return line begins at 45 mm, is 45 mm high and 85 mm wide; the text begins below it.
 */
export const PAGE = {
  left: 25,
  right: 190,
  /** The return line is set in the zone of 17.7 mm, the address in the one of 27.3 mm below. */
  window: { x: 25, y: 45, width: 80, returnLineY: 58.5, addressY: 62.7 },
  references: { x: 125, y: 50, width: 72 },
  subjectY: 98.5,
  furtherPagesY: 30,
  bottom: 262,
  footerY: 270,
  pageNumberY: 264,
  foldMarks: [105, 210],
  punchMark: 148.5,
} as const;

/** Widths of the columns of the table, in millimetres; amounts stand on the right. */
export const COLUMNS = [
  { width: 44, align: 'left' },
  { width: 31, align: 'left' },
  { width: 31, align: 'left' },
  { width: 24, align: 'left' },
  { width: 35, align: 'right' },
] as const;
