import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { batch } from '#lib/database/batch.ts'

const limits = { maxConcurrent: 2, maxSize: 3 }

/** As long as the process takes to start planned work. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn()
}

/** Answers only when told to, so that a test sees which calls share a batch. */
function slowAsking() {
  const asked: number[][] = []
  const finish: (() => void)[] = []
  const ask = batch<number, string>(async (questions) => {
    asked.push([...questions])
    await new Promise<void>((resolve) => finish.push(resolve))
    return questions.map((question) => `answer ${question}`)
  }, limits)
  return { asked, finish, ask }
}

test('the first question goes alone, those of the same moment go together in their order, and each gets its own answer', async () => {
  const { asked, finish, ask } = slowAsking()
  const answers = Promise.all([1, 2, 3, 4].map(ask))
  await turns()
  expect(asked).toEqual([[1], [2, 3, 4]])
  for (const end of finish) end()
  expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3', 'answer 4'])
})

test('a call never joins a batch that has started, and waits while enough batches are running', async () => {
  const { asked, finish, ask } = slowAsking()
  const first = ask(1)
  await turns()
  const second = ask(2)
  await turns()
  const third = ask(3)
  await turns()
  expect(asked).toEqual([[1], [2]])
  finish[0]?.()
  expect(await first).toBe('answer 1')
  await turns()
  expect(asked).toEqual([[1], [2], [3]])
  finish[1]?.()
  finish[2]?.()
  expect(await Promise.all([second, third])).toEqual(['answer 2', 'answer 3'])
})

test('a failure rejects the calls of its batch, and no others', async () => {
  let isAway = true
  const ask = batch<number, number>(async (questions) => {
    if (isAway) throw new Error('away')
    return questions
  }, limits)
  const failed = await Promise.allSettled([ask(1), ask(2)])
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isAway = false
  expect(await ask(3)).toBe(3)
})
