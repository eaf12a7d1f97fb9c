import { isIn, type Project } from './modules.ts'

/** A file (`lib/errors.ts`) or a folder with everything in it (`lib/store/`). */
type Place = string

interface ImportRule {
  readonly holds: readonly Place[]
  /** The places that it may import, besides itself. */
  readonly uses: readonly Place[]
  /** The places that it may also import types from. */
  readonly types?: readonly Place[]
}

/** Facts, and pure functions of facts: any code that shows or simulates Amazon may use them. */
const tables = [
  'lib/amazon/marketplaces.ts',
  'lib/amazon/regions.ts',
  'lib/amazon/scopes.ts',
  'lib/amazon/identifiers.ts',
  'lib/amazon/operation-url.ts',
  'lib/amazon/catalog/build-call.ts',
  'lib/amazon/catalog/role-names.ts',
  'lib/amazon/roles/probes.ts',
  'lib/amazon/catalog/obstacle.ts',
  'lib/amazon/catalog/search.ts',
  'lib/branding/accent.ts',
  'lib/branding/defaults.ts',
  'lib/demo-scenarios.ts',
  'lib/languages/languages.ts',
  'lib/languages/formats.ts',
  'lib/languages/isolate.ts',
  'lib/storable-text.ts',
]

/** Modules with which routes read Amazon's requests before they call a use case. */
const wire = ['lib/amazon/consent.ts']

/** Closed lists of words and the rows of the database, whose types any module of lib/ may name. */
const vocabularies = [
  'drizzle/schema.ts',
  ...tables,
  'lib/amazon/operations.ts',
  'lib/amazon/roles/check-roles.ts',
  'lib/audit/actions.ts',
  'lib/state/derive-state.ts',
  'lib/events/catalog.ts',
  'lib/failure.ts',
  'lib/secret.ts',
  'lib/vault/seal.ts',
]

/** From the lowest layer to the highest. A use case may use lower layers, never its own or higher ones. */
const layers = [
  ['lib/state/'],
  ['lib/incidents/'],
  ['lib/tokens/'],
  ['lib/calls/'],
  ['lib/applications/', 'lib/people/', 'lib/keys/', 'lib/webhooks/'],
  ['lib/links/'],
  ['lib/authorizations/', 'lib/views/', 'lib/diagnose/', 'lib/role-checks/', 'lib/rotation/'],
  ['lib/attempts/'],
  [
    'lib/bulk/',
    'lib/maintenance/',
    'lib/live/',
    'lib/notifications/',
    'lib/history/',
    'lib/backups/',
    'lib/imports/',
    'lib/setup/',
    'lib/compliance/',
  ],
]
const openToAll = ['lib/audit/', 'lib/branding/', 'lib/events/', 'lib/jobs/', 'lib/messages/']
const useCases = [...layers.flat(), ...openToAll]

const underUseCases = [
  'lib/context.ts',
  'lib/require-confirmation.ts',
  'lib/row-id.ts',
  'lib/leases.ts',
  'lib/policy.ts',
  'lib/semaphore.ts',
  'lib/status-groups.ts',
  'lib/seals.ts',
  'lib/failure.ts',
  'lib/parse-name.ts',
  'lib/partner-name.ts',
  'lib/ownership.ts',
  'lib/version.ts',
  'lib/tags.ts',
  'lib/storable-text.ts',
  'lib/csv.ts',
  'lib/read-utf8.ts',
  'lib/sync-folder.ts',
  'lib/errors.ts',
  'lib/errors/',
  'lib/error-code.ts',
  'lib/languages/',
  'lib/secret.ts',
  'lib/metrics/',
  'lib/traces/',
  'lib/http.ts',
  'lib/outbound/',
  'lib/log.ts',
  'lib/store/',
  'lib/database/',
  'lib/amazon/',
  'lib/vault/',
  ...openToAll,
]

