import { type Call, headerOf } from '../call.ts'

export interface TokenParameters {
  readonly values: ReadonlyMap<string, string>
  /** A parameter that was sent twice, or not as text. */
  readonly invalid: string | null
  readonly malformed: boolean
  /** Why the parameters couldn't be read, for people. */
  readonly unread: string | null
}

const nothing = { values: new Map<string, string>(), invalid: null, malformed: false, unread: null }

/** Reads a token request only as its Content-Type says. */
export function readTokenParameters(call: Call): TokenParameters {
  const type = (headerOf(call, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const read = readBody(type, call.body)
  return withBasicCredentials(read, headerOf(call, 'authorization'))
}

function readBody(type: string, body: string): TokenParameters {
  if (type === 'application/x-www-form-urlencoded') return readForm(body)
  if (type === 'application/json') return readJson(body)
  const unread = type === '' ? 'no Content-Type was sent' : `the Content-Type was ${type.slice(0, 100)}`
  return { ...nothing, unread: `the body was not read, because ${unread}` }
}

function readForm(body: string): TokenParameters {
  const values = new Map<string, string>()
  let invalid: string | null = null
  for (const [name, value] of new URLSearchParams(body)) {
    if (values.has(name)) invalid ??= name
    values.set(name, value)
  }
  const unread = /^\s*[{[]/.test(body) ? 'the body is JSON, but its Content-Type says form' : null
  return { values, invalid, malformed: false, unread }
}

function readJson(body: string): TokenParameters {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return { ...nothing, malformed: true }
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return { ...nothing, malformed: true }
  }
  const values = new Map<string, string>()
  let invalid: string | null = null
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value === 'string') values.set(name, value)
    else if (value !== null) invalid ??= name
  }
  return { ...nothing, values, invalid }
}

/** `Authorization: Basic base64(client_id:client_secret)` instead of the two parameters. */
function withBasicCredentials(read: TokenParameters, header: string | undefined): TokenParameters {
  const encoded = /^basic +([a-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return read
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const values = new Map([['client_id', id], ['client_secret', rest.join(':')], ...read.values])
  return { ...read, values }
}
