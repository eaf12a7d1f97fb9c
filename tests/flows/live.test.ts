import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { type Context, inTransaction } from '#lib/context.ts'
import { openDatabase } from '#lib/database/pool.ts'
import { createSignals } from '#lib/database/signals.ts'
import { appendEvents, type NewEvent } from '#lib/events/append.ts'
import { createLiveHub, type LiveStart, mostPerPerson } from '#lib/live/hub.ts'
import { mostWaiting } from '#lib/live/outbox.ts'
import { changeRole, disablePerson } from '#lib/people/manage.ts'
import { endSession } from '#lib/people/sessions.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { type Services, signalChannels } from '#lib/services.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { readLive } from '../fixtures/read-live.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)
const { system } = world

// Events are recorded by the database's clock, which the test can't move.
world.passMs(Date.now() - system.realNow().getTime())
const services: Services = { ...world.services, realNow: () => new Date() }

for (const name of ['kettle', 'teapot']) {
  await signUp(world.visitor(), {
    email: `${name}@example.com`,
    name,
    password: new Secret(goodPassword),
  })
}
const operatorId = await world.addOperator('operator@example.com', 'operator')
const viewerId = await world.addOperator('viewer@example.com', 'viewer')
await world.addOperator('admin@example.com', 'admin')

function openHub(changes: Partial<Services> = {}, ...streams: Parameters<typeof createLiveHub>[1][]) {
  const hub = createLiveHub({ ...services, ...changes }, ...streams)
  onTestFinished(() => hub.close())
  return hub
}

type Hub = ReturnType<typeof openHub>
const fromNow: LiveStart = { after: null, ageMs: null }

async function watch(hub: Hub, ctx: Context, start: LiveStart = fromNow) {
  const live = readLive((await hub.open(ctx, start, () => {})).body)
  onTestFinished(() => live.cancel().catch(() => {}))
  await expect.poll(() => live.names()).toContain('ready')
  return live
}

async function append(events: readonly NewEvent[], ctx: Context = system): Promise<readonly string[]> {
  return inTransaction(ctx, (tx) => appendEvents(tx, events))
}

const change = (accountId: string | null, id: string = newId()): NewEvent => ({
  type: 'authorization.changed',
  subjectId: id,
  authorizationId: id,
  accountId,
})

const accountOf = ({ actor }: Context) => (actor.kind === 'account' ? actor.accountId : '')

test('announces a change only to those who may see it', async () => {
  const hub = openHub()
  const people = Object.fromEntries(
    await Promise.all(
      ['kettle', 'teapot', 'operator', 'viewer', 'admin'].map(async (name) => {
        const { ctx } = await world.enter(`${name}@example.com`)
        return [name, { ctx, live: await watch(hub, ctx) }] as const
      }),
    ),
  )
  const mine = accountOf(people.kettle?.ctx as Context)
  const other = accountOf(people.teapot?.ctx as Context)
  const sees = {
    'authorization.paused': [mine, 'kettle, operator, viewer, admin'],
    'authorization.renewal_due': [other, 'teapot, operator, viewer, admin'],
    'authorization.changed': [null, 'operator, viewer, admin'],
    'attempt.changed': [mine, 'kettle, operator, viewer, admin'],
    'link.changed': [mine, 'operator, viewer, admin'],
    'application.changed': [mine, 'operator, viewer, admin'],
    'incident.opened': [mine, 'operator, viewer, admin'],
    'key.used_from_new_network': [mine, 'admin'],
    'webhook.disabled': [mine, 'operator, viewer, admin'],
    'person.break_glass_used': [mine, 'admin'],
  } as const
  const ids = new Map<string, string>()
  for (const [type, [accountId]] of Object.entries(sees)) {
    const subjectId = newId()
    ids.set(subjectId, type)
    await append([{ type: type as keyof typeof sees, subjectId, accountId, data: { secret: 'not shown' } }])
  }
  const last = await append([change(mine), change(other)])
  expect(last).toHaveLength(2)
  for (const [name, { live }] of Object.entries(people)) {
    const wanted = name === 'teapot' ? last[1] : last[0]
    await expect.poll(() => live.last()).toBe(name === 'kettle' || name === 'teapot' ? wanted : last[1])
    const seen = live.messages.flatMap(({ data }) => ids.get(String(data.id)) ?? [])
    const expected = Object.entries(sees).flatMap(([type, [, who]]) =>
      who.split(', ').includes(name) ? [type] : [],
    )
    expect([name, seen]).toEqual([name, expected])
  }
  const [first] = people.operator?.live.messages.filter(({ event }) => event === 'change') ?? []
  expect(first?.data).toEqual({
    type: 'authorization.paused',
    kind: 'authorization',
    id: expect.any(String),
    authorizationId: null,
    isOwn: false,
  })
  const forSeller = people.kettle?.live.messages.filter(({ event }) => event === 'change')
  expect(new Set(forSeller?.map(({ data }) => data.type))).toEqual(
    new Set(['authorization.changed', 'attempt.changed']),
  )
})

