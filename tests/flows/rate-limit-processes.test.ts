import { expect, test } from 'vitest'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const admin = await addAdmin(own.services, (actor) => ({ ...own.system, actor }))
const windowMs = 10_000

test('two processes together accept as many requests of a key as one may', async () => {
  const { key } = await makeKey(admin)
  const probe = await makeKey(admin)
  const changes = { API_REQUESTS_PER_SECOND: '20' }
  const processes = await Promise.all([own.startApi([], changes), own.startApi([], changes)])
  const ask = (index: number, of: string) =>
    fetch(`${processes[index]?.origin}/api/v1/authorizations`, { headers: { authorization: `Bearer ${of}` } })
  const leftAt = async (index: number) => {
    const { headers } = await ask(index, probe.key)
    return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])
  }
  // Each knows of the other once it promises half of the quota of 200 at most.
  await expect.poll(() => leftAt(0), { timeout: 20_000 }).toBeLessThanOrEqual(100)
  await expect.poll(() => leftAt(1), { timeout: 20_000 }).toBeLessThanOrEqual(100)
  // Early in a window, so that all requests fit into it, unless the machine is busy.
  await expect
    .poll(() => Date.now() % windowMs, { timeout: 2 * windowMs, interval: 100 })
    .toBeLessThan(windowMs / 5)

  const firstWindow = Math.floor(Date.now() / windowMs)
  const counts = [0, 0]
  const askMany = async (index: number) => {
    for (let sent = 0; sent < 400; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(index, key)))
      counts[index] = (counts[index] ?? 0) + answers.filter(({ status }) => status === 200).length
    }
  }
  await Promise.all([askMany(0), askMany(1)])
  const windows = Math.floor(Date.now() / windowMs) - firstWindow + 1
  const accepted = counts.reduce((sum, count) => sum + count, 0)
  expect(accepted).toBeGreaterThanOrEqual(180)
  // Each for itself, the two would accept 400.
  expect(accepted).toBeLessThanOrEqual(windows * 200)
  expect(await Promise.all(processes.map((one) => one.end('SIGTERM')))).toEqual([0, 0])
  expect(await own.services.db.execute('select from api_process')).toHaveLength(0)
})
