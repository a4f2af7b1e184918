import type { IForbiddenRuleType } from 'dependency-cruiser';

/**
 * Who may import whom: the layer table of the design, as dependency-cruiser rules. `$1` is the module's name as the
 * `from` pattern caught it. A rule says what is refused, and its comment what to do instead.
 */
const MODULE = '^functions/([^/]+)/';
const OWN = '^functions/$1/';
/** A file, or a folder of them where one grew too long: `routes.ts`, `routes/entries.ts`. */
const DEFINITIONS = '(?:routes|contract|errors|table)(?:\\.ts$|/)';
const MEETING_POINTS = '^functions/[^/]+/(?:(?:contract|reader|books|rules)(?:\\.ts$|/)|letters\\.ts$)';
/** Pure rules that other modules may call, their domains too. */
const RULES = '^functions/[^/]+/rules\\.ts$';
const ENTRIES = '(?:http|http-[^/]+|on-[^/]+)\\.ts$';
const PACKAGE = '(?:^|/)node_modules/';

export const IMPORT_RULES: readonly IForbiddenRuleType[] = [
  {
    name: 'kernel-stands-alone',
    comment: 'shared/kernel imports itself and Node; what needs more belongs elsewhere in shared/.',
    severity: 'error',
    from: { path: '^shared/kernel/' },
    to: { pathNot: ['^shared/kernel/'], dependencyTypesNot: ['core'] },
  },
  {
    name: 'shared-knows-no-module',
    comment: 'shared/ serves every module and knows none: pass what differs as a value.',
    severity: 'error',
    from: { path: '^shared/' },
    to: { path: '^(?:functions|infra|test)/' },
  },
  {
    name: 'domain-is-pure',
    comment:
      "domain imports shared/kernel, shared/charts, its own domain and errors, other modules' rules.ts, zlib, the check of IBANs, the reader of XML, time zones: values in, values out.",
    severity: 'error',
    from: { path: `${MODULE}domain/` },
    to: {
      pathNot: [
        '^shared/(kernel|charts)/',
        `${OWN}domain/`,
        `${OWN}errors\\.ts$`,
        '^zlib$',
        `${PACKAGE}(?:ibantools|saxes|temporal-polyfill)/`,
        RULES,
      ],
    },
  },
  {
    name: 'rules-are-pure',
    comment: 'rules.ts hands out rules of its own domain and nothing else: no table, no clock, no package.',
    severity: 'error',
    from: { path: `${MODULE}rules\\.ts$` },
    to: { pathNot: [`${OWN}domain/`] },
  },
  {
    name: 'definitions-define',
    comment: 'routes, contract, errors and table import definitions, zod and types of their own domain.',
    severity: 'error',
    from: { path: `${MODULE}${DEFINITIONS}` },
    to: {
      pathNot: [
        '^shared/',
        `${PACKAGE}zod/`,
        `${OWN}domain/`,
        `${OWN}${DEFINITIONS}`,
        '^functions/[^/]+/contract(?:\\.ts$|/)',
      ],
    },
  },
  {
    name: 'use-cases-take-ports',
    comment:
      'usecases import domain, definitions and shared/; stores and readers only as types, the SDK not at all.',
    severity: 'error',
    from: { path: `${MODULE}usecases/` },
    to: {
      path: [`${PACKAGE}@aws-sdk/`, `${OWN}(?:store|reader)(?:\\.ts$|/)`],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'stores-write-nothing-else',
    comment:
      'store and reader import their own table, domain, definitions and shared/: no use case, no HTTP.',
    severity: 'error',
    from: { path: `${MODULE}(?:store|reader)(?:\\.ts$|/)` },
    to: { path: [`${OWN}usecases/`, '^shared/http/', `${OWN}${ENTRIES}`] },
  },
  {
    name: 'modules-meet-at-contracts',
    comment:
      "Another module's contract.ts, reader.ts, rules.ts, (of ledger, receivables and payments) books.ts and (of receivables) letters.ts are all that may be imported of it.",
    severity: 'error',
    from: { path: MODULE },
    to: { path: '^functions/', pathNot: [OWN, MEETING_POINTS] },
  },
  {
    name: 'entries-are-ends',
    comment: 'Lambda entries bind and export a handler; nobody but tests imports them.',
    severity: 'error',
    from: { pathNot: '^test/' },
    to: { path: `^functions/[^/]+/${ENTRIES}` },
  },
  {
    name: 'infra-reads-contracts',
    comment:
      'infra/ may read routes.ts, contract.ts, errors.ts and table.ts of a module: what it deploys or documents.',
    severity: 'error',
    from: { path: '^infra/', pathNot: '^infra/local/' },
    to: { path: '^functions/', pathNot: `^functions/[^/]+/${DEFINITIONS}` },
  },
  {
    name: 'product-knows-no-infra',
    comment: 'What runs on Lambda imports neither infrastructure nor tests.',
    severity: 'error',
    from: { path: '^(?:functions|shared)/' },
    to: { path: '^(?:infra|test)/' },
  },
  {
    name: 'product-ships-dependencies-only',
    comment: 'A package that a bundle needs is in "dependencies", with its exact version.',
    severity: 'error',
    from: { path: '^(?:functions|shared)/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or miss a third. Types may.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that resolves to nothing is an import that no rule has looked at.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];
