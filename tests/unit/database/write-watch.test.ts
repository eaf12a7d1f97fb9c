import { expect, onTestFinished, test } from 'vitest'
import { createWriteWatch } from '#lib/database/pool.ts'

test('connections that couldn’t be replaced are replaced at the next attempt', async () => {
  let attempts = 0
  const lines: string[] = []
  const watch = createWriteWatch({
    probe: async () => true,
    renew: () => {
      attempts += 1
      if (attempts === 1) throw new Error('ENOENT: no such file or directory, open ca.pem')
    },
    report: (line) => lines.push(line),
  })
  onTestFinished(watch.stop)
  watch.noteReadOnly()
  expect(watch.isReadOnly()).toBe(true)
  await expect.poll(() => watch.isReadOnly()).toBe(false)
  expect(attempts).toBe(2)
  expect(lines.at(-1)).toBe('the database accepts writes again; all connections were replaced')
})