test('marks a change as the viewer’s own', async () => {
  const hub = openHub()
  const { ctx } = await world.enter('operator@example.com')
  const live = await watch(hub, ctx)
  await append([change(null)], ctx)
  await append([change(null)])
  await expect.poll(() => live.changes()).toHaveLength(2)
  expect(live.messages.filter(({ event }) => event === 'change').map(({ data }) => data.isOwn)).toEqual([
    true,
    false,
  ])
})

test('a client that reconnects gets the events it missed, also from another process', async () => {
  const [one, other] = [openHub(), openHub()]
  const { ctx } = await world.enter('operator@example.com')
  const first = await watch(one, ctx)
  const [seen = ''] = await append([change(null)])
  await expect.poll(() => first.last()).toBe(seen)
  await first.cancel()
  const missed = await append([change(null), change(null)])
  for (const hub of [one, other]) {
    const live = await watch(hub, ctx, { after: seen, ageMs: null })
    await expect
      .poll(() => live.messages.filter(({ event }) => event === 'change').map(({ id }) => id))
      .toEqual(missed)
    expect(live.names()).not.toContain('reset')
  }
})

test('a page that was read a moment ago gets the events since then', async () => {
  const hub = openHub()
  const { ctx } = await world.enter('operator@example.com')
  const missed = await append([change(null)])
  const live = await watch(hub, ctx, { after: null, ageMs: 5_000 })
  await expect.poll(() => live.messages.map(({ id }) => id)).toContain(missed[0])
  await live.cancel()
  const later = await append([change(null)])
  const again = await watch(hub, ctx, { after: live.last(), ageMs: null })
  await expect.poll(() => again.messages.map(({ id }) => id)).toContain(later[0])
})

test('a client that missed too much, or whose last event was deleted, reads everything again', async () => {
  const hub = openHub()
  const { ctx } = await world.enter('operator@example.com')
  const gone = await watch(hub, ctx, { after: newId(), ageMs: null })
  expect(gone.names()).toEqual(['reset', 'ready'])
  const garbled = await watch(hub, ctx, { after: 'at-', ageMs: null })
  expect(garbled.names()).toEqual(['reset', 'ready'])
  const [seen = ''] = await append([change(null)])
  const reader = await watch(hub, ctx)
  for (const most of [150, 300]) {
    await append(Array.from({ length: 150 }, () => change(null)))
    await expect.poll(() => reader.changes().length).toBeGreaterThanOrEqual(most)
  }
  const far = await watch(hub, ctx, { after: seen, ageMs: null })
  expect(far.names()).toEqual(['reset', 'ready'])
})

test('a client that reads nothing uses a bounded amount of memory, and learns that it missed something', async () => {
  const hub = openHub()
  const { ctx } = await world.enter('operator@example.com')
  const { body } = await hub.open(ctx, fromNow, () => {})
  const reader = await watch(hub, ctx)
  // A whole batch would be too much for the reader as well, and other tests' transactions hold events back.
  for (const total of [150, 300, 450]) {
    await append(Array.from({ length: 150 }, () => change(null)))
    await expect.poll(() => reader.changes().length, { timeout: 60_000 }).toBe(total)
  }
  const late = readLive(body)
  onTestFinished(() => late.cancel().catch(() => {}))
  await expect.poll(() => late.names()).toContain('reset')
  expect(late.messages.length).toBeLessThanOrEqual(mostWaiting + 1)
})

test('catches up without gaps while many transactions write at the same time', async () => {
  const hub = openHub()
  const { ctx } = await world.enter('operator@example.com')
  const seen = new Set<string>()
  let live = await watch(hub, ctx)
  const note = () => {
    for (const { event, id } of live.messages) if (event === 'change') seen.add(id)
  }
  const writers = Array.from({ length: 8 }, async () => {
    const ids: string[] = []
    for (let round = 0; round < 15; round += 1) {
      await inTransaction(system, async (tx) => {
        ids.push(...(await appendEvents(tx, [change(null)])))
        // Transactions commit in another order than they began.
        await tx.db.execute(sql`select pg_sleep(${randomInt(20) / 1_000}::float8)`)
      })
    }
    return ids
  })
  const all = Promise.all(writers)
  let isWritten = false
  void all.then(() => {
    isWritten = true
  })
  while (!isWritten) {
    const before = live
    await expect.poll(() => before.changes().length > 0 || isWritten).toBe(true)
    await before.cancel()
    note()
    live = await watch(hub, ctx, { after: before.last(), ageMs: null })
    expect(live.names()).not.toContain('reset')
  }
  const written = (await all).flat()
  await expect
    .poll(() => {
      note()
      return written.filter((id) => !seen.has(id))
    })
    .toEqual([])
})

