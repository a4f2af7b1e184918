import { describe, expect, it } from 'vitest';
import { type DeskParts, referencesOf } from '../../../functions/tickets/domain/desk/references.ts';

const PARTS: Required<DeskParts> = {
  rules: [
    { id: 'plain', set: {} },
    { id: 'printer', set: { team: 'hardware', category: 'printing' } },
  ],
  forms: [{ formId: 'it', team: 'desk', categories: [{ code: 'printing' }, { code: 'access' }] }],
  mailboxes: [{ address: 'it@acme.test', category: 'access' }],
  items: [
    {
      id: 'laptop',
      team: 'hardware',
      approvals: [{ by: { principals: ['anna'] } }, { by: { team: 'board' } }],
      tasks: [{}, { team: 'desk' }],
    },
  ],
  promises: [{ id: 'gold', when: { teams: ['desk', 'board'], categories: ['access'] } }],
  teams: [{ id: 'desk', escalateTo: 'board' }, { id: 'board' }],
  categories: [{ id: 'printing', parent: 'devices', defaults: { team: 'hardware' } }],
  templates: [{ id: 'hello', category: 'printing' }],
  survey: { exceptCategories: ['complaint'] },
  macros: [
    {
      id: 'hand-on',
      steps: [
        { type: 'classify', category: 'access', sla: null },
        { type: 'assign', team: 'desk', assignee: '@me' },
      ],
    },
    { id: 'free', steps: [{ type: 'assign', team: null }] },
  ],
  answers: { signatures: { '*': 'Your IT', desk: 'Your desk' } },
  privacy: { letterCategories: ['complaint'] },
  articles: [{ articleId: 'kb_1', category: 'printing' }],
};

describe('what names teams and categories', () => {
  it('is found with the place where it is written', () => {
    const found = referencesOf(PARTS).map(({ by, id, kind, code, pointer }) =>
      [by, id, pointer, kind, code].join(' '),
    );
    expect(found).toEqual([
      'rule printer /rules/1/set/team team hardware',
      'rule printer /rules/1/set/category category printing',
      'form it /team team desk',
      'form it /categories/0/code category printing',
      'form it /categories/1/code category access',
      'mailbox it@acme.test /category category access',
      'catalogue-item laptop /team team hardware',
      'catalogue-item laptop /approvals/1/by/team team board',
      'catalogue-item laptop /tasks/1/team team desk',
      'promise gold /when/teams/0 team desk',
      'promise gold /when/teams/1 team board',
      'promise gold /when/categories/0 category access',
      'team desk /escalateTo team board',
      'category printing /parent category devices',
      'category printing /defaults/team team hardware',
      'template hello /category category printing',
      'survey-settings complaint /exceptCategories/0 category complaint',
      'macro hand-on /steps/0/category category access',
      'macro hand-on /steps/1/team team desk',
      'answer-settings desk /signatures/desk team desk',
      'privacy-settings complaint /letterCategories/0 category complaint',
      'knowledge-article kb_1 /category category printing',
    ]);
  });

  it('says nothing of what is left out', () => {
    expect(referencesOf({})).toEqual([]);
    expect(referencesOf({ mailboxes: [{ address: 'it@acme.test', team: 'desk' }] })).toMatchObject([
      { by: 'mailbox', code: 'desk' },
    ]);
  });
});
