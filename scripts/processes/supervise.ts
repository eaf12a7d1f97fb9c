import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { spawnLeashed } from './spawn-leashed.ts'

export interface Program {
  readonly name: string
  /** Options of Node. */
  readonly options?: readonly string[]
  /** The file, and its arguments. */
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Asks for permission before its first answer (`gatehouse.permission` of run-leashed.mjs). */
  readonly asksFirst?: boolean
  /** Receives all other messages. */
  readonly onMessage?: (message: unknown) => void
}

/** The programs that `supervise` keeps running. */
export interface Supervisor {
  /** Resolves with a sentence the first time that a program ends on its own. */
  readonly firstEnd: Promise<string>
  /** Resolves when each program with `asksFirst` has asked. */
  readonly asked: Promise<void>
  /** Lets those programs answer, now and after each restart. */
  permit(): void
  /** Asks all programs to finish, waits, and kills the rest. Nothing is restarted anymore. */
  stop(): Promise<void>
  /** Kills all programs without waiting for their work, also while a stop waits. Nothing is restarted anymore. */
  kill(): void
}

interface RestartPolicy {
  /** How long before the first, second, … restart in a row; the last one repeats. */
  readonly delaysMs: readonly number[]
  /** A program that ran for this long starts again with the first delay. */
  readonly steadyMs: number
  readonly drainMs: number
}

/** Longer than an exchange in progress may take, with its verification and its last statement. */
export const drainMs = 100_000

const defaultPolicy: RestartPolicy = {
  delaysMs: [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000],
  steadyMs: 60_000,
  drainMs,
}

/**
 * Keeps programs running: one that ends is restarted, after a longer delay each time. Passes their output on as it is.
 */
export function supervise(
  programs: readonly Program[],
  report: (line: string) => void,
  policy: Partial<RestartPolicy> = {},
): Supervisor {
  const { delaysMs, steadyMs, drainMs } = { ...defaultPolicy, ...policy }
  const stopping = new AbortController()
  const children = new Set<ChildProcess>()
  const first = Promise.withResolvers<string>()
  const permission = Promise.withResolvers<void>()
  const asked = new Map(
    programs.filter((one) => one.asksFirst).map((one) => [one, Promise.withResolvers<void>()]),
  )

  async function keep(program: Program): Promise<void> {
    for (let quickEnds = 0; !stopping.signal.aborted; ) {
      const startedAt = performance.now()
      const how = await runOnce(program, children, (child) => {
        asked.get(program)?.resolve()
        void permission.promise.then(() => child.connected && child.send('go', () => {}))
      })
      if (stopping.signal.aborted) return
      quickEnds = performance.now() - startedAt < steadyMs ? quickEnds + 1 : 1
      const delayMs = delaysMs[Math.min(quickEnds, delaysMs.length) - 1] ?? 0
      const sentence = `${program.name} ended (${how})`
      first.resolve(sentence)
      report(`${sentence}; restarting it in ${delayMs / 1000} s`)
      await pause(delayMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const killAll = () => {
    for (const child of children) child.kill('SIGKILL')
  }
  const kept = Promise.all(programs.map(keep))
  return {
    firstEnd: first.promise,
    asked: Promise.all([...asked.values()].map(({ promise }) => promise)).then(() => {}),
    permit: permission.resolve,
    stop: async () => {
      stopping.abort()
      for (const child of children) child.kill('SIGTERM')
      const patience = setTimeout(killAll, drainMs)
      await kept
      clearTimeout(patience)
    },
    kill: () => {
      stopping.abort()
      killAll()
    },
  }
}

/** In a process group of its own: Ctrl+C reaches only us, and we end the others in order. */
async function runOnce(
  program: Program,
  children: Set<ChildProcess>,
  onAsked: (child: ChildProcess) => void,
): Promise<string> {
  const child = spawnLeashed(program.args, {
    nodeOptions: program.options ?? [],
    env: program.environment,
    stdout: 'inherit',
    stderr: 'inherit',
    detached: true,
  })
  children.add(child)
  child.on('message', (message) => (program.asksFirst ? onAsked(child) : program.onMessage?.(message)))
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    return code === null ? `${signal}` : `exit code ${code}`
  } catch (error) {
    return (error as Error).message
  } finally {
    children.delete(child)
  }
}
