import { type Drawing, element, FAINT_INK, INK, shorten, text } from './svg.ts';

/** One part of a bar; negative parts are drawn to the left of zero. */
export interface BarPart {
  readonly series: number;
  /** Parts of one lane make up a whole and stand one after the other; lanes stand below each other. 0 where nothing is said. */
  readonly lane?: number;
  readonly minor: bigint;
}

export interface Bar {
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** What stands beside the bar, as text: the number that it shows. */
  readonly value: string;
}

export interface BarChart {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  /** Names of the series; a legend is drawn where there are several. */
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
  /** Instead of bars, where there are none. */
  readonly empty: string;
}

const WIDTH = 820;
const MARGIN = 24;
const LABEL_WIDTH = 180;
const VALUE_WIDTH = 190;
const TOP = 64;
const ROW = 34;
const THICKNESS = 20;
/** Where a bar has several lanes, each is thinner. */
const LANE = 12;
const LEGEND_ROW = 22;
const LEGEND_COLUMN = 230;

/**
 * Fills of the series: colours that people with colour blindness tell apart (Okabe and Ito, 2008), darkened to 3:1 against
 * the sheet (WCAG 2.2, 1.4.11), and each with a pattern of its own, so that no colour is needed.
 */
const FILLS = [
  { colour: '#0b5fa5', marks: '' },
  { colour: '#b8660b', marks: 'M0 8L8 0' },
  { colour: '#0f7a5c', marks: 'M0 4H8' },
  { colour: '#9c4a8b', marks: 'M4 0V8' },
  { colour: '#57606a', marks: 'M0 0L8 8M0 8L8 0' },
] as const;

const fillOf = (series: number) => `url(#series-${series % FILLS.length})`;

function patterns(count: number): string {
  const defined = FILLS.slice(0, count).map(({ colour, marks }, at) => {
    const ground = element('rect', { width: 8, height: 8, fill: colour });
    const lines = element('path', { d: marks, stroke: '#ffffff', 'stroke-width': 1.6, fill: 'none' });
    const size = { id: `series-${at}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
    return element('pattern', size, ground + (marks === '' ? '' : lines));
  });
  return element('defs', {}, defined.join(''));
}

function legend(series: readonly string[], y: number): string {
  return series
    .map((name, at) => {
      const x = MARGIN + (at % 3) * LEGEND_COLUMN;
      const top = y + Math.floor(at / 3) * LEGEND_ROW;
      return (
        element('rect', {
          x,
          y: top,
          width: 16,
          height: 12,
          fill: fillOf(at),
          stroke: INK,
          'stroke-width': 0.5,
        }) + text(x + 24, top + 11, shorten(name, 26), { 'font-size': 12 })
      );
    })
    .join('\n');
}

/** The parts of a bar by their lanes. */
function lanesOf({ parts }: Bar, lanes: number): BarPart[][] {
  return Array.from({ length: lanes }, (_, at) => parts.filter(({ lane = 0 }) => lane === at));
}

/** Greatest reach of a lane to either side of zero, in minor units. */
function reachOf(lanes: readonly (readonly BarPart[])[]): { readonly left: bigint; readonly right: bigint } {
  let [left, right] = [0n, 0n];
  for (const parts of lanes) {
    const sum = (isLeft: boolean) =>
      parts.reduce((total, { minor }) => total + (minor < 0n === isLeft ? minor : 0n), 0n);
    if (-sum(true) > left) left = -sum(true);
    if (sum(false) > right) right = sum(false);
  }
  return { left, right };
}

const PRECISION = 100_000n;

/** `minor` as a length, where `span` minor units are `length` long; exact to a hundred thousandth of it. */
function lengthOf(minor: bigint, span: bigint, length: number): number {
  return span === 0n ? 0 : (Number((minor * PRECISION) / span) / Number(PRECISION)) * length;
}

interface Place {
  readonly y: number;
  readonly zero: number;
  readonly thickness: number;
  readonly scale: (minor: bigint) => number;
}

function laneOf(parts: readonly BarPart[], { y, zero, thickness, scale }: Place): string[] {
  let [left, right] = [zero, zero];
  return parts
    .filter(({ minor }) => minor !== 0n)
    .map(({ series, minor }) => {
      const width = Math.max(scale(minor < 0n ? -minor : minor), 0.75);
      const x = minor < 0n ? left - width : right;
      if (minor < 0n) left -= width;
      else right += width;
      const fill = fillOf(series);
      return element('rect', { x, y, width, height: thickness, fill, 'data-minor': String(minor) });
    });
}

function barOf(bar: Bar, lanes: number, place: Place): string {
  const { label, value } = bar;
  const { y, thickness } = place;
  const middle = y + (lanes * thickness) / 2 + 5;
  const drawn = lanesOf(bar, lanes).flatMap((parts, at) =>
    laneOf(parts, { ...place, y: y + at * thickness }),
  );
  return element(
    'g',
    { role: 'listitem', 'aria-label': `${label}: ${value}` },
    [
      text(MARGIN + LABEL_WIDTH - 10, middle, shorten(label, 25), { 'text-anchor': 'end' }),
      ...drawn,
      text(WIDTH - MARGIN, middle, value, { 'text-anchor': 'end' }),
    ].join(''),
  );
}

/** Horizontal bars, whole, in parts, or several at a label; every bar has its label and its number beside it. */
export function barChart({ title, subtitle, description, series, bars, empty }: BarChart): Drawing {
  const lanes = 1 + Math.max(0, ...bars.flatMap(({ parts }) => parts.map(({ lane = 0 }) => lane)));
  const { left, right } = reachOf(bars.flatMap((bar) => lanesOf(bar, lanes)));
  const span = left + right;
  const room = WIDTH - 2 * MARGIN - LABEL_WIDTH - VALUE_WIDTH;
  const scale = (minor: bigint) => lengthOf(minor, span, room);
  const zero = MARGIN + LABEL_WIDTH + scale(left);
  const hasLegend = series.length > 1 && bars.length > 0;
  const legendHeight = hasLegend ? Math.ceil(series.length / 3) * LEGEND_ROW + 10 : 0;
  const rows = Math.max(bars.length, 1);
  const top = TOP + 14 + legendHeight;
  const thickness = lanes === 1 ? THICKNESS : LANE;
  const row = ROW - THICKNESS + lanes * thickness;
  const drawn = bars
    .map((bar, at) => barOf(bar, lanes, { y: top + at * row, zero, thickness, scale }))
    .join('\n');
  const axis = { x1: zero, x2: zero, y1: top - 6, y2: top + bars.length * row - 8, stroke: INK };
  const body = [
    patterns(series.length),
    text(MARGIN, TOP - 8, subtitle, { fill: FAINT_INK, 'font-size': 12 }),
    ...(hasLegend ? [legend(series, TOP + 8)] : []),
    ...(bars.length > 0
      ? [element('g', { role: 'list' }, drawn), element('line', axis)]
      : [text(MARGIN, top + 15, empty, { fill: FAINT_INK })]),
  ].join('\n');
  return { title, description, width: WIDTH, height: top + rows * row + 12, body };
}
