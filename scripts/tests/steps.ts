import { z } from 'zod'

export interface Counts {
  readonly passed: number
  readonly failed: number
  /** The names of skipped tests. */
  readonly skipped: readonly string[]
}

type Command = readonly [program: string, ...args: string[]]

export interface Step {
  readonly name: string
  /** Programs of node_modules/.bin, one after the other until one fails; `report` is the file to report to. */
  readonly commands: (report: string) => readonly Command[]
  /** Reads the report of a test runner. A step without one counts as one check. */
  readonly count?: (report: string) => Counts
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})

export const types: Step = {
  name: 'types',
  commands: () => [
    ['next', 'typegen'],
    ['tsc', '--noEmit', '--project', '.'],
  ],
}

export const lint: Step = {
  name: 'lint and format',
  commands: () => [['biome', 'ci', '--colors=off', '--error-on-warnings', '.']],
}

export const unused: Step = { name: 'unused code', commands: () => [['knip', '--no-progress']] }

export const build: Step = { name: 'build', commands: () => [['node', 'scripts/run.mjs', 'build']] }

/** The named project of vitest.config.ts; all of them when none is named. */
export const vitest = (name: string, project?: string): Step => ({
  name,
  commands: (report) => [
    [
      'vitest',
      'run',
      ...(project === undefined ? [] : [`--project=${project}`]),
      '--silent=passed-only',
      // After a failure, the failures themselves are printed.
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  ],
  count: (report) => {
    const { testResults, ...counts } = vitestReport.parse(JSON.parse(report))
    // A file that fails to load contains no test that could fail.
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + broken.length,
      skipped: testResults
        .flatMap((file) => file.assertionResults)
        .filter(({ status }) => status !== 'passed' && status !== 'failed')
        .map(({ fullName }) => fullName),
    }
  },
})

/** Playwright gets the report's path from the environment. */
export const browser: Step = {
  name: 'in the browser',
  commands: () => [['playwright', 'test', '--reporter=dot,json']],
  count: (report) => {
    const { expected, unexpected, flaky, skipped } = playwrightReport.parse(JSON.parse(report)).stats
    return {
      passed: expected,
      failed: unexpected + flaky,
      skipped: skipped > 0 ? [`${skipped} tests in the browser`] : [],
    }
  },
}
