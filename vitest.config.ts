import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { embeddedServer, findTestServers, type TestServer } from './scripts/find-test-servers.ts'

const quick = (name: string, ...include: string[]): TestProjectInlineConfiguration => ({
  // These tests share what they import, and importing it again for each file takes longer than the tests.
  test: { name, include, isolate: false },
})

/** Tests over a real database: each file gets a migrated one of its own (tests/fixtures/database.ts). */
const withDatabase = (
  name: string,
  folder: string,
  testServer: TestServer,
): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [`tests/${folder}/**/*.test.ts`],
    // Tests of the launcher start clusters of their own: the server under the other tests changes nothing.
    exclude: testServer.kind === 'embedded' ? [] : ['**/embedded*.test.ts'],
    globalSetup: 'tests/fixtures/cluster.ts',
    provide: { testServer },
  },
})

const { servers } = findTestServers(process.env.TEST_DATABASE_URL)

export default defineConfig({
  test: {
    projects: [
      quick('unit', 'tests/boundaries.test.ts', 'tests/boundaries/**/*.test.ts', 'tests/unit/**/*.test.ts'),
      quick('simulator', 'tests/simulator/**/*.test.ts'),
      ...servers.map((server) => withDatabase(`store on ${server.name}`, 'store', server)),
      withDatabase('flows', 'flows', embeddedServer),
      withDatabase('api', 'api', embeddedServer),
    ],
    // Many tests wait for a lease or a process: one at a time would leave the cores idle.
    maxWorkers: 2,
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
