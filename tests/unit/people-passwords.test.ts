import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { expect, test, vi } from 'vitest'
import { requireStrongPassword } from '#lib/people/require-strong-password.ts'
import { Secret } from '#lib/secret.ts'

const judge = (text: string, about = 'a'.repeat(100)) => requireStrongPassword(new Secret(text), [about])

test('only the beginning of a long password is checked, since everybody else waits meanwhile', async () => {
  const checks = vi.spyOn(ZxcvbnFactory.prototype, 'check')
  await judge('4@8({[<3610!|17|2z5$+7%2z'.repeat(6).slice(0, 128))
  expect(checks.mock.results.map(({ value }) => value.sequence.at(-1).j)).toEqual([39])
  for (const word of checks.mock.calls[0]?.[1] ?? []) expect(String(word).length).toBeLessThanOrEqual(40)
})

test('a long password is as good as its beginning', async () => {
  await judge(`plumbago-Tuesday-51-kelp ${'a'.repeat(100)}`)
  await expect(judge('a'.repeat(128))).rejects.toThrow(/^password_too_common:/)
  const name = 'Vereinigte-Zwetschgen-und-Mirabellen-Handelsgesellschaft'.replaceAll('-', '')
  await expect(judge(`${name}1`, name)).rejects.toThrow(/^password_too_common:/)
  await judge(`${name}1`)
})
