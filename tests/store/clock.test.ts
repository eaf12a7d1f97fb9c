import { afterEach, expect, test, vi } from 'vitest'
import { createSharedClock } from '#lib/database/clock.ts'
import { moveDemoClock, openDemoClock } from '#lib/store/settings.ts'
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

/** The machine's clock is off by this much; the passing of time is unaffected. */
const setClock = (ms: number) => vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ms)
/** Less than the error of any clock here, and more than a busy machine's estimate of the time. */
const slackMs = 60_000
const offBy = (clock: { now(): Date }) => Math.abs(clock.now().getTime() - realNow())

test.each([3 * hourMs, -3 * hourMs])(
  'I5: setting the clock of the machine by %i ms moves nothing',
  async (ms) => {
    const clock = createSharedClock(db, fail)
    await clock.sync()
    setClock(ms)
    expect(offBy(clock)).toBeLessThan(slackMs)
    await clock.sync()
    expect(offBy(clock)).toBeLessThan(slackMs)
    setClock(0)
    expect(offBy(clock)).toBeLessThan(slackMs)
  },
)

test('C8: a machine whose clock is wrong from the start is corrected once the database was asked', async () => {
  setClock(hourMs)
  const clock = createSharedClock(db, fail)
  await clock.sync()
  expect(offBy(clock)).toBeLessThan(slackMs)
})

/** A database that only answers a clock's queries. */
const answering = (answer: () => Promise<unknown>) => Object.assign(Object.create(db), { $client: answer })

test('I5: after the machine slept, the database is asked for the time immediately', async () => {
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
  expect(Math.abs(clock.now().getTime() - everywhere())).toBeLessThan(slackMs)
})

/** A clock, and a world in which time passes only while the database answers, or by `passMs`. */
function openSlowClock({ machineOffMs = 0 } = {}) {
  const world = { timeMs: realNow(), answerAfterMs: 0 }
  const [began, startedMs] = [performance.now(), world.timeMs]
  vi.spyOn(performance, 'now').mockImplementation(() => began + world.timeMs - startedMs)
  vi.spyOn(Date, 'now').mockImplementation(() => world.timeMs + machineOffMs)
  // As a query that waited for a connection: the database reads its clock at the end.
  const asked = vi.fn(async () => {
    world.timeMs += world.answerAfterMs
    return [{ ms: world.timeMs, aheadMs: null }]
  })
  const clock = createSharedClock(answering(asked), fail)
  return { asked, clock, world, offBy: () => Math.abs(clock.realNow().getTime() - world.timeMs) }
}

test('I5: an answer that took 20 s moves nothing, and the database is soon asked again', async () => {
  const { asked, clock, world, offBy } = openSlowClock()
  await clock.sync()
  world.timeMs += 61_000
  world.answerAfterMs = 20_000
  await clock.sync()
  expect(offBy()).toBe(0)
  world.answerAfterMs = 0
  world.timeMs += 1_100
  clock.realNow()
  expect(asked).toHaveBeenCalledTimes(3)
})

test('I5: a slow first answer corrects a wrong clock as far as it can, and the next one the rest', async () => {
  const { asked, clock, world, offBy } = openSlowClock({ machineOffMs: hourMs })
  world.answerAfterMs = 20_000
  await clock.sync()
  world.answerAfterMs = 0
  expect(offBy()).toBeLessThanOrEqual(20_000)
  await new Promise(setImmediate)
  expect(asked).toHaveBeenCalledTimes(2)
  expect(offBy()).toBe(0)
})

test('I5: while the database is down, a jump doesn’t cause more than one query per second', async () => {
  const away = new Error('away')
  const asked = vi.fn(() => Promise.reject(away))
  const reports: unknown[] = []
  const clock = createSharedClock(answering(asked), (error) => {
    reports.push(error)
  })
  await expect(clock.sync()).rejects.toBe(away)
  setClock(hourMs)
  const askedAt = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => askedAt)
  for (let times = 0; times < 100; times += 1) {
    clock.now()
    await Promise.resolve()
  }
  expect(asked).toHaveBeenCalledTimes(1)
  expect(reports).toEqual([])
})

test('a demo moves the clock of every process of its database, but not the real one', async () => {
  const [one, other] = [createSharedClock(db, fail), createSharedClock(db, fail)]
  expect(await openDemoClock(db)).toBe(0)
  await Promise.all([one.sync(), other.sync()])
  expect(offBy(one)).toBeLessThan(slackMs)

  const yearMs = 365 * 24 * hourMs
  await moveDemoClock(db, yearMs)
  await Promise.all([one.sync(), other.sync()])
  for (const clock of [one, other]) {
    expect(Math.abs(clock.now().getTime() - realNow() - yearMs)).toBeLessThan(slackMs)
    expect(Math.abs(clock.realNow().getTime() - realNow())).toBeLessThan(slackMs)
  }
  expect(await openDemoClock(db), 'the next start of the demo continues there').toBe(yearMs)
})

test('a demo’s clock is compared every second, any other every minute', async () => {
  const asked = vi.fn(async () => [{ ms: realNow(), aheadMs: 0 as number | null }])
  const clock = createSharedClock(answering(asked), fail)
  await clock.sync()
  const before = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => before + 1_100)
  clock.now()
  expect(asked).toHaveBeenCalledTimes(2)
  vi.restoreAllMocks()

  const seldom = vi.fn(async () => [{ ms: realNow(), aheadMs: null }])
  const another = createSharedClock(answering(seldom), fail)
  await another.sync()
  const since = performance.now()
  const date = Date.now()
  vi.spyOn(performance, 'now').mockImplementation(() => since + 30_000)
  vi.spyOn(Date, 'now').mockImplementation(() => date + 30_000)
  another.now()
  expect(seldom).toHaveBeenCalledTimes(1)
})

test('a demo’s clock is compared even while nobody asks for the time, until the database is down', async () => {
  let isAway = false
  const asked = vi.fn(async () => {
    if (isAway) throw new Error('away')
    return [{ ms: realNow(), aheadMs: 0 as number | null }]
  })
  const clock = createSharedClock(answering(asked), fail)
  await clock.sync()
  await expect.poll(() => asked.mock.calls.length).toBeGreaterThan(2)
  isAway = true
  await expect
    .poll(() =>
      asked.mock.results.at(-1)?.value.then(
        () => false,
        () => true,
      ),
    )
    .toBe(true)
})