test('a stream ends with its session, with its person and with their role', async () => {
  const hub = openHub()
  const admin = await world.enter('admin@example.com')
  const [signedOut, demoted, disabled, untouched] = await Promise.all(
    ['operator', 'operator', 'viewer', 'admin'].map(async (name) => {
      const entered = await world.enter(`${name}@example.com`)
      return { ...entered, live: await watch(hub, entered.ctx) }
    }),
  )
  await endSession(signedOut?.ctx as Context, signedOut?.session.id ?? '')
  await expect.poll(() => signedOut?.live.isEnded()).toBe(true)
  expect(signedOut?.live.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'signed-out' } })
  expect(demoted?.live.isEnded()).toBe(false)
  await changeRole(admin.ctx, operatorId, 'viewer')
  await expect.poll(() => demoted?.live.isEnded()).toBe(true)
  expect(demoted?.live.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'changed' } })
  await changeRole(admin.ctx, operatorId, 'operator')
  await disablePerson(admin.ctx, viewerId)
  await expect.poll(() => disabled?.live.isEnded()).toBe(true)
  expect(untouched?.live.isEnded()).toBe(false)
  expect(hub.size).toBe(1)
})

test('a stream ends when its session has been idle for too long', async () => {
  const hub = openHub({ realNow: world.services.realNow })
  const { ctx } = await world.enter('operator@example.com')
  const live = await watch(hub, ctx)
  world.passMs(12 * 3_600_000)
  await expect.poll(() => live.isEnded()).toBe(true)
  expect(live.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'signed-out' } })
})

test('one person has a limited number of streams, and none without a session', async () => {
  const hub = openHub()
  const { ctx } = await world.enter('operator@example.com')
  const open = await Promise.all(Array.from({ length: mostPerPerson }, () => watch(hub, ctx)))
  await expect(hub.open(ctx, fromNow, () => {})).rejects.toThrow(refusal('too_many_requests'))
  const { ctx: other } = await world.enter('admin@example.com')
  await watch(hub, other)
  await open[0]?.cancel()
  await watch(hub, ctx)
  await expect(hub.open(world.visitor(), fromNow, () => {})).rejects.toThrow(refusal('sign_in_required'))
})

test('a process that is about to stop ends its streams and opens no others', async () => {
  const hub = openHub()
  const { ctx } = await world.enter('operator@example.com')
  const live = await watch(hub, ctx)
  hub.close()
  await live.done
  expect(live.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'draining' } })
  expect(hub.size).toBe(0)
  await expect(hub.open(ctx, fromNow, () => {})).rejects.toThrow(refusal('too_many_requests'))
})

test('streams stay open while the database drops every connection, and miss nothing', async () => {
  const { log } = world.services
  const pool = openDatabase(database.location)
  const signals = createSignals(database.location, signalChannels, log)
  onTestFinished(async () => {
    await Promise.all([pool.close(), signals.close()])
  })
  const hub = openHub({ db: pool.db, signals })
  const { ctx } = await world.enter('operator@example.com')
  const live = await watch(hub, ctx)
  for (let round = 1; round <= 3; round += 1) {
    await database.patientDb.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and datname = current_database() and usename = current_user`)
    const ids = await expect
      .poll(() => append([change(null)]).catch(() => null))
      .not.toBeNull()
      .then(() => round)
    expect(ids).toBe(round)
    await expect.poll(() => live.changes().length).toBeGreaterThanOrEqual(round)
  }
  expect(live.isEnded()).toBe(false)
  expect(live.names()).not.toContain('reset')
})

test('five hundred streams cost the database as much as one', async () => {
  const counted = { reads: 0 }
  const db = new Proxy(database.db, {
    get: (target, name) => {
      if (name === 'select') counted.reads += 1
      return Reflect.get(target, name)
    },
  })
  const reads = async (streams: number) => {
    const hub = openHub({ db })
    const { ctx, actor } = await world.enter('operator@example.com')
    const lives = await Promise.all(
      Array.from({ length: streams }, (_, index) =>
        watch(hub, {
          ...ctx,
          actor: { ...actor, personId: `${Math.floor(index / mostPerPerson)}` } as never,
        }),
      ),
    )
    counted.reads = 0
    for (let round = 1; round <= 5; round += 1) {
      await append([change(null)])
      await expect.poll(() => lives.every((live) => live.changes().length === round)).toBe(true)
    }
    const { reads } = counted
    await Promise.all(lives.map((live) => live.cancel()))
    return reads
  }
  const one = await reads(1)
  expect(await reads(500)).toBeLessThan(one + 100)
})

test('sellers who open many pages don’t keep operators from following changes', async () => {
  const hub = openHub({}, { all: 3, forSellers: 2 })
  const { ctx: seller } = await world.enter('kettle@example.com')
  const { ctx: other } = await world.enter('teapot@example.com')
  await watch(hub, seller)
  await watch(hub, seller)
  await expect(watch(hub, other)).rejects.toThrow(refusal('too_many_requests'))
  const { ctx: operator } = await world.enter('operator@example.com')
  await watch(hub, operator)
  await expect(watch(hub, operator)).rejects.toThrow(refusal('too_many_requests'))
})
