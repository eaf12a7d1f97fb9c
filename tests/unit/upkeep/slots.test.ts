import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createSlots } from '#lib/upkeep/slots.ts'

test('as many at once as there are slots, for each name, in the order in which they came', async () => {
  const take = createSlots(() => 2)
  const began: string[] = []
  const begin = async (who: string, name: string) => {
    const release = await take(name)
    began.push(who)
    return release
  }
  const first = await begin('first', 'one')
  await begin('second', 'one')
  const third = begin('third', 'one')
  const fourth = begin('fourth', 'one')
  await begin('other', 'two')
  await turn()
  expect(began).toEqual(['first', 'second', 'other'])
  first()
  // Twice frees one.
  first()
  const release = await third
  await turn()
  expect(began).toEqual(['first', 'second', 'other', 'third'])
  release()
  await fourth
  expect(began.at(-1)).toBe('fourth')
})

test('fewer slots take none away, and more are given to those who wait', async () => {
  let most = 2
  const take = createSlots(() => most)
  const began: number[] = []
  const [first, second] = [await take('one'), await take('one')]
  for (const who of [3, 4, 5, 6]) take('one').then(() => began.push(who))
  most = 1
  first()
  await turn()
  expect(began).toEqual([])
  second()
  await turn()
  expect(began).toEqual([3])
  most = 3
  const other = take('two')
  ;(await other)()
  await turn()
  expect(began).toEqual([3])
})
