import { afterEach, expect, test, vi } from 'vitest'
import { createSharedClock } from '#lib/store/clock.ts'
import { useDatabase } from '../fixtures/database.ts'

const { db } = await useDatabase()
const hourMs = 3_600_000
const { now: realNow } = Date
const fail = (error: unknown) => {
  throw error
}
afterEach(() => {
  vi.restoreAllMocks()
})

/** The machine's clock is set by so much; the time that passes stays as it is. */
const setClock = (ms: number) => vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ms)
const offBy = (clock: { now(): Date }) => Math.abs(clock.now().getTime() - realNow())

test.each([3 * hourMs, -3 * hourMs])(
  'I5: setting the clock of the machine by %i ms moves nothing',
  async (ms) => {
    const clock = createSharedClock(db, fail)
    await clock.sync()
    setClock(ms)
    expect(offBy(clock)).toBeLessThan(200)
    await clock.sync()
    expect(offBy(clock)).toBeLessThan(200)
    setClock(0)
    expect(offBy(clock)).toBeLessThan(200)
  },
)

test('C8: a machine whose clock is wrong from the start is right once the database was asked', async () => {
  setClock(hourMs)
  const clock = createSharedClock(db, fail)
  await clock.sync()
  expect(offBy(clock)).toBeLessThan(200)
})

/** The database as far as a clock asks it. */
const answering = (answer: () => Promise<unknown>) => Object.assign(Object.create(db), { $client: answer })

test('I5: after a sleep, in which no time passed for the process, the database is asked at once', async () => {
  let sleptMs = 0
  const everywhere = () => realNow() + sleptMs
  vi.spyOn(Date, 'now').mockImplementation(everywhere)
  const clock = createSharedClock(
    answering(async () => [{ ms: everywhere() }]),
    fail,
  )
  await clock.sync()
  const asked = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => asked + 2_000)
  sleptMs = hourMs
  clock.now()
  await new Promise(setImmediate)
  expect(Math.abs(clock.now().getTime() - everywhere())).toBeLessThan(200)
})

test('I5: while the database is away, a jump is no reason to ask it more than once a second', async () => {
  const away = new Error('away')
  const asked = vi.fn(() => Promise.reject(away))
  const reports: unknown[] = []
  const clock = createSharedClock(answering(asked), (error) => {
    reports.push(error)
  })
  await expect(clock.sync()).rejects.toBe(away)
  setClock(hourMs)
  for (let times = 0; times < 100; times += 1) {
    clock.now()
    await Promise.resolve()
  }
  expect(asked).toHaveBeenCalledTimes(1)
  expect(reports).toEqual([])
})
