import type { ReportTable } from './report-table.ts';

/** What labels keep of the width; amounts are set smaller before they take it. */
const LABEL_SHARE = 0.25;
/** Points. */
const MIN_WIDTH = 48;
const GAP = 7;

export interface ColumnWidths {
  /** Of the columns of amounts. */
  readonly widths: readonly number[];
  /** The size in which the widest amount fits its column: an amount that is cut off would be another amount. */
  readonly amountSize: number;
  readonly labelWidth: number;
}

/** Columns as wide as their widest amount; smaller letters where they would leave no room for labels. In points. */
export function columnWidths(
  { columns, rows }: Pick<ReportTable, 'columns' | 'rows'>,
  width: number,
  size: number,
  widthOf: (text: string) => number,
): ColumnWidths {
  const natural = columns.slice(1).map((column, at) => {
    const texts = [column, ...rows.map(({ cells }) => cells[at] ?? '')];
    return texts.reduce((widest, text) => Math.max(widest, widthOf(text) + GAP), MIN_WIDTH);
  });
  const wanted = natural.reduce((sum, one) => sum + one, 0);
  const scale = Math.min(1, (width * (1 - LABEL_SHARE)) / Math.max(wanted, 1));
  return {
    widths: natural.map((one) => one * scale),
    amountSize: size * scale,
    labelWidth: width - wanted * scale,
  };
}
