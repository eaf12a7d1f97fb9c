import { createMcpHandler } from '@modelcontextprotocol/server'
import { AppError } from '#lib/errors.ts'
import { type ApiRequest, keyContext, readBody } from '../http.ts'
import type { RouteServices } from '../route.ts'
import { createToolServer } from './tools.ts'

export const mcpPath = '/mcp'

const mostBytes = 64 * 1_024

/**
 * The methods that this server answers, besides notifications. Others, such as subscriptions, could hold a connection
 * open.
 */
const methods: ReadonlySet<unknown> = new Set([
  'initialize',
  'server/discover',
  'ping',
  'tools/list',
  'tools/call',
])

/**
 * The Model Context Protocol over streamable HTTP, with an agent's API key as the bearer token. There are no sessions:
 * each request is self-contained, so any process can answer it. A batch is refused: it would count as one request.
 */
export async function answerMcp(c: ApiRequest, { services, counts }: RouteServices): Promise<Response> {
  const ctx = await keyContext(services, c)
  counts.use(ctx.actor.keyId)
  if (ctx.actor.agent === undefined) throw new AppError('api_key_not_of_agent')
  const message = await readBody(c, mostBytes)
  if (!isObject(message)) throw new AppError('body_unreadable')
  const handler = createMcpHandler(() => createToolServer(ctx), {
    onerror: (error) => services.log.warn({ error, requestId: ctx.requestId }, 'mcp request refused'),
  })
  const response = isAnswered(message)
    ? await handler.fetch(c.req.raw, { parsedBody: message })
    : refuseMethod(message)
  response.headers.set('Cache-Control', 'no-store')
  response.headers.set('X-Content-Type-Options', 'nosniff')
  for (const [name, value] of Object.entries(c.get('rateLimit') ?? {})) response.headers.set(name, value)
  return response
}

type Message = Readonly<Record<string, unknown>>

function isObject(body: unknown): body is Message {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}

function isAnswered({ method }: Message): boolean {
  return methods.has(method) || (typeof method === 'string' && method.startsWith('notifications/'))
}

/** As JSON-RPC and the protocol's HTTP transport define it. */
function refuseMethod({ id }: Message): Response {
  const known = typeof id === 'string' || typeof id === 'number' ? id : null
  const error = { code: -32_601, message: 'Method not found' }
  return Response.json({ jsonrpc: '2.0', id: known, error }, { status: 404 })
}
