import fc from 'fast-check'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'
import { expect, test } from 'vitest'
import { isRouterState } from '#app/_server/http/router-state.ts'

/** Mostly close to valid, so that each rule decides about some. */
const part = fc.oneof(
  fc.constantFrom(null, '', 'ops', 'd', 'oc', 'x', 'refetch', 'metadata-only', 1, -0.5, true, {}, []),
  fc.array(fc.constantFrom('id', 'd', 'ci(..)', null, 1, []), { maxLength: 5 }),
  fc.tuple(
    fc.constant('id'),
    fc.constant('1'),
    fc.constantFrom('d', 'c', 'q'),
    fc.constantFrom(null, ['a'], 1),
  ),
)
const { state } = fc.letrec((tie) => ({
  state: fc.oneof(
    { maxDepth: 5 },
    fc.tuple(part, part),
    fc.tuple(part, fc.dictionary(fc.constantFrom('children', 'modal', '__proto__'), tie('state'))),
    fc
      .tuple(
        fc.constantFrom('', 'ops'),
        fc.dictionary(fc.constant('children'), tie('state')),
        fc.array(part, { maxLength: 5 }),
      )
      .map(([segment, content, others]) => [segment, content, ...others]),
    fc.jsonValue(),
  ),
}))

test('what a browser says about its current page is accepted exactly when Next accepts it', () => {
  let accepted = 0
  const agrees = (header: string): void => {
    const doesNext = accepts(header)
    accepted += Number(doesNext)
    expect(isRouterState(header), header).toBe(doesNext)
  }
  fc.assert(
    fc.property(state, (value) => agrees(encodeURIComponent(JSON.stringify(value)))),
    { numRuns: 2_000 },
  )
  expect(accepted).toBeGreaterThan(10)
  for (const header of [
    '',
    '%',
    '%00',
    'null',
    `["${'a'.repeat(39_994)}",{}]`,
    `["${'a'.repeat(39_993)}",{}]`,
  ]) {
    agrees(header)
  }
})

test('a page that contains itself hundreds of times is shown as a whole', () => {
  const deep = (levels: number): string => `${'["",{"a":'.repeat(levels)}["",{}]${'}]'.repeat(levels)}`
  expect(isRouterState(deep(90))).toBe(true)
  expect(isRouterState(deep(110))).toBe(false)
})

function accepts(header: string): boolean {
  try {
    parseAndValidateFlightRouterState(header)
    return true
  } catch {
    return false
  }
}
