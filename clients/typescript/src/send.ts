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

/** `response_unreadable`: the response isn't Gatehouse's, but of a proxy in front of it, for example. */
export type Problem = Omit<ProblemDetails, 'code'> & {
  readonly code: ProblemDetails['code'] | 'response_unreadable'
}

/** Gatehouse's refusal, and the reason. Decide by `problem.code`. */
export class GatehouseError extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
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
  const body = parse(await response.text())
  if (response.ok && body !== undefined) return body as Answer
  throw new GatehouseError(response.status, isProblem(body) ? body : unreadable(response))
}

/** Undefined if it isn't JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isProblem(body: unknown): body is ProblemDetails {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body
}

function unreadable({ status }: Response): Problem {
  return {
    type: 'about:blank',
    title: `The response (${status}) isn’t Gatehouse’s`,
    status,
    detail: 'Check the URL, and what is between this program and Gatehouse. Try again later.',
    instance: '',
    code: 'response_unreadable',
    request_id: '',
  }
}
