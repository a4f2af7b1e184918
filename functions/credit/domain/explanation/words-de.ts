import { groupLeftMinor, leftMinor } from './criteria.ts';
import type { Words } from './words.ts';

const max = (a: bigint, b: bigint) => (a > b ? a : b);

export const GERMAN: Words = {
  thousands: '.',
  decimal: ',',
  decision: {
    approved: 'Die Bestellung auf Rechnung wurde automatisch freigegeben.',
    referred:
      'Die Bestellung auf Rechnung wurde nicht automatisch entschieden: Ein Mensch sieht sie sich an.',
    declined: 'Die Bestellung auf Rechnung wurde automatisch abgelehnt.',
  },
  byPerson: (what, on) =>
    `Danach hat ein Mensch am ${on.split('-').reverse().join('.')} entschieden: ${what === 'released' ? 'Die Bestellung wurde freigegeben.' : 'Es bleibt bei der Ablehnung.'}`,
  underReview: 'Ein Mensch prüft die Entscheidung zurzeit.',
  criteria: {
    account: {
      title: 'Kauf auf Rechnung',
      finding: ({ facts }) =>
        facts.hasProfile
          ? 'Für Sie ist der Kauf auf Rechnung eingerichtet.'
          : 'Der Kauf auf Rechnung ist für Sie noch nicht eingerichtet.',
      change: () => 'Wir müssten den Kauf auf Rechnung für Sie einrichten.',
    },
    block: {
      title: 'Sperren',
      finding: ({ facts }) =>
        facts.blocks.length > 0 ? 'Ihr Kundenkonto ist gesperrt.' : 'Ihr Kundenkonto ist nicht gesperrt.',
      change: () => 'Die Sperre müsste aufgehoben werden. Warum sie besteht, sagen wir Ihnen auf Anfrage.',
    },
    sanctions: {
      title: 'Abgleich mit Sanktionslisten',
      finding: (_, isDecisive) =>
        isDecisive
          ? 'Ihr Name ist einem Eintrag auf einer Sanktionsliste gleich oder ähnlich.'
          : 'Der Abgleich sprach nicht gegen die Bestellung.',
      change: () => 'Es müsste geklärt sein, dass der Eintrag jemand anderen meint.',
    },
    currency: {
      title: 'Währung',
      finding: ({ facts: { currency, limitCurrency = currency } }) =>
        currency === limitCurrency
          ? `Die Bestellung ist in ${currency}.`
          : `Die Bestellung ist in ${currency}, Ihr Kreditrahmen in ${limitCurrency}.`,
      change: ({ facts: { limitCurrency = '' } }) => `Die Bestellung müsste in ${limitCurrency} sein.`,
    },
    limit: {
      title: 'Kreditrahmen',
      finding: ({ facts, money }) =>
        facts.limitMinor === undefined
          ? 'Für Sie ist kein eigener Kreditrahmen festgelegt.'
          : `Ihr Kreditrahmen beträgt ${money(facts.limitMinor)}. Offene Rechnungen, Lieferungen und andere Bestellungen, abzüglich Vorauszahlungen, machen ${money(facts.exposureMinor)} aus. Diese Bestellung beträgt ${money(facts.amountMinor)}.`,
      change: ({ facts, money }) => {
        const left = leftMinor(facts);
        if (left === undefined) return 'Wir müssten einen Kreditrahmen für Sie festlegen.';
        const less = left > 0n ? `Die Bestellung dürfte höchstens ${money(left)} betragen, oder es` : 'Es';
        return `${less} müssten zuvor ${money(max(facts.amountMinor - left, 0n))} bezahlt sein.`;
      },
    },
    group: {
      title: 'Gemeinsamer Kreditrahmen',
      finding: ({ facts, money }) =>
        facts.groupLimitMinor === undefined
          ? 'Sie teilen sich keinen Kreditrahmen mit anderen.'
          : `Sie teilen sich einen Kreditrahmen von ${money(facts.groupLimitMinor)}; davon sind ${money(facts.groupExposureMinor ?? 0n)} in Anspruch genommen.`,
      change: ({ facts, money }) =>
        `Im gemeinsamen Rahmen müssten ${money(facts.amountMinor)} frei sein; frei sind ${money(max(groupLeftMinor(facts) ?? 0n, 0n))}.`,
    },
    parts: {
      title: 'Grenzen für einzelne Teile',
      finding: (_, isDecisive) =>
        isDecisive
          ? 'Ein Teil dessen, was offen ist (Bestellungen, Lieferungen, Rechnungen oder Überfälliges), liegt über der Grenze, die für ihn gilt.'
          : 'Kein Teil liegt über einer eigenen Grenze.',
      change: () => 'Offene Rechnungen müssten bezahlt sein, oder die Bestellung kleiner.',
    },
    newCustomer: {
      title: 'Neue Kundschaft',
      finding: ({ facts: { isNewCustomer, documentMaximumMinor }, money }) =>
        isNewCustomer && documentMaximumMinor !== undefined
          ? `Sie sind noch nicht lange Kundin oder Kunde. Bis auf Weiteres gilt je Bestellung ein Höchstbetrag von ${money(documentMaximumMinor)}.`
          : 'Ein Höchstbetrag für neue Kundschaft gilt für Sie nicht.',
      change: ({ facts: { documentMaximumMinor = 0n }, money }) =>
        `Die Bestellung dürfte höchstens ${money(documentMaximumMinor)} betragen.`,
    },
    overdue: {
      title: 'Überfällige Rechnungen',
      finding: ({ facts: { overdueMinor, oldestOverdueDays }, money }) =>
        overdueMinor > 0n
          ? `${money(overdueMinor)} sind überfällig, die älteste Rechnung seit ${oldestOverdueDays} Tagen.`
          : 'Keine Rechnung ist überfällig.',
      change: ({ facts: { overdueMinor }, money }) =>
        `Die überfälligen ${money(overdueMinor)} müssten bezahlt sein.`,
    },
    dunning: {
      title: 'Mahnungen',
      finding: ({ facts: { dunningLevel } }) =>
        dunningLevel === 0
          ? 'Keine offene Rechnung ist angemahnt.'
          : `Eine offene Rechnung ist in Mahnstufe ${dunningLevel}.`,
      change: () => 'Die angemahnten Rechnungen müssten bezahlt sein.',
    },
    class: {
      title: 'Einschätzung des Zahlungsausfalls',
      finding: ({ facts: { riskClass, score } }) =>
        riskClass === undefined
          ? 'Sie sind keiner Risikoklasse zugeordnet.'
          : `Sie sind der Risikoklasse ${riskClass} zugeordnet${score === undefined ? '' : `, mit ${score} Punkten`}. A ist die beste Klasse.`,
      change: () =>
        'Die Zuordnung müsste besser sein. Sagen Sie uns, wenn Angaben, auf denen sie beruht, falsch oder veraltet sind.',
    },
    cover: {
      title: 'Versicherung und Sicherheiten',
      finding: ({ facts: { insuredMinor, collateralMinor }, money }) => {
        const covered = (insuredMinor ?? 0n) + (collateralMinor ?? 0n);
        return covered === 0n
          ? 'Forderungen gegen Sie sind nicht versichert oder besichert.'
          : `Versicherung und Sicherheiten decken ${money(covered)}.`;
      },
      change: () => 'Es müsste eine weitere Sicherheit gestellt oder die Bestellung kleiner sein.',
    },
  },
  ownRule: { title: 'Weitere Regel', change: 'Was dafür nötig ist, sagen wir Ihnen auf Anfrage.' },
  factNames: {
    amount: 'Bestellwert',
    limit: 'Kreditrahmen',
    exposure: 'Inanspruchnahme',
    available: 'freier Rahmen',
    groupLimit: 'gemeinsamer Rahmen',
    groupAvailable: 'freier gemeinsamer Rahmen',
    openItems: 'offene Rechnungen',
    overdue: 'überfällige Rechnungen',
    overdueShare: 'Anteil des Überfälligen',
    oldestOverdueDays: 'älteste überfällige Rechnung',
    dunningLevel: 'Mahnungen',
    riskClass: 'Risikoklasse',
    score: 'Punkte',
    isNewCustomer: 'neue Kundschaft',
    customerDays: 'Dauer der Geschäftsbeziehung',
    isBlocked: 'Sperre',
    blockReason: 'Sperre',
    mustBeCovered: 'Besicherung',
    insuranceCover: 'Versicherung',
    insuranceState: 'Versicherung',
    collateral: 'Sicherheiten',
    sanctionsState: 'Sanktionslisten',
    deliveryInDays: 'Liefertermin',
    externalClass: 'Auskunft einer Auskunftei',
    headroom: 'freier Rahmen nach der Bestellung',
  },
  otherFact: 'weitere Angabe',
  points: (parts) =>
    `Die Punkte setzen sich so zusammen: ${parts.map(({ what, points }) => `${what} ${points}`).join(', ')}.`,
  procedure: [
    'Jede Bestellung auf Rechnung wird nach denselben Regeln geprüft, einzeln und in jedem Punkt, der hier steht.',
    'Spricht ein Punkt gegen die Bestellung, wird sie abgelehnt; verlangt ein Punkt, dass ein Mensch sie ansieht, geschieht das; sonst wird sie freigegeben. Das strengste Ergebnis gilt.',
    'Verwendet werden die Bestellung, was zwischen uns offen ist und wie bezahlt wurde, was wir über Sie als Kundin oder Kunden festgehalten haben und, soweit angegeben, Auskünfte von Auskunfteien und Versicherern.',
  ],
  rights: [
    'Sie können verlangen, dass ein Mensch die Entscheidung prüft, Ihren Standpunkt darlegen und die Entscheidung anfechten (Art. 22 Abs. 3 DSGVO).',
    'Sie können Auskunft über alle Daten verlangen, die wir über Sie gespeichert haben, falsche berichtigen und nicht mehr nötige löschen lassen (Art. 15, 16, 17 DSGVO) und der Verarbeitung widersprechen (Art. 21 DSGVO).',
    'Sie können sich bei einer Aufsichtsbehörde für den Datenschutz beschweren (Art. 77 DSGVO).',
  ],
};
