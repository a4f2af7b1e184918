import type { FormFault } from '../domain/forms/check-form.ts';
import type { Language } from '../domain/forms/language.ts';

export type FormNotice = 'faults' | 'more-fields' | 'too-old' | 'too-fast' | 'sent-before' | 'too-many';

export interface FormWords {
  readonly labels: Readonly<
    Record<'title' | 'description' | 'name' | 'email' | 'category' | 'files' | 'website', string>
  >;
  readonly optional: string;
  readonly choose: string;
  readonly yes: string;
  readonly no: string;
  readonly filesHint: string;
  readonly send: string;
  readonly faults: Readonly<Record<FormFault, string>>;
  readonly notices: Readonly<Record<FormNotice, string>>;
  readonly chooseFilesAgain: string;
  readonly sent: string;
  readonly number: string;
  readonly answerTo: string;
  /** Above articles that may answer what was written. */
  readonly mayHelp: string;
}

export const FORM_WORDS: Readonly<Record<Language, FormWords>> = {
  de: {
    labels: {
      title: 'Worum geht es?',
      description: 'Beschreibung',
      name: 'Ihr Name',
      email: 'Ihre E-Mail-Adresse',
      category: 'Thema',
      files: 'Dateien',
      website: 'Dieses Feld bitte leer lassen',
    },
    optional: 'freiwillig',
    choose: 'Bitte wählen',
    yes: 'Ja',
    no: 'Nein',
    filesHint: 'Höchstens 5 Dateien, zusammen 4 MB.',
    send: 'Absenden',
    faults: {
      missing: 'Bitte ausfüllen.',
      'too-long': 'Das ist zu lang; bitte kürzen.',
      'no-address': 'Bitte eine E-Mail-Adresse wie name@beispiel.de angeben.',
      'unknown-choice': 'Bitte eines der Themen wählen.',
      'too-many-files': 'Es sind höchstens 5 Dateien möglich.',
      'files-too-large': 'Die Dateien haben zusammen mehr als 4 MB.',
      'leave-empty': 'Dieses Feld fängt Programme ab; bitte leeren und noch einmal absenden.',
      'no-number': 'Bitte eine Zahl wie 12 oder 1,5 angeben.',
      'no-date': 'Bitte einen Tag wie 31.12.2026 angeben.',
      'no-choice': 'Bitte eine der Möglichkeiten wählen.',
    },
    notices: {
      faults: 'Es fehlt noch etwas; nichts ist verloren.',
      'more-fields': 'Zu diesem Thema brauchen wir noch ein paar Angaben.',
      'too-old': 'Die Seite war zu lange offen. Bitte noch einmal absenden; Ihre Angaben stehen noch da.',
      'too-fast': 'Das ging schneller, als Menschen schreiben. Bitte noch einmal absenden.',
      'sent-before': 'Das haben Sie schon gesendet. Zum Melden von etwas anderem bitte noch einmal absenden.',
      'too-many': 'Von hier kam in der letzten Stunde schon viel. Bitte später noch einmal absenden.',
    },
    chooseFilesAgain: 'Dateien bitte noch einmal auswählen.',
    sent: 'Ihre Meldung ist angekommen',
    number: 'Die Nummer ist',
    answerTo: 'Wir antworten an',
    mayHelp: 'Vielleicht hilft das schon',
  },
  en: {
    labels: {
      title: 'What is it about?',
      description: 'Description',
      name: 'Your name',
      email: 'Your email address',
      category: 'Topic',
      files: 'Files',
      website: 'Please leave this field empty',
    },
    optional: 'optional',
    choose: 'Please choose',
    yes: 'Yes',
    no: 'No',
    filesHint: 'At most 5 files, 4 MB together.',
    send: 'Send',
    faults: {
      missing: 'Please fill this in.',
      'too-long': 'This is too long; please shorten it.',
      'no-address': 'Please give an email address like name@example.com.',
      'unknown-choice': 'Please choose one of the topics.',
      'too-many-files': 'At most 5 files are possible.',
      'files-too-large': 'The files have more than 4 MB together.',
      'leave-empty': 'This field catches programs; please empty it and send again.',
      'no-number': 'Please give a number like 12 or 1.5.',
      'no-date': 'Please give a day like 2026-12-31.',
      'no-choice': 'Please choose one of these.',
    },
    notices: {
      faults: 'Something is missing; nothing is lost.',
      'more-fields': 'About this topic, there is a little more to say.',
      'too-old': 'The page was open for too long. Please send it again; what you wrote still stands here.',
      'too-fast': 'That was faster than people write. Please send it again.',
      'sent-before': 'You have sent this already. To report something else, please send it again.',
      'too-many': 'Much has come from here in the last hour. Please send it again later.',
    },
    chooseFilesAgain: 'Please choose the files again.',
    sent: 'Your message has arrived',
    number: 'The number is',
    answerTo: 'We answer to',
    mayHelp: 'This may help already',
  },
};
