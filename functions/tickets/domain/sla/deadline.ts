import { type BusinessCalendar, businessSpans, type Span } from './business-calendar.ts';

/** Days after which no deadline is looked for: an hour a week, or a pause without end, must not be counted for ever. */
const HORIZON_DAYS = 20 * 366;

/** Spans in order, those that touch or overlap made one; what is empty or turned round is left out. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (from >= to) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** What is left of a span between pauses; pauses are merged and in order. */
function* without(span: Span, pauses: readonly Span[]): Generator<Span> {
  let { from } = span;
  for (const pause of pauses) {
    if (pause.to <= from) continue;
    if (pause.from >= span.to) break;
    if (pause.from > from) yield { from, to: pause.from };
    from = pause.to;
  }
  if (from < span.to) yield { from, to: span.to };
}

/**
 * When `target` milliseconds of business time have passed since `start`, pauses not counted. A pause counts only as far as
 * it began before the deadline as it then stood. A deadline that falls on closing time stays on that day: Friday 17:00 and
 * 60 minutes are Friday 18:00, not Monday. Nothing where it lies more than
 * twenty years away, or the calendar has no business time at all.
 */
export function deadlineOf(
  calendar: BusinessCalendar,
  {
    start,
    target,
    pauses,
  }: { readonly start: number; readonly target: number; readonly pauses: readonly Span[] },
): number | undefined {
  if (target === 0) return start;
  const merged = mergeSpans(pauses);
  let left = target;
  for (const span of businessSpans(calendar, start)) {
    if (span.from > start + HORIZON_DAYS * 86_400_000) break;
    for (const counted of without(span, merged)) {
      const length = counted.to - counted.from;
      if (left <= length) return counted.from + left;
      left -= length;
    }
  }
  return undefined;
}