const useCaseTypes = ['lib/services.ts', 'lib/oidc/provider.ts', ...vocabularies]

const underRoutes = [
  'lib/tags.ts',
  'lib/tag-filter.ts',
  'lib/services.ts',
  'lib/readiness.ts',
  'lib/error-code.ts',
  'lib/client-address.ts',
  'lib/etag.ts',
  'lib/languages/',
  'lib/limit-body.ts',
  'lib/problem-details.ts',
  'lib/token-errors.ts',
  'lib/row-id.ts',
  'lib/context.ts',
  'lib/errors.ts',
  'lib/errors/',
  'lib/secret.ts',
  'lib/log.ts',
  'lib/metrics/',
  ...tables,
  ...useCases,
]

const importRules: readonly ImportRule[] = [
  // Where the app opens its services, once per process.
  {
    holds: ['app/_server/services.ts'],
    uses: ['app/_server/', 'lib/env.ts', 'lib/processes/', ...underRoutes],
    types: ['lib/'],
  },
  // Where the api and worker processes start and stop.
  {
    holds: ['lib/processes/'],
    uses: [
      'lib/env.ts',
      'lib/env-faults.ts',
      'lib/http.ts',
      'lib/services.ts',
      'lib/keys/',
      'lib/metrics/',
      'lib/traces/',
      'lib/vault/',
    ],
    types: ['lib/log.ts', 'lib/env-values.ts'],
  },
  {
    holds: ['lib/jobs/schedule.ts'],
    uses: ['lib/context.ts', 'lib/audit/', 'lib/events/', ...layers.flat()],
    types: ['lib/services.ts'],
  },
  { holds: ['app/_server/'], uses: ['components/', ...underRoutes], types: ['lib/'] },
  {
    holds: ['app/'],
    uses: [
      'components/',
      'lib/errors.ts',
      'lib/errors/',
      'lib/error-code.ts',
      'lib/failure.ts',
      'lib/require-confirmation.ts',
      'lib/readiness.ts',
      'lib/problem-details.ts',
      'lib/metrics/serve.ts',
      'lib/languages/',
      'lib/row-id.ts',
      'lib/tags.ts',
      'lib/tag-filter.ts',
      'lib/database/keyset.ts',
      'lib/secret.ts',
      ...tables,
      ...wire,
      ...useCases,
    ],
    types: ['lib/'],
  },
  {
    holds: ['components/'],
    uses: [
      ...tables,
      'lib/row-id.ts',
      'lib/tag-filter.ts',
      'lib/events/catalog.ts',
      'lib/events/incident-titles.ts',
    ],
    types: ['lib/'],
  },
  { holds: ['instrumentation-client.ts'], uses: ['components/'] },
  { holds: ['api/'], uses: underRoutes, types: ['lib/'] },
  {
    holds: ['proxy.ts', 'instrumentation.ts', 'api.ts', 'worker.ts'],
    uses: ['api/', 'app/_server/', 'lib/env.ts', 'lib/processes/', 'lib/amazon/origins.ts', ...underRoutes],
    types: ['lib/'],
  },
  ...layers.flatMap((layer, height) =>
    layer.map((folder) => ({
      holds: [folder],
      uses: [...underUseCases, ...layers.slice(0, height).flat()],
      types: useCaseTypes,
    })),
  ),
  ...openToAll.map((folder) => ({ holds: [folder], uses: underUseCases, types: useCaseTypes })),
  {
    holds: ['lib/amazon/'],
    uses: [
      'lib/failure.ts',
      'lib/http.ts',
      'lib/secret.ts',
      'lib/errors.ts',
      'lib/row-id.ts',
      'lib/metrics/',
      'lib/traces/',
    ],
  },
  { holds: ['lib/vault/'], uses: ['lib/errors.ts', 'lib/secret.ts', 'lib/semaphore.ts'] },
  {
    holds: ['lib/store/'],
    uses: [
      'drizzle/',
      'lib/database/',
      'lib/errors.ts',
      'lib/row-id.ts',
      'lib/secret.ts',
      'lib/status-groups.ts',
      'lib/storable-text.ts',
    ],
    // The words that lists are filtered by.
    types: [...vocabularies, 'lib/attempts/read.ts', 'lib/links/redeem.ts'],
  },
  {
    holds: ['lib/database/'],
    uses: ['drizzle/', 'lib/errors.ts', 'lib/policy.ts', 'lib/secret.ts', 'lib/storable-text.ts'],
    types: ['lib/log.ts'],
  },
  { holds: ['lib/embedded-postgres/'], uses: ['lib/sync-folder.ts'] },
  { holds: ['lib/services.ts'], uses: ['lib/'] },
  {
    holds: ['lib/env.ts', 'lib/env-faults.ts', 'lib/env-names.ts', 'lib/env-values.ts'],
    uses: [
      'lib/secret.ts',
      'lib/read-utf8.ts',
      'lib/database/server-url.ts',
      'lib/outbound/address.ts',
      'lib/messages/mail-settings.ts',
      ...tables,
    ],
  },
  {
    holds: ['lib/context.ts'],
    uses: ['lib/errors.ts', 'lib/database/pool.ts', 'lib/store/visibility.ts'],
    types: ['lib/', 'drizzle/schema.ts'],
  },
  {
    holds: ['lib/require-confirmation.ts'],
    uses: ['lib/context.ts', 'lib/errors.ts', 'lib/store/people/sessions.ts'],
  },
  { holds: ['lib/http.ts'], uses: ['lib/errors.ts', 'lib/secret.ts', 'lib/log.ts'] },
  { holds: ['lib/outbound/'], uses: [] },
  { holds: ['lib/oidc/'], uses: ['lib/errors.ts', 'lib/http.ts', 'lib/secret.ts'] },
  { holds: ['lib/log.ts', 'lib/log-sink.ts'], uses: ['lib/secret.ts', 'lib/errors.ts'] },
  { holds: ['lib/errors.ts', 'lib/errors/'], uses: [] },
  { holds: ['lib/languages/'], uses: ['lib/errors.ts', 'lib/errors/'] },
  { holds: ['lib/secret.ts'], uses: [] },
  { holds: ['lib/metrics/'], uses: ['lib/secret.ts', 'lib/vault/'], types: ['lib/log.ts'] },
  { holds: ['lib/traces/'], uses: ['lib/secret.ts', 'lib/metrics/'] },
  { holds: ['lib/row-id.ts', 'lib/partner-name.ts', 'lib/demo-scenarios.ts'], uses: [] },
  { holds: ['lib/leases.ts', 'lib/policy.ts', 'lib/failure.ts'], uses: [] },
  { holds: ['lib/semaphore.ts'], uses: ['lib/errors.ts'] },
  { holds: ['lib/status-groups.ts'], uses: [], types: ['drizzle/schema.ts'] },
  { holds: ['lib/seals.ts'], uses: [], types: ['drizzle/schema.ts', 'lib/vault/seal.ts'] },
  {
    holds: ['lib/readiness.ts', 'lib/error-code.ts'],
    uses: ['lib/errors.ts', 'lib/database/'],
    types: ['lib/services.ts'],
  },
  {
    holds: ['lib/client-address.ts', 'lib/etag.ts'],
    uses: ['lib/secret.ts', 'lib/vault/'],
    types: ['lib/log.ts'],
  },
  {
    holds: ['lib/limit-body.ts'],
    uses: ['lib/errors.ts', 'lib/problem-details.ts', 'lib/token-errors.ts'],
  },
  {
    holds: ['lib/problem-details.ts', 'lib/token-errors.ts'],
    uses: ['lib/errors.ts', 'lib/error-code.ts'],
    types: ['lib/amazon/'],
  },
  { holds: ['lib/storable-text.ts'], uses: [] },
  { holds: ['lib/version.ts'], uses: ['lib/errors.ts', 'lib/vault/'] },
  { holds: ['lib/parse-name.ts'], uses: ['lib/errors.ts', 'lib/storable-text.ts'] },
  { holds: ['lib/tag-filter.ts'], uses: ['lib/storable-text.ts'], types: ['drizzle/schema.ts'] },
  {
    holds: ['lib/tags.ts'],
    uses: ['lib/errors.ts', 'lib/tag-filter.ts', 'lib/storable-text.ts'],
    types: ['drizzle/schema.ts'],
  },
  { holds: ['lib/ownership.ts'], uses: ['lib/context.ts', 'lib/errors.ts'] },
  { holds: ['lib/csv.ts', 'lib/read-utf8.ts', 'lib/sync-folder.ts'], uses: [] },
  { holds: ['drizzle/'], uses: [], types: vocabularies },
  { holds: ['simulator/'], uses: [...tables, 'lib/amazon/catalog/'] },
  { holds: ['scripts/write-client.ts'], uses: ['api/openapi.ts', 'scripts/'] },
  { holds: ['clients/'], uses: [] },
  // Programs for people to copy.
  { holds: ['docs/recipes/'], uses: [] },
  { holds: ['examples/'], uses: ['examples/'] },
  { holds: ['scripts/'], uses: ['lib/', 'drizzle/', 'simulator/', 'bench/'] },
  {
    holds: ['tests/', 'bench/'],
    uses: ['app/', 'components/', 'api/', 'clients/', 'lib/', 'drizzle/', 'simulator/', 'scripts/'],
  },
  { holds: ['vitest.config.ts', 'playwright.config.ts'], uses: ['tests/fixtures/', 'scripts/'] },
  { holds: ['next.config.ts', 'next.config.mjs', 'postcss.config.mjs', 'drizzle.config.ts'], uses: [] },
]

