import { expect, test } from 'vitest'
import { createTurnstile } from '#lib/vault/turnstile.ts'

test('E1: so many hashes run at once, some more wait for their turn, the rest is refused', async () => {
  const pass = createTurnstile({ atOnce: 2, waiting: 3 })
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

test('a piece of work that fails gives its place to the next', async () => {
  const pass = createTurnstile({ atOnce: 1, waiting: 5 })
  const fail = () => Promise.reject(new Error('no'))
  const answers = await Promise.allSettled([pass(fail), pass(fail), pass(async () => 'yes')])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  await expect(pass(async () => 'again')).resolves.toBe('again')
})
