import type { ServerResponse } from 'node:http'

type Method<Result> = (...parts: unknown[]) => Result

export interface Replacement {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Sends another response instead of the one that Next is about to send. `choose` reads the status and the headers
 * before the first byte is sent, and gets the beginning of the body if it is known by then; null leaves the response as
 * it is.
 */
export function replaceResponse(
  response: ServerResponse,
  choose: (beginning?: unknown) => Replacement | null,
): void {
  const writeHead = response.writeHead.bind(response) as Method<ServerResponse>
  const write = response.write.bind(response) as Method<boolean>
  const end = response.end.bind(response) as Method<ServerResponse>
  let replacement: Replacement | null = null
  // Next announces the length of its own words, so the decision is made with the headers, before any of the body.
  const decide = (beginning: unknown) => {
    if (response.headersSent) return
    replacement = choose(beginning)
    if (replacement !== null) response.flushHeaders()
  }
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    response.statusCode = status
    replacement ??= choose()
    if (replacement === null) return writeHead(status, ...rest)
    for (const name of bodyHeaders) response.removeHeader(name)
    const length = String(Buffer.byteLength(replacement.body))
    return writeHead(replacement.status, { ...replacement.headers, 'Content-Length': length })
  }) as typeof response.writeHead
  response.write = (...parts: unknown[]) => {
    decide(parts[0])
    return replacement === null ? write(...parts) : true
  }
  response.end = (...parts: unknown[]) => {
    decide(parts[0])
    return replacement === null ? end(...parts) : end(replacement.body)
  }
}

/** They describe the body that isn't sent. */
const bodyHeaders = [
  'content-encoding',
  'content-type',
  'transfer-encoding',
  'etag',
  'last-modified',
  'trailer',
]