/** The table of allowed imports. A file that no rule covers is refused too, so that the table stays complete. */
export function forbiddenImports({ modules, paths }: Project): string[] {
  const faults = [...paths].filter((path) => /\.[cm]?[jt]sx?$/.test(path) && ruleOf(path) === undefined)
  const found = faults.map((path) => `${path} is covered by no rule of tests/boundaries/imports.ts`)
  for (const module of modules.values()) {
    const rule = ruleOf(module.path)
    if (rule === undefined) continue
    for (const { path, typeOnly, line } of module.imports) {
      if (path === null || isIn(path, rule.holds) || isIn(path, rule.uses)) continue
      if (typeOnly && isIn(path, rule.types ?? [])) continue
      found.push(`${module.path}:${line} imports ${path}, but ${rule.holds.join(', ')} may not`)
    }
  }
  return found
}

/** Imports of ours that name no file: a missing extension, a typo, a computed path. */
export function importsLeadingNowhere({ modules }: Project): string[] {
  return [...modules.values()].flatMap(({ path, imports }) =>
    imports
      .filter((imported) => imported.path === null && imported.package === null)
      .map(({ specifier, line }) => `${path}:${line} imports ${specifier}, which names no file`),
  )
}

/** Relative paths stay inside their top folder; between folders the aliases of package.json are used. */
export function relativeImportsLeavingHome({ modules }: Project): string[] {
  const top = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')
  return [...modules.values()].flatMap((module) =>
    module.imports
      .filter(({ specifier, path }) => specifier.startsWith('.') && path !== null)
      .filter(({ path }) => top(module.path) !== '' && top(path ?? '') !== top(module.path))
      .map(
        ({ specifier, line }) => `${module.path}:${line} imports ${specifier}: use an alias such as #lib/`,
      ),
  )
}

function ruleOf(path: string): ImportRule | undefined {
  return importRules.find((rule) => isIn(path, rule.holds))
}
