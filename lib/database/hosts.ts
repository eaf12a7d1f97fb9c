import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { ServerHost } from './server-url.ts'

/** Several hosts of one database, such as a primary and its standbys. */
export interface Hosts {
  /** The host to connect to: the primary, or one that at least answers, or any. */
  choose(): Promise<ServerHost>
  /**
   * Looks for the primary once a second, and calls `onMove` when it is another host. Returns a function that stops it.
   */
  watch(onMove: () => void): () => Promise<void>
}

const lookEveryMs = 1_000
/** A host that is silent for longer is skipped. */
const answerWithinMs = 2_000
/** How long the answer of a primary waits for the others: one of them may have been promoted in its place. */
const othersWithinMs = 250

interface Answer {
  readonly index: number
  readonly acceptsWrites: boolean
  /** Each promotion begins a new timeline. 0: unknown. */
  readonly timeline: number
}

/**
 * Finds the primary among hosts by asking each. If two accept writes, the one with the later timeline was promoted: the
 * other is a former primary that came back without noticing, and its tokens are outdated.
 */
export function createHosts(hosts: readonly ServerHost[], open: (host: ServerHost) => Sql): Hosts {
  const watchers = new Set<() => void>()
  let primary: number | null = null
  let latestTimeline = 0
  let turn = 0
  let asking: Promise<readonly Answer[]> | null = null
  let kept: Sql[] | null = null

  async function askAll(): Promise<readonly Answer[]> {
    const clients = kept ?? hosts.map(open)
    const isKept = clients === kept
    const answers: Answer[] = []
    const asked = clients.map(async (client, index) => {
      const answer = await ask(client, index)
      if (answer === 'silent') return renew(index, client)
      if (answer !== null) answers.push(answer)
      return answer
    })
    try {
      // No answer in favor of the primary also ends it.
      await Promise.race([Promise.all(asked), firstPrimary(asked).then(() => pause(othersWithinMs))])
      return [...answers]
    } finally {
      if (!isKept) for (const client of clients) void client.end({ timeout: 0 }).catch(() => {})
    }
  }

  /** A connection that was lost silently stays silent for minutes, even if the host is well. */
  function renew(index: number, silent: Sql): null {
    void silent.end({ timeout: 0 }).catch(() => {})
    if (kept?.[index] === silent) kept[index] = open(hosts[index] as ServerHost)
    return null
  }

  async function look(): Promise<readonly Answer[]> {
    asking ??= askAll().finally(() => {
      asking = null
    })
    const answers = await asking
    const found = choosePrimary(answers, latestTimeline)
    if (found === null) return answers
    latestTimeline = Math.max(latestTimeline, found.timeline)
    const isMove = primary !== null && primary !== found.index
    primary = found.index
    if (isMove) for (const onMove of watchers) onMove()
    return answers
  }

  async function choose(): Promise<ServerHost> {
    if (watchers.size > 0 && primary !== null) return hosts[primary] as ServerHost
    const answers = await look()
    const found = choosePrimary(answers, latestTimeline)
    // A standby still answers reads. If no host answers, the error of the connection attempt says why.
    turn += 1
    return hosts[found?.index ?? answers[0]?.index ?? turn % hosts.length] as ServerHost
  }

  function watch(onMove: () => void): () => Promise<void> {
    const stopping = new AbortController()
    watchers.add(onMove)
    kept ??= hosts.map(open)
    const run = async () => {
      while (!stopping.signal.aborted) {
        await look()
        await pause(lookEveryMs, undefined, { signal: stopping.signal, ref: false })
      }
    }
    // Rejects when it is stopped.
    const running = run().catch(() => {})
    return async () => {
      stopping.abort()
      watchers.delete(onMove)
      await running
      if (watchers.size > 0) return
      const ended = kept ?? []
      kept = null
      await Promise.all(ended.map((client) => client.end({ timeout: 0 })))
    }
  }

  return { choose, watch }
}

/** Null: none of them accepts writes, or only one that has been replaced. */
export function choosePrimary(answers: readonly Answer[], latestTimeline: number): Answer | null {
  const [best] = answers
    .filter(({ acceptsWrites, timeline }) => acceptsWrites && timeline >= latestTimeline)
    .sort((one, other) => other.timeline - one.timeline)
  return best ?? null
}

/** Resolves with the first that accepts writes. If none does, it never resolves. */
function firstPrimary(asked: readonly Promise<Answer | null>[]): Promise<Answer> {
  return new Promise((resolve) => {
    for (const one of asked) void one.then((answer) => answer?.acceptsWrites && resolve(answer))
  })
}

/** Null: it refused, or doesn't answer. */
async function ask(client: Sql, index: number): Promise<Answer | 'silent' | null> {
  const question = client<{ acceptsWrites: boolean; timeline: number }[]>`
    select current_setting('transaction_read_only') = 'off' as "acceptsWrites",
      case when pg_is_in_recovery() then 0
        else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end as timeline`
  const answer = question.then(
    ([row]) => (row === undefined ? null : { index, ...row }),
    () => null,
  )
  return Promise.race([answer, pause(answerWithinMs, 'silent' as const, { ref: false })])
}
