/** People and firms on a list, as the EU's XML writes them; all of them are made up. */
export interface EuEntity {
  readonly id: string;
  readonly names: readonly (string | { readonly text: string; readonly strong: boolean })[];
  readonly kind?: 'P' | 'E';
  readonly born?: string;
  readonly country?: string;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function entityXml({ id, names, kind = 'P', born, country }: EuEntity): string {
  const aliases = names.map((name) => {
    const { text, strong } = typeof name === 'string' ? { text: name, strong: true } : name;
    return `<nameAlias firstName="" middleName="" lastName="" wholeName="${escaped(text)}" function="" gender="M" title="" nameLanguage="" strong="${strong}" regulationLanguage="en" logicalId="1${id}"><regulationSummary regulationType="amendment" publicationDate="2022-02-23" numberTitle="2022/336 (OJ L58)" publicationUrl="http://example.org/"/></nameAlias>`;
  });
  const birth =
    born === undefined
      ? ''
      : `<birthdate circa="false" calendarType="GREGORIAN" city="" zipCode="" birthdate="${born.length === 10 ? born : ''}" year="${born.slice(0, 4)}" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="2${id}"/>`;
  const citizen =
    country === undefined
      ? ''
      : `<citizenship region="" countryIso2Code="${country}" countryDescription="" regulationLanguage="en" logicalId="3${id}"/>`;
  return `<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.${id}.1" logicalId="${id}"><remark>made up</remark><regulation regulationType="amendment" organisationType="council" publicationDate="2022-02-23" entryIntoForceDate="2022-02-24" numberTitle="2022/336 (OJ L58)" programme="UKR" logicalId="4${id}"><publicationUrl>http://example.org/act</publicationUrl></regulation><subjectType code="${kind === 'P' ? 'person' : 'enterprise'}" classificationCode="${kind}"/>${aliases.join('')}${citizen}${birth}</sanctionEntity>`;
}

/** A file of the EU's consolidated list. */
export function euListXml(
  entities: readonly EuEntity[],
  generationDate = '2026-06-01T10:00:00.000+02:00',
): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="${generationDate}" globalFileId="1">\n${entities.map(entityXml).join('\n')}\n</export>\n`;
}
