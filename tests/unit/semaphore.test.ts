import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createSemaphore } from '#lib/semaphore.ts'

test('runs as many callers as there are slots for each key, in the order of arrival', async () => {
  const { acquire: take } = createSemaphore({ limit: () => 2 })
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

test('revokes no slot when the limit is lowered, and admits more when it is raised', async () => {
  let most = 2
  const { acquire: take } = createSemaphore({ limit: () => most })
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

test('runs two, queues three and refuses the rest as busy', async () => {
  const { run: pass } = createSemaphore({ limit: () => 2, maxWaiting: 3 })
  const running: (() => void)[] = []
  let most = 0
  const work = () => {
    const done = new Promise<string>((finish) => running.push(() => finish('done')))
    most = Math.max(most, running.length)
    return done
  }
  const answers = Array.from({ length: 7 }, () => pass(work).catch((error: { code: string }) => error.code))
  const settled: string[] = []
  for (const answer of answers) answer.then((word) => settled.push(word))
  while (settled.length < 7) {
    running.shift()?.()
    await Promise.resolve()
  }
  expect(most).toBe(2)
  expect(settled.filter((word) => word === 'busy')).toHaveLength(2)
  expect(settled.filter((word) => word === 'done')).toHaveLength(5)
})

test('passes the slot of failed work to the next caller', async () => {
  const { run: pass } = createSemaphore({ limit: () => 1, maxWaiting: 5 })
  const fail = () => Promise.reject(new Error('no'))
  const answers = await Promise.allSettled([pass(fail), pass(fail), pass(async () => 'yes')])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  await expect(pass(async () => 'again')).resolves.toBe('again')
})
