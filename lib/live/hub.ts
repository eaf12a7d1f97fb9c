import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { actorOf } from '../people/actor.ts'
import { isSessionOpen } from '../people/session-life.ts'
import { requirePerson, type SignedInActor } from '../people/sessions.ts'
import type { Services } from '../services.ts'
import { listSessionsWithPeople } from '../store/people/sessions.ts'
import { maySee, toChange } from './audience.ts'
import { createOutbox, mostWaiting, type Outbox } from './outbox.ts'
import { createRecentEvents, type RecentEvent } from './recent-events.ts'

/** Where a stream starts. */
export interface LiveStart {
  /** The id of the last event that the client got, or `at-…`; null: none yet. */
  readonly after: string | null
  /** How many milliseconds ago the client read its data; null: unknown. */
  readonly ageMs: number | null
}

/** All open pages of this process. It reads each event once, and each session's state once for all streams. */
export interface LiveHub {
  /**
   * A stream of server-sent events: `change` (a `LiveChange`), `reset` (some are missing: read everything again),
   * `ready`, `beat` every fifteen seconds, and `end` with its reason. `drop` breaks the connection of a client that
   * reads nothing. The second function ends the stream early.
   */
  open(ctx: Context, start: LiveStart, drop: () => void): Promise<{ body: Outbox['body']; leave: () => void }>
  /** How many streams are open. */
  readonly size: number
  /** Ends all streams, and opens no others. */
  close(): void
}

type EndReason = 'signed-out' | 'changed' | 'draining'

interface Viewer {
  readonly actor: SignedInActor
  readonly outbox: Outbox
  readonly drop: () => void
}

/** A browser needs one stream, or one for each tab if its tabs can't share it. */
export const mostPerPerson = 10

/** How many streams a process has. `forSellers`: anybody may sign up, so sellers can't use up those of operators. */
const defaultStreams = { all: 2_000, forSellers: 1_500 }

const beatMs = 15_000
const sessionsEveryMs = 5_000
const stallMs = 30_000
const endMs = 5_000

export function createLiveHub(services: Services, streams = defaultStreams): LiveHub {
  const recent = createRecentEvents(services, publish)
  const viewers = new Set<Viewer>()
  const ends: (() => void)[] = []
  let opening = 0
  let isClosed = false
  let isChecking = false
  let isCheckWanted = false
  let isRunning = false

  function publish(events: readonly RecentEvent[]): void {
    for (const viewer of viewers) {
      for (const { head } of events) {
        if (!maySee(viewer.actor, head)) continue
        const change = block('change', head.id, toChange(viewer.actor, head))
        viewer.outbox.push(change, block('reset', recent.cursor()))
      }
    }
  }

  function leave(viewer: Viewer): void {
    viewers.delete(viewer)
    stopIfUnused()
  }

  function end(viewer: Viewer, reason: EndReason): void {
    if (!viewers.has(viewer)) return
    viewer.outbox.end(block('end', recent.cursor(), { reason }))
    leave(viewer)
    setTimeout(() => {
      if (viewer.outbox.stalledMs > 0) viewer.drop()
    }, endMs).unref()
  }

  /** One statement for all streams. A request during one is served by the next. */
  async function checkSessions(): Promise<void> {
    isCheckWanted = true
    if (isChecking) return
    isChecking = true
    try {
      while (isCheckWanted && viewers.size > 0) {
        isCheckWanted = false
        await endOverSessions()
      }
    } catch (error) {
      services.log.debug({ error }, 'sessions of open pages not checked; trying again')
    } finally {
      isChecking = false
    }
  }

  async function endOverSessions(): Promise<void> {
    const checked = [...viewers]
    const ids = new Set(checked.map(({ actor }) => actor.sessionId))
    const rows = await listSessionsWithPeople(services.db, [...ids])
    const found = new Map(rows.map((row) => [row.session.id, row]))
    const now = services.realNow()
    for (const viewer of checked) {
      const row = found.get(viewer.actor.sessionId)
      if (row === undefined || !isSessionOpen(row, now)) end(viewer, 'signed-out')
      else if (!hasSameRights(viewer.actor, actorOf(row.person, row.session.id))) end(viewer, 'changed')
    }
  }

  function beat(): void {
    const text = block('beat', recent.cursor())
    for (const viewer of viewers) {
      if (viewer.outbox.stalledMs > stallMs) {
        leave(viewer)
        viewer.drop()
      } else viewer.outbox.push(text, block('reset', recent.cursor()))
    }
  }

  function run(): void {
    if (isRunning) return
    isRunning = true
    const timers = [setInterval(beat, beatMs), setInterval(() => void checkSessions(), sessionsEveryMs)]
    for (const timer of timers) timer.unref()
    ends.push(
      recent.start(),
      services.signals.onSessions(() => void checkSessions()),
      () => {
        for (const timer of timers) clearInterval(timer)
      },
    )
  }

  function stopIfUnused(): void {
    if (viewers.size > 0 || opening > 0) return
    for (const stop of ends.splice(0)) stop()
    isRunning = false
  }

  function requireCapacity({ personId, kind }: SignedInActor): void {
    const open = [...viewers].map(({ actor }) => actor)
    const own = open.filter((actor) => actor.personId === personId).length
    const sellers = open.filter((actor) => actor.kind === 'account').length
    const isFull = open.length >= streams.all || (kind === 'account' && sellers >= streams.forSellers)
    if (!isClosed && own < mostPerPerson && !isFull) return
    throw new AppError('too_many_requests', { retryAfterS: 60 })
  }

  return {
    open: async (ctx, start, drop) => {
      const actor = requirePerson(ctx)
      requireCapacity(actor)
      opening++
      try {
        run()
        await recent.prepare(start.after)
        requireCapacity(actor)
        // From here on nothing waits: an event is either replayed or published.
        const viewer: Viewer = { actor, outbox: createOutbox(() => leave(viewer)), drop }
        const missed = recent.since(start)?.filter(({ head }) => maySee(actor, head))
        const retry = `retry: ${1_000 + Math.floor(Math.random() * 2_000)}\n\n`
        const replayed =
          missed === undefined || missed.length > mostWaiting
            ? block('reset', recent.cursor())
            : missed.map(({ head }) => block('change', head.id, toChange(actor, head))).join('')
        viewer.outbox.push(`${retry}${replayed}${block('ready', recent.cursor())}`, '')
        viewers.add(viewer)
        return { body: viewer.outbox.body, leave: () => leave(viewer) }
      } finally {
        opening--
        stopIfUnused()
      }
    },
    get size() {
      return viewers.size
    },
    close: () => {
      isClosed = true
      for (const viewer of viewers) end(viewer, 'draining')
    },
  }
}

function hasSameRights(one: SignedInActor, other: SignedInActor): boolean {
  if (one.kind === 'account') return other.kind === 'account' && one.accountId === other.accountId
  return other.kind === 'operator' && one.role === other.role
}

function block(name: string, id: string, data: object = {}): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`
}
