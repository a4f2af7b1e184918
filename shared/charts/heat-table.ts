import { type Drawing, element, FAINT_INK, INK, shorten, text } from './svg.ts';

export interface HeatCell {
  /** 0 to 100: how deep the cell is shaded. */
  readonly percent: number;
  /** What stands in it; a second line below. */
  readonly value: string;
  readonly detail?: string | undefined;
}

export interface HeatTable {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly rowsLabel: string;
  readonly columnsLabel: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly (HeatCell | undefined)[] }[];
  readonly empty: string;
}

const MARGIN = 24;
const LABEL_WIDTH = 110;
const TOP = 108;
const CELL = { width: 84, height: 44 };
const MIN_WIDTH = 480;
/** The text stays dark: at full depth it still has 7:1 against this blue (WCAG 2.2, 1.4.6). */
const DEEPEST = { red: 130, green: 178, blue: 222 };

function shade(percent: number): string {
  const part = Math.max(0, Math.min(percent, 100)) / 100;
  const tone = (deepest: number) => Math.round(255 - (255 - deepest) * part);
  return `rgb(${tone(DEEPEST.red)},${tone(DEEPEST.green)},${tone(DEEPEST.blue)})`;
}

function cellOf(cell: HeatCell | undefined, x: number, y: number, isDiagonal: boolean, name: string): string {
  // The darker frame lies within its cell: the neighbours are drawn over what sticks out.
  const inset = isDiagonal ? 1 : 0;
  const frame = {
    x: x + inset, y: y + inset, width: CELL.width - 2 * inset, height: CELL.height - 2 * inset, fill: cell ? shade(cell.percent) : '#ffffff',
    stroke: isDiagonal ? INK : '#d0d7de', 'stroke-width': isDiagonal ? 1.6 : 1,
  }; // biome-ignore format: a record
  if (!cell) return element('rect', frame);
  const middle = x + CELL.width / 2;
  const texts = [
    text(middle, y + (cell.detail ? 19 : 26), cell.value, { 'text-anchor': 'middle', 'font-weight': 600 }),
    ...(cell.detail ? [text(middle, y + 35, cell.detail, { 'text-anchor': 'middle', 'font-size': 11 })] : []),
  ];
  const label = `${name}: ${cell.value}${cell.detail ? `, ${cell.detail}` : ''}`;
  return element('g', { role: 'listitem', 'aria-label': label }, element('rect', frame) + texts.join(''));
}

/** A table whose cells are shaded by their share; the numbers stand in the cells, who stayed has a darker frame. */
export function heatTable(table: HeatTable): Drawing {
  const { title, subtitle, description, columns, rows, empty } = table;
  const left = MARGIN + LABEL_WIDTH;
  const heads = columns.map((name, at) =>
    text(left + (at + 0.5) * CELL.width, TOP - 8, shorten(name, 12), {
      'text-anchor': 'middle',
      'font-weight': 600,
    }),
  );
  const lines = rows.map(({ label, cells }, row) => {
    const y = TOP + row * CELL.height;
    const drawn = cells.map((cell, at) => {
      const column = columns[at] ?? '';
      return cellOf(cell, left + at * CELL.width, y, column === label, `${label} → ${column}`);
    });
    const head = text(left - 10, y + 26, shorten(label, 14), { 'text-anchor': 'end', 'font-weight': 600 });
    return head + drawn.join('');
  });
  const body = [
    text(MARGIN, 56, subtitle, { fill: FAINT_INK, 'font-size': 12 }),
    ...(rows.length === 0
      ? [text(MARGIN, TOP, empty, { fill: FAINT_INK })]
      : [
          text(left, TOP - 28, `${table.columnsLabel} →`, { fill: FAINT_INK, 'font-size': 12 }),
          text(MARGIN, TOP - 8, `${table.rowsLabel} ↓`, { fill: FAINT_INK, 'font-size': 12 }),
          ...heads,
          element('g', { role: 'list' }, lines.join('\n')),
        ]),
  ].join('\n');
  const width = Math.max(MIN_WIDTH, left + columns.length * CELL.width + MARGIN);
  return { title, description, width, height: TOP + Math.max(rows.length, 1) * CELL.height + MARGIN, body };
}
