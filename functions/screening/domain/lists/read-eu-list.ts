import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { refuse } from '../../errors.ts';
import { entryProblem, type ListEntry } from '../list-entry.ts';
import { EU_LIST, type ListedEntry, type ListFile } from './list-file.ts';
import { readXml, type XmlElement, type XmlRoot } from './read-xml.ts';

const NAMESPACE = 'http://eu.europa.ec/fpi/fsd/export';
/** `classificationCode` of `subjectType`. */
const KINDS: Readonly<Record<string, ListEntry['kind']>> = { P: 'person', E: 'entity' };
/**
 * Reads the consolidated list of persons, groups and entities subject to EU financial sanctions (FSF, XML 1.1: root `export` in the
 * namespace http://eu.europa.ec/fpi/fsd/export, one `sanctionEntity` each, all values in attributes) as it arrives.
 * @throws screening.unreadable-list where it is none, with the line
 */
export async function openEuList(bytes: AsyncIterable<Uint8Array>): Promise<ListFile> {
  const parts = readXml(bytes);
  const root = (await parts.next()).value;
  if (!root || !isRoot(root)) throw refuse('screening.unreadable-list', 'The file is empty.');
  if (root.namespace !== NAMESPACE || root.name !== 'export') {
    const detail = `Line 1: the root element ${root.name} in the namespace ${root.namespace || '(none)'} is not export in ${NAMESPACE}.`;
    throw refuse('screening.unreadable-list', detail, { extra: { line: 1 } });
  }
  const { generationDate } = root.attributes;
  return {
    list: EU_LIST,
    title: 'EU consolidated financial sanctions list',
    ...(generationDate ? { generatedAt: generationDate } : {}),
    headings: ['logicalId', 'euReferenceNumber', 'wholeName'],
    delimiter: ';',
    items: entriesOf(parts),
  };
}

function isRoot(part: XmlRoot | XmlElement): part is XmlRoot {
  return 'namespace' in part;
}

async function* entriesOf(
  parts: AsyncGenerator<XmlRoot | XmlElement, void, undefined>,
): AsyncGenerator<ListedEntry, void, undefined> {
  let number = 0;
  for await (const part of parts) {
    if (isRoot(part) || part.name !== 'sanctionEntity') continue;
    number += 1;
    const entry = readEntry(part);
    const problem = entryProblem(entry);
    const cells = [entry.id, entry.reference ?? '', entry.names[0]?.text ?? ''];
    const place = { firstRow: number, lastRow: number, source: [{ row: number, cells }], entry };
    yield problem === undefined ? place : { ...place, problem: `Line ${part.line}: ${problem}.` };
  }
}

function readEntry({ attributes, children }: XmlElement): ListEntry {
  const named = (name: string) => children.filter((child) => child.name === name);
  const [subjectType] = named('subjectType');
  const code = subjectType?.attributes.classificationCode ?? '';
  const regulation = newest(named('regulation'));
  const births = named('birthdate').flatMap(({ attributes: birth }) => birthOf(birth));
  const countries = [...named('citizenship'), ...named('address')].flatMap(({ attributes: of }) =>
    countryOf(of),
  );
  const { numberTitle, programme } = regulation?.attributes ?? {};
  return {
    id: attributes.logicalId ?? '',
    kind: KINDS[code] ?? 'unknown',
    names: namesOf(named('nameAlias')),
    ...(births.length ? { births: [...new Set(births)] } : {}),
    ...(countries.length ? { countries: [...new Set(countries)] } : {}),
    ...(attributes.euReferenceNumber ? { reference: attributes.euReferenceNumber } : {}),
    ...(programme ? { programme } : {}),
    ...(numberTitle ? { regulation: numberTitle } : {}),
  };
}

/** Strong names first: the first one is shown. The same name in several languages is one. */
function namesOf(aliases: readonly XmlElement[]): ListEntry['names'] {
  const names = new Map<string, boolean>();
  for (const { attributes } of aliases) {
    const { wholeName, firstName, middleName, lastName, strong } = attributes;
    const text = (wholeName || [firstName, middleName, lastName].filter(Boolean).join(' '))
      .replace(/\s+/g, ' ')
      .trim();
    if (text !== '') names.set(text, (names.get(text) ?? true) && strong === 'false');
  }
  const all = [...names].map(([text, weak]) => (weak ? { text, weak } : { text }));
  return [...all.filter(({ weak }) => !weak), ...all.filter(({ weak }) => weak)];
}

function birthOf({ birthdate = '', year = '', circa }: Readonly<Record<string, string>>): string[] {
  if (isCalendarDate(birthdate) && circa !== 'true') return [birthdate];
  const known = /^\d{4}/.exec(birthdate || year)?.[0];
  return known && known !== '0000' ? [known] : [];
}

function countryOf({ countryIso2Code = '' }: Readonly<Record<string, string>>): string[] {
  // Where it knows none, the list writes 00.
  return /^[A-Z]{2}$/.test(countryIso2Code) ? [countryIso2Code] : [];
}

function newest(regulations: readonly XmlElement[]): XmlElement | undefined {
  const dateOf = ({ attributes }: XmlElement) => attributes.publicationDate ?? '';
  return regulations.reduce<XmlElement | undefined>(
    (last, one) => (last && dateOf(last) >= dateOf(one) ? last : one),
    undefined,
  );
}
