import { catalogue } from '../../shared/kernel/errors.ts';

export const refuse = catalogue({
  'companies.may-not-create': { kind: 'forbidden', title: 'You may not create companies' },
  'companies.exists-otherwise': { kind: 'conflict', title: 'The company exists with other settings' },
  'companies.fixed-setting': { kind: 'invalid', title: 'The setting cannot change any more' },
  'companies.impossible-setting': { kind: 'invalid', title: 'The setting is not possible' },
  'companies.last-admin': { kind: 'invalid', title: 'A company keeps an admin' },
  'companies.unknown-member': { kind: 'missing', title: 'There is no such member' },
});
