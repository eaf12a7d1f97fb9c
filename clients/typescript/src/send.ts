import type { ProblemDetails } from './client.ts'

export interface Settings {
  /** Where Gatehouse's api is reached, or its app. */
  readonly url: string
  /** An API key. */
  readonly key: string
  /** Left out: the global one. */
  readonly fetch?: typeof globalThis.fetch
}

/** Options of one request: those of `fetch`, and another Gatehouse than the configured one. */
export type SendOptions = RequestInit & { readonly gatehouse?: Settings }

/** Gatehouse's refusal, and the reason. Decide by `problem.code`. */
export class GatehouseError extends Error {
  readonly status: number
  readonly problem: ProblemDetails

  constructor(status: number, problem: ProblemDetails) {
    super(`${problem.title} (${problem.code}): ${problem.detail}`)
    this.name = 'GatehouseError'
    this.status = status
    this.problem = problem
  }
}

let configured: Settings | null = null

/** Sets the Gatehouse for all requests that name no other one. */
export function configure(settings: Settings): void {
  configured = settings
}

/** Sends a request of the generated client. Throws `GatehouseError` for every answer that isn't a success. */
export async function send<Answer>(path: string, { gatehouse, ...init }: SendOptions = {}): Promise<Answer> {
  const settings = gatehouse ?? configured
  if (settings === null) throw new Error('Call configure({ url, key }) before the first request.')
  const headers = new Headers(init.headers)
  headers.set('Authorization', `Bearer ${settings.key}`)
  const response = await (settings.fetch ?? fetch)(new URL(path, settings.url), { ...init, headers })
  if (response.status === 304) return null as Answer
  const body: unknown = await response.json()
  if (!response.ok) throw new GatehouseError(response.status, body as ProblemDetails)
  return body as Answer
}
