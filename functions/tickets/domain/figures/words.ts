import type { Language } from '../../../../shared/charts/format-number.ts';
import type { By } from './figures.ts';
import type { Report } from './report.ts';

type Words = Readonly<Record<Language, string>>;

const TITLES: Readonly<Record<Report, Words>> = {
  flow: { de: 'Eingang, Ausgang und Bestand', en: 'Inflow, outflow and backlog' },
  times: { de: 'Reaktions- und Lösungszeit', en: 'Time to first response and to resolution' },
  sla: { de: 'Eingehaltene Zusagen', en: 'Promises kept' },
  reopened: { de: 'Wieder geöffnet', en: 'Reopened' },
  workload: { de: 'Auslastung', en: 'Workload' },
  time: { de: 'Arbeitszeit', en: 'Time spent' },
  satisfaction: { de: 'Zufriedenheit', en: 'Satisfaction' },
};

const BY_WORDS: Readonly<Record<By | 'day', Words>> = {
  total: { de: 'gesamt', en: 'in all' },
  team: { de: 'nach Team', en: 'by team' },
  category: { de: 'nach Kategorie', en: 'by category' },
  requester: { de: 'nach Melder', en: 'by requester' },
  priority: { de: 'nach Priorität', en: 'by priority' },
  agent: { de: 'nach Bearbeiter', en: 'by agent' },
  day: { de: 'nach Tag', en: 'by day' },
};

const COLUMN_WORDS: Readonly<Record<string, Words>> = {
  openAtStart: { de: 'offen am Anfang', en: 'open at the start' },
  openAtEnd: { de: 'offen am Ende', en: 'open at the end' },
  opened: { de: 'eingegangen', en: 'opened' },
  reopened: { de: 'wieder geöffnet', en: 'reopened' },
  resolved: { de: 'gelöst', en: 'resolved' },
  merged: { de: 'zusammengeführt', en: 'merged' },
  surveyed: { de: 'befragt', en: 'asked' },
  rated: { de: 'geantwortet', en: 'answered' },
  ratedShare: { de: 'geantwortet (%)', en: 'answered (%)' },
  ratingMean: { de: 'Mittel (1 bis 5)', en: 'mean (1 to 5)' },
  rated1: { de: '1 sehr unzufrieden', en: '1 very dissatisfied' },
  rated2: { de: '2', en: '2' },
  rated3: { de: '3', en: '3' },
  rated4: { de: '4', en: '4' },
  rated5: { de: '5 sehr zufrieden', en: '5 very satisfied' },
  spentMinutes: { de: 'Arbeitszeit (Min.)', en: 'time spent (min)' },
  movedIn: { de: 'übernommen', en: 'taken over' },
  movedOut: { de: 'abgegeben', en: 'handed on' },
  reopenedShare: { de: 'wieder geöffnet (%)', en: 'reopened (%)' },
};

const PARTS: readonly (readonly [string, Words])[] = [
  ['firstResponse', { de: 'Reaktion', en: 'first response' }],
  ['response', { de: 'Reaktion', en: 'first response' }],
  ['update', { de: 'Rückmeldung', en: 'update' }],
  ['resolution', { de: 'Lösung', en: 'resolution' }],
];
const ENDS: Readonly<Record<string, Words>> = {
  Count: { de: 'Anzahl', en: 'count' },
  Median: { de: 'Median (Min.)', en: 'median (min)' },
  P90: { de: '90 % bis (Min.)', en: '90 % within (min)' },
  Mean: { de: 'Mittel (Min.)', en: 'mean (min)' },
  Kept: { de: 'eingehalten', en: 'kept' },
  Missed: { de: 'verfehlt', en: 'missed' },
  Share: { de: 'eingehalten (%)', en: 'kept (%)' },
};

export function titleOf(report: Report, by: By | 'day', language: Language): string {
  return `${TITLES[report][language]} ${BY_WORDS[by][language]}`;
}

/** `resolutionBusinessP90` in words. */
export function columnWords(name: string, language: Language): string {
  const whole = COLUMN_WORDS[name];
  if (whole) return whole[language];
  const part = PARTS.find(([begin]) => name.startsWith(begin));
  if (!part) return name;
  const rest = name.slice(part[0].length);
  const isBusiness = rest.startsWith('Business');
  const end = ENDS[isBusiness ? rest.slice('Business'.length) : rest];
  const business = { de: ', Servicezeit', en: ', business time' }[language];
  return `${part[1][language]}${isBusiness ? business : ''}: ${end?.[language] ?? rest}`;
}

export function keyWords(by: By | 'day', key: string, language: Language): string {
  if (by === 'total') return { de: 'alle', en: 'all' }[language];
  return key === '-' ? { de: 'ohne', en: 'none' }[language] : key;
}
