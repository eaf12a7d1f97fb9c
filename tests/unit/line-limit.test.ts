import { expect, test } from 'vitest'
import { createLineLimit, lineLimits } from '#app/_server/http/line-limit.ts'

const { mostOfAKind, mostKinds, windowMs } = lineLimits

test('a flood of one message writes a few lines a minute, and the number of omitted ones', () => {
  let nowMs = 5
  const limit = createLineLimit(() => nowMs)
  const admitted = () => Array.from({ length: mostOfAKind + 70 }, () => limit.admit('flood'))
  expect(admitted().filter((line) => line !== null)).toEqual(Array(mostOfAKind).fill(0))
  expect(limit.admit('something else')).toBe(0)
  nowMs += windowMs
  expect(limit.admit('flood')).toBe(70)
  expect(limit.admit('flood')).toBe(0)
  expect(limit.admit('something else')).toBe(0)
})

test('a flood of ever new messages is limited, too', () => {
  const limit = createLineLimit(() => 0)
  const kinds = Array.from({ length: 10 * mostKinds }, (_, index) => limit.admit(`kind ${index}`))
  expect(kinds.filter((line) => line !== null)).toHaveLength(mostKinds + mostOfAKind)
})
