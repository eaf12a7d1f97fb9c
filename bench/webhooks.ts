import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { person } from '#drizzle/schema.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { appendEvents } from '#lib/events/append.ts'
import { type AllowedNetworks, parseNetworks } from '#lib/outbound/address.ts'
import { createPostOutbound } from '#lib/outbound/post.ts'
import { newId } from '#lib/vault/random.ts'
import { createWebhookSender } from '#lib/webhooks/deliver.ts'
import { createEndpoint } from '#lib/webhooks/manage.ts'
import { webhookPolicy } from '#lib/webhooks/schedule.ts'
import { openInstallation } from './installation.ts'
import { type Measure, withSpread } from './report.ts'

const events = 10_000
const authorizations = 1_000
const runs = 3
/** For the lag: events per second, and for how long. */
const pace = { perSecond: 50, seconds: 10 }

/** From the commit of an event to the endpoint that confirms it, next to the same requests alone. */
export async function measureWebhooks(): Promise<Measure[]> {
  const own = await openInstallation()
  const receiver = await startReceiver()
  try {
    const loopback = parseNetworks('127.0.0.0/8') as AllowedNetworks
    const { settings } = own.services
    const services = {
      ...own.services,
      postOutbound: createPostOutbound(loopback),
      settings: { ...settings, outboundAllowedNetworks: loopback },
    }
    const ctx: Context = { ...own.system, ...services }
    await addEndpoint(ctx, receiver.url)
    const sender = createWebhookSender(services)
    sender.start()
    const [rates, bare, starts]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < runs; run += 1) {
      bare.push(await rateOf(() => sendBare(services.postOutbound, receiver.url)))
      receiver.reset(events)
      const startedAt = performance.now()
      await appendMany(ctx)
      starts.push(performance.now() - startedAt)
      await receiver.complete()
      rates.push(events / ((performance.now() - startedAt) / 1_000))
    }
    const lags = await measureLag(ctx, receiver)
    await sender.stop()
    const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
    const at = (share: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0
    return [
      {
        what: `webhooks delivered per second, ${events.toLocaleString('en')} events, one endpoint, one worker`,
        value: withSpread(rates, '/s', 0),
        beside: `${withSpread(bare, '/s', 0)} of the same requests alone`,
        ratio: (middle(rates) / middle(bare)).toFixed(2),
        goal: '–',
      },
      {
        what: `event committed → received, ${pace.perSecond} events per second`,
        value: `${at(0.5).toFixed(0)} ms (p95 ${at(0.95).toFixed(0)} ms)`,
        beside: '–',
        ratio: '–',
        goal: 'p95 ≤ 2,000 ms',
      },
    ]
  } finally {
    await own.close()
    receiver.close()
  }
}

async function addEndpoint(ctx: Context, url: string): Promise<void> {
  const personId = newId()
  await ctx.db.insert(person).values({
    id: personId,
    email: 'bench@example.com',
    name: 'Bench',
    passwordHash: 'none',
    role: 'admin',
    createdAt: ctx.now(),
  })
  const actor = { kind: 'operator', personId, role: 'admin', sessionId: newId() } as const
  const settings = { name: 'Bench', url, eventTypes: null, applicationId: null, tags: {} }
  await createEndpoint({ ...ctx, actor }, { id: newId(), ...settings })
}

/** Ten of each authorization, in transactions of a hundred. */
async function appendMany(ctx: Context): Promise<void> {
  const ids = Array.from({ length: authorizations }, newId)
  for (let round = 0; round < events / authorizations; round += 1) {
    for (let start = 0; start < authorizations; start += 100) {
      const some = ids.slice(start, start + 100)
      await inTransaction(ctx, (tx) => appendEvents(tx, some.map(eventOf)))
    }
  }
}

function eventOf(authorizationId: string) {
  return {
    ...({ type: 'authorization.recovered', subjectId: authorizationId, authorizationId } as const),
    data: { previous: { health: 'retrying' }, current: { health: 'working' }, cause: null },
  }
}

type Receiver = Awaited<ReturnType<typeof startReceiver>>

async function measureLag(ctx: Context, receiver: Receiver): Promise<readonly number[]> {
  const total = pace.perSecond * pace.seconds
  receiver.reset(total)
  const committed = new Map<string, number>()
  for (let count = 0; count < total; count += 1) {
    const [id = ''] = await inTransaction(ctx, (tx) => appendEvents(tx, [eventOf(newId())]))
    committed.set(id, performance.now())
    await pause(1_000 / pace.perSecond)
  }
  await receiver.complete()
  const lags = [...committed].map(([id, at]) => Math.max(0, (receiver.times.get(id) ?? 0) - at))
  return lags.toSorted((a, b) => a - b)
}

async function rateOf(work: () => Promise<number>): Promise<number> {
  const startedAt = performance.now()
  const count = await work()
  return count / ((performance.now() - startedAt) / 1_000)
}

/** The number of concurrent requests that an endpoint gets. */
async function sendBare(post: ReturnType<typeof createPostOutbound>, url: string): Promise<number> {
  const total = 2_000
  let begun = 0
  const worker = async () => {
    while (begun < total) {
      begun += 1
      const headers = { 'content-type': 'application/json', 'webhook-id': newId() }
      const body = JSON.stringify({ data: 'x'.repeat(500) })
      await post({ url, headers, body, timeoutMs: webhookPolicy.timeoutMs, maxBytes: 1_024 })
    }
  }
  await Promise.all(Array.from({ length: webhookPolicy.concurrentRequests }, worker))
  return total
}

async function startReceiver() {
  const times = new Map<string, number>()
  let expected = Number.POSITIVE_INFINITY
  let isComplete = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.end()
      times.set(String(request.headers['webhook-id']), performance.now())
      if (times.size === expected) isComplete.resolve()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    times,
    /** Counts from here, until this many different events have come. */
    reset: (count: number) => {
      times.clear()
      expected = count
      isComplete = Promise.withResolvers<void>()
    },
    complete: () => isComplete.promise,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
