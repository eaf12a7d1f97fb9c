import type { Database } from './pool.ts'

interface Limits {
  readonly mostAtOnce: number
  readonly mostTogether: number
}

interface Waiting<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Batches calls: questions that arrive while the process is busy, or while `mostAtOnce` batches are running, go
 * together in the next batch. A question never joins a batch that has started, so each answer is newer than its
 * question. `ask` returns the answers in the order of the questions; if it fails, every question in the batch fails.
 */
export function batch<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  limits: Limits,
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = []
  let out = 0
  let isPlanned = false

  function plan(): void {
    if (isPlanned || waiting.length === 0 || out >= limits.mostAtOnce) return
    isPlanned = true
    setImmediate(begin)
  }

  function begin(): void {
    isPlanned = false
    const together = waiting.splice(0, limits.mostTogether)
    out += 1
    void answer(together).finally(() => {
      out -= 1
      plan()
    })
    plan()
  }

  async function answer(together: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await ask(together.map(({ question }) => question))
      together.forEach(({ resolve }, index) => {
        resolve(answers[index] as Answer)
      })
    } catch (error) {
      for (const { reject } of together) reject(error)
    }
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      plan()
    })
}

/** `batch` for each database: callers in this process that ask the same database share a batch. */
export function batchByDatabase<Question, Answer, Db extends Database = Database>(
  ask: (db: Db, questions: readonly Question[]) => Promise<readonly Answer[]>,
  limits: Limits,
): (db: Db, question: Question) => Promise<Answer> {
  const askOf = preparedOnce((db: Db) =>
    batch((questions: readonly Question[]) => ask(db, questions), limits),
  )
  return (db, question) => askOf(db)(question)
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
