import { createServer } from 'node:http'
import type { Log } from '../log.ts'
import { Secret } from '../secret.ts'
import { sameSecret } from '../vault/digest.ts'
import { renderMetrics } from './record.ts'

export interface MetricsAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

const fixedHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
}

/** The response to a `/metrics` request with this Authorization header. Null: anyone can read it. */
export async function answerMetrics(
  token: Secret | null,
  authorization: string | null,
): Promise<MetricsAnswer> {
  if (token !== null && !hasToken(token, authorization)) {
    return plain(401, 'Send METRICS_TOKEN as a Bearer token.', { 'WWW-Authenticate': 'Bearer' })
  }
  const { contentType, text } = await renderMetrics()
  return { status: 200, headers: { ...fixedHeaders, 'Content-Type': contentType }, text }
}

/** The response without metrics. */
export const noMetrics: MetricsAnswer = plain(404, 'Not found.')
const brokenMetrics = plain(500, 'The log says what went wrong.')

function hasToken(token: Secret, authorization: string | null): boolean {
  const sent = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1]
  return sent !== undefined && sameSecret(token, new Secret(sent))
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): MetricsAnswer {
  return {
    status,
    headers: { ...fixedHeaders, ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
    text: `${text}\n`,
  }
}

interface Listening {
  readonly port: number
  readonly host: string
  readonly token: Secret | null
}

/**
 * Serves `/metrics`, and nothing else, on its own port. If the port can't be used, that is logged: tokens matter more.
 */
export function listenForMetrics({ port, host, token }: Listening, log: Log): { close(): void } {
  const server = createServer(async ({ method, url = '', headers }, response) => {
    const isAsked = (method === 'GET' || method === 'HEAD') && url.split('?', 1)[0] === '/metrics'
    const answer = isAsked
      ? await answerMetrics(token, headers.authorization ?? null).catch((error: unknown) => {
          log.error({ error }, 'metrics not rendered')
          return brokenMetrics
        })
      : noMetrics
    response.writeHead(answer.status, answer.headers).end(answer.text)
  })
  server.on('error', (error) => log.error({ error, port }, 'METRICS_PORT cannot be used'))
  server.listen(port, host)
  return {
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
