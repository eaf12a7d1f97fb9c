import type { Database } from './pool.ts'

interface BatchLimits {
  readonly maxConcurrent: number
  readonly maxSize: number
}

interface Waiting<Input, Output> {
  readonly input: Input
  readonly resolve: (output: Output) => void
  readonly reject: (error: unknown) => void
}

/**
 * Batches calls: an input that arrives while nothing is running goes alone, immediately. Inputs that arrive while the
 * process is busy, or while `maxConcurrent` batches are running, go together in the next batch. An input never joins a
 * batch that has started, so each output is newer than its input. `run` returns the outputs in the order of the inputs;
 * if it fails, every call in the batch fails.
 */
export function batch<Input, Output>(
  run: (inputs: readonly Input[]) => Promise<readonly Output[]>,
  { maxConcurrent, maxSize }: BatchLimits,
): (input: Input) => Promise<Output> {
  const waiting: Waiting<Input, Output>[] = []
  let running = 0
  let isScheduled = false

  function schedule(): void {
    if (isScheduled || waiting.length === 0 || running >= maxConcurrent) return
    if (running === 0) {
      start()
      return
    }
    isScheduled = true
    setImmediate(start)
  }

  function start(): void {
    isScheduled = false
    const calls = waiting.splice(0, maxSize)
    running += 1
    void settle(calls).finally(() => {
      running -= 1
      schedule()
    })
    schedule()
  }

  async function settle(calls: readonly Waiting<Input, Output>[]): Promise<void> {
    try {
      const outputs = await run(calls.map(({ input }) => input))
      calls.forEach(({ resolve }, index) => {
        resolve(outputs[index] as Output)
      })
    } catch (error) {
      for (const { reject } of calls) reject(error)
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      schedule()
    })
}

/** `batch` for each database: concurrent calls in this process on the same database share a batch. */
export function batchByDatabase<Input, Output, Db extends Database = Database>(
  run: (db: Db, inputs: readonly Input[]) => Promise<readonly Output[]>,
  limits: BatchLimits,
): (db: Db, input: Input) => Promise<Output> {
  const batchOf = preparedOnce((db: Db) => batch((inputs: readonly Input[]) => run(db, inputs), limits))
  return (db, input) => batchOf(db)(input)
}

/**
 * Builds a query once per pool: drizzle takes longer to build a wide select than Postgres to answer it. In a
 * transaction, it is built for that transaction.
 */
export function preparedOnce<Query, Db extends Database = Database>(
  build: (db: Db) => Query,
): (db: Db) => Query {
  const built = new WeakMap<Db, Query>()
  return (db) => {
    const query = built.get(db) ?? build(db)
    built.set(db, query)
    return query
  }
}
