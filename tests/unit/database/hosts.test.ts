import { expect, test } from 'vitest'
import { choosePrimary } from '#lib/database/hosts.ts'

const standby = (index: number) => ({ index, acceptsWrites: false, timeline: 0 })
const primary = (index: number, timeline: number) => ({ index, acceptsWrites: true, timeline })

test('the host that accepts writes is the primary', () => {
  expect(choosePrimary([standby(0), primary(1, 3)], 0)).toMatchObject({ index: 1 })
  expect(choosePrimary([standby(0), standby(1)], 0)).toBeNull()
  expect(choosePrimary([], 0)).toBeNull()
})

test('if two accept writes, the one that was promoted last is the primary', () => {
  expect(choosePrimary([primary(0, 1), primary(1, 2)], 0)).toMatchObject({ index: 1 })
  expect(choosePrimary([primary(1, 2), primary(0, 1)], 0)).toMatchObject({ index: 1 })
})

test('a former primary isn’t used again, even if it is the only one that answers', () => {
  expect(choosePrimary([primary(0, 1)], 2)).toBeNull()
  expect(choosePrimary([primary(0, 1), standby(1)], 2)).toBeNull()
  expect(choosePrimary([primary(0, 3)], 2)).toMatchObject({ index: 0 })
})
