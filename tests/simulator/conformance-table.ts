import { readFileSync } from 'node:fs'

/** A line of the conformance table in the simulator's README. */
export interface Line {
  readonly row: string
  readonly cause: string
  /** A test's file, and the test's name. */
  readonly tests: readonly (readonly [file: string, name: string])[]
  /** `title (who acts)`; the first one is the diagnosis without further facts. */
  readonly diagnoses: readonly string[]
}

const folder = new URL('./', import.meta.url)

export function readTable(): readonly Line[] {
  const readme = readFileSync(new URL('../../simulator/README.md', import.meta.url), 'utf8')
  const table = readme.slice(readme.indexOf('## Conformance')).split('\n')
  const lines = table.filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '))
  return lines.slice(1).map(([row = '', cause = '', tests = '', diagnoses = '']) => ({
    row,
    cause,
    tests: tests.split('<br>').map((entry) => {
      const [, file = '', name = ''] = /^`([\w-]+)` (.+)$/.exec(entry) ?? []
      return [file, name]
    }),
    diagnoses: diagnoses.split('<br>'),
  }))
}

/** Whether a test of this name is in `<file>.test.ts`; placeholders of `test.each` match anything. */
export function isTest(file: string, name: string): boolean {
  const source = readFileSync(new URL(`${file}.test.ts`, folder), 'utf8')
  const names = [...source.matchAll(/(?:\btest|\]\s*(?:as const)?\s*\))\(\s*'((?:[^'\\]|\\.)+)'/g)]
  return names.some(([, template = '']) => {
    const [before = '', after] = template.split('%s')
    return after === undefined ? name === template : name.startsWith(before) && name.endsWith(after)
  })
}
