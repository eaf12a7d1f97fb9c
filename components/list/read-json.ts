/** Why the dashboard's own data could not be read, in words for people. */
export class ReadError extends Error {
  readonly title: string
  readonly next: string
  /** Null when no answer came. */
  readonly status: number | null

  constructor({ title, next, status }: { title: string; next: string; status: number | null }) {
    super(title)
    this.name = 'ReadError'
    this.title = title
    this.next = next
    this.status = status
  }
}

/** By name: the error may come out of a cache. */
export function isReadError(error: Error): error is ReadError {
  return error.name === 'ReadError'
}

/** Reads data of this app. Throws ReadError. */
export async function readJson<T>(path: string, signal: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { signal, headers: { Accept: 'application/json' } })
  } catch (error) {
    if (signal.aborted) throw error
    throw new ReadError({
      title: 'The server isn’t responding',
      next: 'Check your connection. Retrying automatically.',
      status: null,
    })
  }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && body !== null) return body as T
  throw new ReadError({ ...wordsOf(body), status: response.status })
}

/** From problem details (lib/problem-details.ts). */
function wordsOf(body: unknown): { title: string; next: string } {
  if (typeof body === 'object' && body !== null && 'title' in body && 'detail' in body) {
    return { title: String(body.title), next: String(body.detail) }
  }
  return { title: 'The server’s response can’t be read', next: 'Retrying automatically.' }
}
