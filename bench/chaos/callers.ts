/** The callers' observations: the number of each answer, and the owner of each token. */
export interface Seen {
  readonly answers: Map<string, number>
  /** Access token → authorization for which it was vended. */
  readonly owners: Map<string, string>
  readonly timesMs: number[]
  /** Tokens that were vended for two authorizations. */
  readonly strangers: string[]
  /** The last success of each authorization, by performance.now. */
  readonly lastAt: Map<string, number>
}

const patienceMs = 30_000

/** Callers that ask for tokens of any seller at any process, one after another, until `until`. */
export function startCallers(
  count: number,
  ids: readonly string[],
  key: string,
  ports: () => readonly number[],
  isOver: () => boolean,
): { readonly seen: Seen; readonly done: Promise<unknown> } {
  const seen: Seen = { answers: new Map(), owners: new Map(), timesMs: [], strangers: [], lastAt: new Map() }
  const call = async () => {
    while (!isOver()) await vendOnce(seen, any(ids), any(ports()), key)
  }
  return { seen, done: Promise.all(Array.from({ length: count }, call)) }
}

export async function vendOnce(
  seen: Seen,
  id: string,
  port: number | undefined,
  key: string,
): Promise<string> {
  const startedAt = performance.now()
  const answer = await ask(seen, id, port, key)
  seen.answers.set(answer, (seen.answers.get(answer) ?? 0) + 1)
  if (answer === 'vended') {
    seen.timesMs.push(performance.now() - startedAt)
    seen.lastAt.set(id, performance.now())
  }
  return answer
}

async function ask(seen: Seen, id: string, port: number | undefined, key: string): Promise<string> {
  if (port === undefined) return 'no process'
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/authorizations/${id}/access-token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(patienceMs),
    })
    const body = (await response.json()) as { access_token?: string; code?: string }
    if (!response.ok || body.access_token === undefined) return body.code ?? `status ${response.status}`
    const owner = seen.owners.get(body.access_token)
    if (owner !== undefined && owner !== id) seen.strangers.push(id)
    seen.owners.set(body.access_token, id)
    return 'vended'
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in 30 s' : 'process killed'
  }
}

function any<T>(all: readonly T[]): T {
  return all[Math.floor(Math.random() * all.length)] as T
}
