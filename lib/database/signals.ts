import type postgres from 'postgres'
import type { Log } from '../log.ts'
import { connect, type DatabaseLocation, isPooled } from './connect.ts'

/** Tells a process that other processes have committed something. */
export interface Signals {
  /**
   * Calls `listener` soon after events were committed, and at least once a second, since a signal can be lost. Returns
   * a function that stops it.
   */
  onEvents(listener: () => void): () => void
  /** Calls `listener` soon after sessions have ended or people's rights have changed. A signal can be lost. */
  onSessions(listener: () => void): () => void
  close(): Promise<void>
}

export interface SignalChannels {
  readonly events: string
  readonly sessions: string
}

const pollMs = 1_000
const reopenMs = 1_000
/** A connection that a firewall dropped silently still looks open: only a query reveals it. */
const checkEveryMs = 15_000
const answerWithinMs = 5_000

type Client = ReturnType<typeof connect>

/**
 * One connection for each process that listens, opened at the first listener. While it is lost, or the server refuses
 * to listen as a standby does, listeners of events are called by time alone, and another connection is tried each
 * second. Behind a pooler they are always called by time alone: it lends no session that could listen.
 */
export function createSignals(
  location: DatabaseLocation,
  channels: SignalChannels,
  log: Log,
  sessionName = 'gatehouse signals',
): Signals {
  const listeners = { events: new Set<() => void>(), sessions: new Set<() => void>() }
  const timers: NodeJS.Timeout[] = []
  let client: Client | null = null
  let isOpen = false
  let isClosed = false
  let isLost = false

  const callEvents = () => call(listeners.events)
  const callAll = () => {
    callEvents()
    call(listeners.sessions)
  }

  function start(): void {
    if (isOpen || isClosed) return
    isOpen = true
    timers.push(
      setInterval(callEvents, pollMs),
      setInterval(() => void check(), checkEveryMs),
    )
    for (const timer of timers) timer.unref()
    if (!isPooled(location)) void listen()
  }

  async function listen(): Promise<void> {
    let opened: Client | null = null
    try {
      opened = connect(location, {
        max: 1,
        connect_timeout: 5,
        max_lifetime: null,
        backoff: () => 1,
        // A connection opened in place of a lost one wouldn't listen, so this client is given up.
        onclose: () => replace(opened),
        connection: { application_name: sessionName },
        ...onNotify((channel) => call(channel === channels.sessions ? listeners.sessions : listeners.events)),
      })
      client = opened
      await opened.unsafe(`listen "${channels.events}"; listen "${channels.sessions}"`)
    } catch (error) {
      if (!isLost) log.warn({ error }, 'not listening for changes: polling every second')
      isLost = true
      replace(opened)
      return
    }
    if (isLost) log.info('listening for changes again')
    isLost = false
    // Changes committed meanwhile sent no signal.
    callAll()
  }

  /** `lost`: null if no client could be created. */
  function replace(lost: Client | null): void {
    if (client !== lost) return
    client = null
    void lost?.end({ timeout: 0 }).catch(() => {})
    if (isClosed) return
    setTimeout(() => {
      if (!isClosed && client === null) void listen()
    }, reopenMs).unref()
  }

  async function check(): Promise<void> {
    const asked = client
    if (asked === null) return
    const isAnswered = await Promise.race([
      asked.unsafe('select 1').then(
        () => true,
        () => false,
      ),
      new Promise<false>((resolve) => {
        setTimeout(resolve, answerWithinMs, false).unref()
      }),
    ])
    if (!isAnswered) replace(asked)
  }

  const add = (kind: keyof typeof listeners) => (listener: () => void) => {
    listeners[kind].add(listener)
    start()
    return () => {
      listeners[kind].delete(listener)
    }
  }

  return {
    onEvents: add('events'),
    onSessions: add('sessions'),
    close: async () => {
      isClosed = true
      listeners.events.clear()
      listeners.sessions.clear()
      for (const timer of timers) clearInterval(timer)
      await client?.end({ timeout: 5 })
    },
  }
}

function call(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener()
}

/**
 * postgres.js calls this for every notification of a connection, but its types leave it out. Its own `listen` stays
 * silent for good once a server has refused to listen, as a standby does until it is promoted.
 */
function onNotify(
  receive: (channel: string) => void,
): postgres.Options<Record<string, postgres.PostgresType>> {
  return { onnotify: receive } as object
}
