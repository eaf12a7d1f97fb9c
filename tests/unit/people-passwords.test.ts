import { expect, test } from 'vitest'
import { judgePassword } from '#lib/people/judge-password.ts'
import { Secret } from '#lib/secret.ts'

const judge = (text: string, about = 'a'.repeat(100)) => judgePassword(new Secret(text), [about])

/** The shortest of a few, in milliseconds: this machine may be busy. */
async function timeOf(text: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 4; round += 1) {
    const startedAt = performance.now()
    await judge(text).catch(() => {})
    times.push(performance.now() - startedAt)
  }
  return Math.min(...times)
}

test('a password that takes long to judge takes no longer for being long: everybody else waits meanwhile', async () => {
  const hard = '4@8({[<3610!|17|2z5$+7%2z'.repeat(6)
  const short = await timeOf(hard.slice(0, 40))
  expect((await timeOf(hard.slice(0, 128))) / short).toBeLessThan(3)
})

test('a long password is as good as its beginning', async () => {
  await judge(`plumbago-Tuesday-51-kelp ${'a'.repeat(100)}`)
  await expect(judge('a'.repeat(128))).rejects.toThrow(/^password_too_common:/)
  const name = 'Vereinigte-Zwetschgen-und-Mirabellen-Handelsgesellschaft'.replaceAll('-', '')
  await expect(judge(`${name}1`, name)).rejects.toThrow(/^password_too_common:/)
  await judge(`${name}1`)
})
