/* What somebody has written into a form, and what is wrong with it. Wrong fields are named, with a word of the page's own. */

export const FORM_FIELDS = ['title', 'description', 'name', 'email', 'category', 'files', 'website'] as const;
export type FormField = (typeof FORM_FIELDS)[number];

export const FORM_FAULTS = [
  'missing',
  'too-long',
  'no-address',
  'unknown-choice',
  'too-many-files',
  'files-too-large',
  'leave-empty',
  'no-number',
  'no-date',
  'no-choice',
] as const;
export type FormFault = (typeof FORM_FAULTS)[number];
/** Custom fields stand by the name of their input (`form-fields.ts`). */
export type FormFaults = Partial<Record<FormField | `field.${string}`, FormFault>>;

export const MAX_FORM_FILES = 5;
export const MAX_FORM_FILE_BYTES = 4_000_000;
const MAX_TITLE = 300;
const MAX_DESCRIPTION = 20_000;
const MAX_NAME = 100;
const MAX_EMAIL = 254;
/** As browsers check `type=email` (HTML Standard), and with a dot in the domain. */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;

export interface FilledForm {
  readonly title: string;
  readonly description: string;
  readonly name?: string | undefined;
  readonly email: string;
  readonly category?: string | undefined;
}

interface FileSize {
  readonly bytes: { readonly length: number };
}

/** One line: what stands between is a blank. */
export const line = (text: string | undefined) =>
  (text ?? '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
const text = (value: string | undefined) =>
  (value ?? '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();

/** @returns the form, or what is wrong with which field */
export function checkForm(
  fields: Readonly<Record<string, string>>,
  files: readonly FileSize[],
  categories: readonly { readonly code: string }[],
): { readonly filled: FilledForm; readonly faults: FormFaults } {
  const name = line(fields.name);
  const category = line(fields.category);
  const filled = {
    title: line(fields.title),
    description: text(fields.description),
    name: name === '' ? undefined : name,
    email: line(fields.email).toLowerCase(),
    category: category === '' ? undefined : category,
  };
  const found: readonly [FormField, FormFault | undefined][] = [
    ['title', wordsFault(filled.title, MAX_TITLE)],
    ['description', wordsFault(filled.description, MAX_DESCRIPTION)],
    ['name', name.length > MAX_NAME ? 'too-long' : undefined],
    ['email', addressFault(filled.email)],
    ['category', choiceFault(filled.category, categories)],
    ['files', filesFault(files)],
    ['website', line(fields.website) === '' ? undefined : 'leave-empty'],
  ];
  return { filled, faults: Object.fromEntries(found.filter(([, fault]) => fault !== undefined)) };
}

function wordsFault(words: string, max: number): FormFault | undefined {
  if (words === '') return 'missing';
  return words.length > max ? 'too-long' : undefined;
}

function addressFault(email: string): FormFault | undefined {
  if (email === '') return 'missing';
  return email.length > MAX_EMAIL || !ADDRESS.test(email) ? 'no-address' : undefined;
}

function choiceFault(choice: string | undefined, categories: readonly { readonly code: string }[]) {
  if (categories.length === 0) return choice === undefined ? undefined : 'unknown-choice';
  if (choice === undefined) return 'missing';
  return categories.some(({ code }) => code === choice) ? undefined : 'unknown-choice';
}

function filesFault(files: readonly FileSize[]): FormFault | undefined {
  if (files.length > MAX_FORM_FILES) return 'too-many-files';
  const sum = files.reduce((bytes, file) => bytes + file.bytes.length, 0);
  return sum > MAX_FORM_FILE_BYTES ? 'files-too-large' : undefined;
}
