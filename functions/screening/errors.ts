import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of screening. That somebody stands on a list is no refusal but a result. */
export const refuse = catalogue({
  'screening.unreadable-list': { kind: 'invalid', title: 'The file is no sanctions list that can be read' },
  'screening.invalid-entry': { kind: 'invalid', title: 'The entry of the list cannot be taken' },
  'screening.list-too-large': { kind: 'too-large', title: 'The list has more than can be matched' },
  'screening.empty-list': { kind: 'invalid', title: 'The list has no entry' },
  'screening.unknown-list': { kind: 'missing', title: 'There is no such list' },
  'screening.unknown-version': { kind: 'missing', title: 'There is no such version of the list' },
  'screening.not-confirmed': { kind: 'conflict', title: 'The version needs to be confirmed' },
  'screening.no-list': { kind: 'conflict', title: 'There is no list to screen against' },
  'screening.unknown-hit': { kind: 'missing', title: 'There is no such hit' },
  'screening.not-decidable': { kind: 'conflict', title: 'The hit cannot be decided like this now' },
  'screening.unknown-run': { kind: 'missing', title: 'There is no such run' },
  'screening.invalid-settings': { kind: 'invalid', title: 'The settings cannot be kept like this' },
});
