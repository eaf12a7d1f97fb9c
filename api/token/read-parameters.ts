import { AppError } from '#lib/errors.ts'
import type { ApiRequest } from '../http.ts'

/** More than the longest parameters that Login with Amazon accepts. */
const mostBytes = 16 * 1_024

type Parameters = ReadonlyMap<string, string>

/**
 * The parameters of a token request: a form or JSON, as its Content-Type says, and a client that authenticates with
 * `Authorization: Basic`. Throws in the cases in which Login with Amazon refuses.
 */
export async function readTokenParameters(c: ApiRequest): Promise<Parameters> {
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw new AppError('body_too_large')
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  const body = await c.req.text()
  const basic = readBasic(c.req.header('authorization'))
  return new Map([...basic, ...(type === 'application/json' ? readJson(body) : readForm(body))])
}

function readForm(body: string): Parameters {
  const values = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body)) {
    if (values.has(name)) throw invalid(name)
    values.set(name, value)
  }
  return values
}

function readJson(body: string): Parameters {
  const parsed = parseObject(body)
  if (parsed === null) throw new AppError('token_request_malformed')
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(parsed)) {
    if (value === null) continue
    if (typeof value !== 'string') throw invalid(name)
    values.set(name, value)
  }
  return values
}

function parseObject(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && !Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

/**
 * RFC 6749 requires both parts percent-encoded; clients that don't encode lose nothing, because a key has no such
 * characters.
 */
function readBasic(header: string | undefined): Parameters {
  const encoded = /^basic +([a-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return new Map()
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return new Map([
    ['client_id', decode(id)],
    ['client_secret', decode(rest.join(':'))],
  ])
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function invalid(name: string): AppError {
  return new AppError('token_parameter_invalid', { field: name.slice(0, 60) })
}
