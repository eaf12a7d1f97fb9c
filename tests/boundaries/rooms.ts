import { isIn, type Project } from './modules.ts'

/** A file (`lib/errors.ts`) or a folder with everything in it (`lib/store/`). */
type Place = string

interface Room {
  readonly holds: readonly Place[]
  /** What it may import, besides itself. */
  readonly uses: readonly Place[]
  /** What it may import types of, besides. */
  readonly types?: readonly Place[]
}

/** Facts without behaviour: everybody who shows or imitates Amazon's world may read them. */
const tables = [
  'lib/amazon/marketplaces.ts',
  'lib/amazon/regions.ts',
  'lib/amazon/scopes.ts',
  'lib/amazon/identifiers.ts',
]

/** What a door reads a request of Amazon's with, before it calls a verb. */
const wire = ['lib/amazon/consent.ts']

/** Closed lists of words and the rows of the database, whose types any room of lib/ may name. */
const vocabularies = [
  'drizzle/schema.ts',
  ...tables,
  'lib/amazon/operations.ts',
  'lib/audit/actions.ts',
  'lib/authorizations/status.ts',
  'lib/failure.ts',
  'lib/secret.ts',
  'lib/vault/seal.ts',
]

/** From the lowest layer to the highest. A verb may use lower layers, never its own neighbours, never higher ones. */
const layers = [
  ['lib/incidents/'],
  ['lib/tokens/'],
  ['lib/calls/'],
  ['lib/applications/', 'lib/people/', 'lib/keys/'],
  ['lib/authorizations/', 'lib/links/', 'lib/diagnose/'],
  ['lib/attempts/'],
  ['lib/maintenance/'],
]
const openToAll = ['lib/audit/', 'lib/jobs/']
const verbs = [...layers.flat(), ...openToAll]

const underVerbs = [
  'lib/context.ts',
  'lib/row-id.ts',
  'lib/leases.ts',
  'lib/policy.ts',
  'lib/semaphore.ts',
  'lib/seals.ts',
  'lib/failure.ts',
  'lib/parse-name.ts',
  'lib/errors.ts',
  'lib/errors/',
  'lib/secret.ts',
  'lib/http.ts',
  'lib/log.ts',
  'lib/store/',
  'lib/database/',
  'lib/amazon/',
  'lib/vault/',
  ...openToAll,
]

const verbTypes = ['lib/services.ts', ...vocabularies]

const underDoors = [
  'lib/services.ts',
  'lib/readiness.ts',
  'lib/error-code.ts',
  'lib/client-address.ts',
  'lib/limit-body.ts',
  'lib/problem-details.ts',
  'lib/row-id.ts',
  'lib/context.ts',
  'lib/errors.ts',
  'lib/errors/',
  'lib/secret.ts',
  'lib/log.ts',
  ...tables,
  ...verbs,
]

