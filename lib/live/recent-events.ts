import type { Services } from '../services.ts'
import {
  beginning,
  type EventHead,
  type EventPosition,
  listEventHeadsAfter,
  listLastEventHeads,
} from '../store/events/events.ts'
import type { LiveStart } from './hub.ts'

export interface RecentEvent {
  readonly head: EventHead
  /** When this process read it. */
  readonly readAtMs: number
}

/** The last events, in memory: clients catch up from here at no cost to the database. */
export interface RecentEvents {
  /** Reads events as they come, until the returned function is called. */
  start(): () => void
  /** Resolves when the memory is filled and holds everything up to the event of this id, if it exists at all. */
  prepare(after: string | null): Promise<void>
  /** The events after the client's last one; null: that one is too long ago. */
  since(start: LiveStart): readonly RecentEvent[] | null
  /** The position of a client that has everything read so far. */
  cursor(): string
}

const kept = 2_000
const batchSize = 500
/** How long a transaction may take to commit its events: the time when a page was read says nothing about those. */
const marginMs = 15_000
const cursorShape = /^at-(\d{1,19})-(\d{1,15})$/

function parseCursor(text: string | null): EventPosition | null {
  const [, transactionId, position] = cursorShape.exec(text ?? '') ?? []
  return transactionId === undefined ? null : { transactionId, position: Number(position) }
}

/** In the order in which events are read. */
function isAfter(one: EventPosition, other: EventPosition): boolean {
  const [first, second] = [BigInt(one.transactionId), BigInt(other.transactionId)]
  return first === second ? one.position > other.position : first > second
}

export function createRecentEvents(
  services: Pick<Services, 'db' | 'signals' | 'log' | 'realNow'>,
  publish: (events: readonly RecentEvent[]) => void,
): RecentEvents {
  let events: RecentEvent[] = []
  let position: EventPosition = beginning
  /** Whether there is no older event than those kept. */
  let isComplete = false
  let isFilled = false
  let reading: Promise<void> | null = null
  let isBehind = false
  let isFailing = false

  async function fill(): Promise<void> {
    const heads = await listLastEventHeads(services.db, kept)
    events = heads.map((head) => ({ head, readAtMs: head.recordedAt.getTime() }))
    position = heads.at(-1) ?? beginning
    isComplete = heads.length < kept
    isFilled = true
  }

  async function readNew(): Promise<void> {
    for (;;) {
      const startedAtMs = services.realNow().getTime()
      const heads = await listEventHeadsAfter(services.db, position, batchSize)
      const last = heads.at(-1)
      if (last === undefined) return
      const found = heads.map((head) => ({ head, readAtMs: startedAtMs }))
      position = last
      events.push(...found)
      if (events.length > kept) {
        events = events.slice(-kept)
        isComplete = false
      }
      publish(found)
      if (heads.length < batchSize) return
    }
  }

  /** One read at a time for all callers. A request during one waits for the next. */
  function read(): Promise<void> {
    isBehind = true
    reading ??= (async () => {
      try {
        while (isBehind) {
          isBehind = false
          await (isFilled ? readNew() : fill())
        }
        if (isFailing) services.log.info('open pages receive changes again')
        isFailing = false
      } finally {
        reading = null
      }
    })()
    return reading
  }

  function readOrReport(): void {
    read().catch((error: unknown) => {
      if (!isFailing) services.log.warn({ error }, 'open pages receive no changes; trying again')
      isFailing = true
    })
  }

  const indexOf = (id: string) => events.findLastIndex(({ head }) => head.id === id)

  return {
    start: () => {
      const unsubscribe = services.signals.onEvents(readOrReport)
      return () => {
        unsubscribe()
        isFilled = false
        events = []
      }
    },
    prepare: async (after) => {
      if (!isFilled) await read()
      // Another process, to which the client was connected before, may have been faster.
      const cursor = parseCursor(after)
      const isKnown = cursor === null ? after === null || indexOf(after) !== -1 : !isAfter(cursor, position)
      if (!isKnown) await read()
    },
    since: ({ after, ageMs }) => {
      const cursor = parseCursor(after)
      if (cursor !== null) {
        const isCovered = isComplete || (events[0] !== undefined && !isAfter(events[0].head, cursor))
        if (!isCovered || isAfter(cursor, position)) return null
        return events.filter(({ head }) => isAfter(head, cursor))
      }
      if (after !== null) {
        const index = indexOf(after)
        return index === -1 ? null : events.slice(index + 1)
      }
      if (ageMs === null) return []
      const fromMs = services.realNow().getTime() - ageMs - marginMs
      const isCovered = isComplete || (events[0] !== undefined && events[0].readAtMs <= fromMs)
      return isCovered ? events.filter((event) => event.readAtMs > fromMs) : null
    },
    cursor: () => `at-${position.transactionId}-${position.position}`,
  }
}
