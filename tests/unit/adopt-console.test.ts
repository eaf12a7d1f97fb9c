import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lineLimits } from '#app/_server/http/line-limit.ts'

const output = execFileSync(process.execPath, [join(import.meta.dirname, 'fixtures/fail-in-page.ts')], {
  encoding: 'utf8',
})
const entries = output
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

test('G1, G3: each of Next’s messages about a failure is one line of the log, with its reference and no values', () => {
  expect(entries.slice(0, 3)).toMatchObject([
    {
      level: 'error',
      digest: '1234567',
      msg: 'request failed',
      error: { message: 'Failed query: select $1' },
    },
    { level: 'error', msg: expect.stringContaining('does not match\n{"level"') },
    { level: 'warn', msg: "beware { of: '[secret]' }" },
  ])
  expect(output).not.toContain('Canary')
})

test('a stranger can’t fill the log by making Next repeat a message', () => {
  expect(entries.slice(3).map(({ msg }) => msg)).toEqual(
    Array.from({ length: lineLimits.mostOfAKind }, (_, index) => `Body exceeded 100kb limit: ${index}`),
  )
})