const rooms: readonly Room[] = [
  // Where a process of that door opens its services, once.
  {
    holds: ['app/_server/services.ts'],
    uses: ['app/_server/', 'lib/env.ts', ...underDoors],
    types: ['lib/'],
  },
  // Where a process of the api or a worker starts and ends.
  { holds: ['lib/processes/'], uses: ['lib/env.ts', 'lib/services.ts', 'lib/keys/'] },
  { holds: ['lib/jobs/schedule.ts'], uses: ['lib/context.ts', ...layers.flat()], types: ['lib/services.ts'] },
  { holds: ['app/_server/'], uses: ['components/', ...underDoors], types: ['lib/'] },
  {
    holds: ['app/'],
    uses: [
      'components/',
      'lib/errors.ts',
      'lib/errors/',
      'lib/error-code.ts',
      'lib/failure.ts',
      'lib/readiness.ts',
      'lib/problem-details.ts',
      'lib/row-id.ts',
      'lib/database/keyset.ts',
      'lib/secret.ts',
      ...tables,
      ...wire,
      ...verbs,
    ],
    types: ['lib/'],
  },
  { holds: ['components/'], uses: [...tables, 'lib/row-id.ts'], types: ['lib/'] },
  { holds: ['instrumentation-client.ts'], uses: ['components/'] },
  { holds: ['api/'], uses: underDoors, types: ['lib/'] },
  {
    holds: ['proxy.ts', 'instrumentation.ts', 'api.ts', 'worker.ts'],
    uses: ['api/', 'app/_server/', 'lib/env.ts', 'lib/processes/', 'lib/amazon/origins.ts', ...underDoors],
    types: ['lib/'],
  },
  ...layers.flatMap((layer, height) =>
    layer.map((room) => ({
      holds: [room],
      uses: [...underVerbs, ...layers.slice(0, height).flat()],
      types: verbTypes,
    })),
  ),
  ...openToAll.map((room) => ({ holds: [room], uses: underVerbs, types: verbTypes })),
  {
    holds: ['lib/amazon/'],
    uses: ['lib/failure.ts', 'lib/http.ts', 'lib/secret.ts', 'lib/errors.ts', 'lib/row-id.ts'],
  },
  { holds: ['lib/vault/'], uses: ['lib/errors.ts', 'lib/secret.ts', 'lib/semaphore.ts'] },
  {
    holds: ['lib/store/'],
    uses: ['drizzle/', 'lib/database/', 'lib/errors.ts', 'lib/row-id.ts', 'lib/secret.ts'],
    // The words that lists are filtered by.
    types: [...vocabularies, 'lib/attempts/read.ts', 'lib/links/redeem.ts'],
  },
  { holds: ['lib/database/'], uses: ['drizzle/', 'lib/errors.ts', 'lib/secret.ts'] },
  { holds: ['lib/embedded-postgres/'], uses: [] },
  { holds: ['lib/services.ts'], uses: ['lib/'] },
  { holds: ['lib/env.ts'], uses: ['lib/secret.ts', 'lib/database/server-url.ts', ...tables] },
  {
    holds: ['lib/context.ts'],
    uses: ['lib/errors.ts', 'lib/database/pool.ts', 'lib/store/visibility.ts'],
    types: ['lib/', 'drizzle/schema.ts'],
  },
  { holds: ['lib/http.ts'], uses: ['lib/errors.ts', 'lib/secret.ts', 'lib/log.ts'] },
  { holds: ['lib/log.ts'], uses: ['lib/secret.ts', 'lib/errors.ts'] },
  { holds: ['lib/errors.ts', 'lib/errors/'], uses: [] },
  { holds: ['lib/secret.ts'], uses: [] },
  { holds: ['lib/row-id.ts'], uses: [] },
  { holds: ['lib/leases.ts', 'lib/policy.ts', 'lib/failure.ts'], uses: [] },
  { holds: ['lib/semaphore.ts'], uses: ['lib/errors.ts'] },
  { holds: ['lib/seals.ts'], uses: [], types: ['drizzle/schema.ts', 'lib/vault/seal.ts'] },
  {
    holds: ['lib/readiness.ts', 'lib/error-code.ts'],
    uses: ['lib/errors.ts', 'lib/database/'],
    types: ['lib/services.ts'],
  },
  { holds: ['lib/client-address.ts'], uses: ['lib/secret.ts', 'lib/vault/'] },
  { holds: ['lib/limit-body.ts'], uses: ['lib/errors.ts', 'lib/problem-details.ts'] },
  {
    holds: ['lib/problem-details.ts'],
    uses: ['lib/errors.ts', 'lib/error-code.ts'],
    types: ['lib/amazon/'],
  },
  { holds: ['lib/parse-name.ts'], uses: ['lib/errors.ts'] },
  { holds: ['drizzle/'], uses: [], types: vocabularies },
  { holds: ['simulator/'], uses: tables },
  { holds: ['scripts/'], uses: ['lib/', 'drizzle/', 'simulator/', 'bench/'] },
  {
    holds: ['tests/', 'bench/'],
    uses: ['app/', 'components/', 'api/', 'lib/', 'drizzle/', 'simulator/', 'scripts/'],
  },
  { holds: ['vitest.config.ts', 'playwright.config.ts'], uses: ['tests/fixtures/', 'scripts/'] },
  { holds: ['next.config.ts', 'next.config.mjs', 'postcss.config.mjs', 'drizzle.config.ts'], uses: [] },
]

/** Who may import whom. A module that stands in no room is refused, too: the table is complete. */
export function importsAcrossRooms({ modules, paths }: Project): string[] {
  const faults = [...paths].filter((path) => /\.[cm]?[jt]sx?$/.test(path) && roomOf(path) === undefined)
  const found = faults.map((path) => `${path} stands in no room of tests/boundaries/rooms.ts`)
  for (const module of modules.values()) {
    const room = roomOf(module.path)
    if (room === undefined) continue
    for (const { path, typeOnly, line } of module.imports) {
      if (path === null || isIn(path, room.holds) || isIn(path, room.uses)) continue
      if (typeOnly && isIn(path, room.types ?? [])) continue
      found.push(`${module.path}:${line} imports ${path}, but ${room.holds.join(', ')} may not`)
    }
  }
  return found
}

/** Imports of ours that name no file: a missing extension, a typing error, a computed path. */
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

function roomOf(path: string): Room | undefined {
  return rooms.find((room) => isIn(path, room.holds))
}
