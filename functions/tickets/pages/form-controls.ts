import { isCalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { CustomField } from '../domain/desk/fields.ts';
import type { FormFaults } from '../domain/forms/check-form.ts';
import { type AskedFields, inputOf, NO, YES } from '../domain/forms/form-fields.ts';
import type { FormWords } from './form-words.ts';
import { escapeHtml } from './html.ts';

interface Labelled {
  /** Of the field; its id, too. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly attributes?: readonly string[] | undefined;
  readonly control: (attributes: string) => string;
}

/** A control with its label; hint and fault are read out with it. */
export function labelled({ name, label, hint, fault, attributes = [], control }: Labelled): string {
  const id = escapeHtml(name);
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean);
  const all = [
    `id="${id}" name="${id}"`,
    ...(described.length > 0 ? [`aria-describedby="${described.join(' ')}"`] : []),
    ...(fault ? ['aria-invalid="true"'] : []),
    ...attributes,
  ];
  return [
    `<label for="${id}">${escapeHtml(label)}</label>`,
    hint ? `<p class="hint" id="${id}-hint">${escapeHtml(hint)}</p>` : '',
    fault ? `<p class="fault" id="${id}-fault">${escapeHtml(fault)}</p>` : '',
    control(all.join(' ')),
  ]
    .filter(Boolean)
    .join('\n');
}

export function inputOfType(type: string, value: string) {
  return (attributes: string) => `<input type="${type}" ${attributes} value="${escapeHtml(value)}">`;
}

/** A choice of values with their words; none is chosen beforehand. */
export function selectOf(choices: readonly (readonly [string, string])[], value: string, first: string) {
  const options = [['', first] as const, ...choices].map(([code, label]) => {
    const chosen = code !== '' && code === value ? ' selected' : '';
    return `<option value="${escapeHtml(code)}"${chosen}>${escapeHtml(label)}</option>`;
  });
  return (attributes: string) => `<select ${attributes}>${options.join('')}</select>`;
}

/** The fields of a category, and which category it is: whoever sends the page was asked for these. */
export function customFields(
  { category, fields }: AskedFields,
  written: Readonly<Record<string, string>>,
  faults: FormFaults,
  words: FormWords,
): string[] {
  const shown = fields.map((field) => {
    const name = inputOf(field);
    const fault = faults[name];
    return labelled({
      name,
      label: field.required === 'on-open' ? field.label : `${field.label} (${words.optional})`,
      fault: fault && words.faults[fault],
      attributes: field.type === 'number' ? ['inputmode="decimal"'] : [],
      control: controlOf(field, written[name] ?? '', words),
    });
  });
  return [`<input type="hidden" name="shown" value="${escapeHtml(category)}">`, ...shown];
}

function controlOf({ type, choices = [] }: CustomField, value: string, words: FormWords) {
  switch (type) {
    case 'choice':
      return selectOf(
        choices.map((choice) => [choice, choice] as const),
        value,
        words.choose,
      );
    case 'yes-no':
      return selectOf(
        [
          [YES, words.yes],
          [NO, words.no],
        ],
        value,
        words.choose,
      );
    // Browsers show nothing in a field for days or numbers of what is none: as text it stays, and is said to be wrong.
    case 'date':
      return inputOfType(value === '' || isCalendarDate(value) ? 'date' : 'text', value);
    default:
      return inputOfType('text', value);
  }
}
