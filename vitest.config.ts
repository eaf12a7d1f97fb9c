import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import {
  embeddedServer,
  findPgBouncer,
  findReplication,
  findTestServers,
  type TestServer,
} from './scripts/tests/find-test-servers.ts'

const quick = (name: string, ...include: string[]): TestProjectInlineConfiguration => ({
  test: { name, include, isolate: false },
})

/**
 * Tests over a real database: each file gets a migrated one of its own (tests/fixtures/database.ts). The files of a
 * worker share what they import, which takes longer than most tests; what needs modules of its own is in `isolated`.
 */
const withDatabase = (
  name: string,
  include: string,
  testServer: TestServer,
  isolate = false,
): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [include],
    // Tests of the launcher start clusters of their own: the server under the other tests changes nothing.
    exclude: testServer.kind === 'embedded' ? [] : ['**/embedded*.test.ts'],
    isolate,
    globalSetup: 'tests/fixtures/cluster.ts',
    provide: { testServer },
  },
})

const { servers } = findTestServers(process.env.TEST_DATABASE_URL)
const { program: pgbouncer } = findPgBouncer(process.env.TEST_PGBOUNCER, process.env.PATH)
const { binaries: postgresPrograms } = findReplication()

/** Tests with a program of the system; none where it isn't installed. */
const withProgram = (
  name: string,
  include: string,
  provide: TestProjectInlineConfiguration['test'] & object extends { provide?: infer P } ? P : never,
): TestProjectInlineConfiguration => ({ test: { name, include: [include], isolate: false, provide } })

export default defineConfig({
  test: {
    projects: [
      quick('unit', 'tests/boundaries.test.ts', 'tests/boundaries/**/*.test.ts', 'tests/unit/**/*.test.ts'),
      quick('simulator', 'tests/simulator/**/*.test.ts'),
      ...servers.map((server) => withDatabase(`store on ${server.name}`, 'tests/store/**/*.test.ts', server)),
      withDatabase('flows', 'tests/flows/**/*.test.ts', embeddedServer),
      withDatabase('api', 'tests/api/**/*.test.ts', embeddedServer),
      ...(pgbouncer === null ? [] : [withProgram('pooler', 'tests/pooler/**/*.test.ts', { pgbouncer })]),
      ...(postgresPrograms === null
        ? []
        : [withProgram('standby', 'tests/standby/**/*.test.ts', { postgresPrograms })]),
      withDatabase('isolated', 'tests/isolated/**/*.test.ts', embeddedServer, true),
    ],
    // Many tests wait for a lease or a process: one at a time would leave the cores idle.
    maxWorkers: 3,
    execArgv: [`--import=${new URL('scripts/quick-start.mjs', import.meta.url).href}`],
    // Limits end a test that hangs. They decide nothing else, so a machine that is ten times slower stays within them.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 180_000,
    setupFiles: 'tests/fixtures/guards.ts',
    allowOnly: false,
    passWithNoTests: true,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    expect: { requireAssertions: true, poll: { timeout: 60_000 } },
  },
})
