import { IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { AppError } from './errors.ts'
import { problemContentType, toProblemDetails } from './problem-details.ts'
import { isTokenPath, tokenHeaders, toTokenError } from './token-errors.ts'

/** Why a body is refused: it is too long, or compressed more than once. */
export type BodyRefusal = 'body_too_large' | 'body_unreadable'

interface Limit {
  readonly mostBytes: number
  /**
   * For addresses that take more, if the request declares its length and isn't compressed: every other body is read
   * into memory, and decompressed, before anyone looks at the request's key.
   */
  readonly mostDeclaredBytes?: (path: string) => number
  /** Node discards the rest of the body, so that the client gets to read the response. */
  readonly refuse: (request: IncomingMessage, response: ServerResponse, code: BodyRefusal) => void
}

/**
 * Passes on only requests whose body has at most `mostBytes`, and each body with a `Content-Length`, uncompressed. A
 * body of unknown length (`Transfer-Encoding`) or in a coding (`Content-Encoding`) is read first: the code behind sees
 * no difference. One that is compressed more than once is refused: a few bytes could name thousands of layers.
 */
export function limitBodies(
  listener: RequestListener,
  { mostBytes, mostDeclaredBytes = () => mostBytes, refuse }: Limit,
): RequestListener {
  return (request, response) => {
    const { headers, url = '' } = request
    const codings = codingsOf(headers)
    const isPlain = codings.length === 0 && headers['transfer-encoding'] === undefined
    const [path = ''] = url.split('?', 1)
    const most = isPlain ? mostDeclaredBytes(path) : mostBytes
    if (Number(headers['content-length'] ?? 0) > most) {
      refuse(request, response, 'body_too_large')
      return
    }
    if (codings.length > 1) {
      refuse(request, response, 'body_unreadable')
      return
    }
    if (isPlain) {
      listener(request, response)
      return
    }
    readBody(request, most, (body) => {
      const decoded = body && decode(body, codings[0], most)
      if (decoded === null) {
        refuse(request, response, 'body_too_large')
        return
      }
      listener(withBody(request, decoded), response)
    })
  }
}

/** The codings of a body, other than `chunked`, which Node undoes, and `identity`, which changes nothing. */
function codingsOf({
  'content-encoding': content = '',
  'transfer-encoding': transfer = '',
}: IncomingMessage['headers']): readonly string[] {
  const names = `${content},${transfer}`.toLowerCase().split(/[\s,]+/)
  return names.filter((name) => !['', 'chunked', 'identity'].includes(name))
}

/** For a program. */
export function refuseProgram(
  { url = '' }: IncomingMessage,
  response: ServerResponse,
  code: BodyRefusal,
): void {
  if (isTokenPath(url.split('?', 1)[0] ?? '')) {
    const tokenCode = code === 'body_unreadable' ? 'token_request_malformed' : code
    const { status, body } = toTokenError(new AppError(tokenCode), crypto.randomUUID())
    response.writeHead(status, tokenHeaders).end(JSON.stringify(body))
    return
  }
  const problem = toProblemDetails(new AppError(code), crypto.randomUUID())
  response
    .writeHead(problem.status, { 'Content-Type': problemContentType, 'Cache-Control': 'no-store' })
    .end(JSON.stringify(problem))
}

/** `done` gets null as soon as the body is too long; it is never called when the client disconnects. */
export function readBody(
  request: IncomingMessage,
  mostBytes: number,
  done: (body: Buffer | null) => void,
): void {
  const chunks: Buffer[] = []
  let bytes = 0
  const end = (body: Buffer | null) => {
    request.off('readable', read)
    if (body === null) request.resume()
    done(body)
  }
  function read(): void {
    for (let chunk: Buffer | null = request.read(); chunk !== null; chunk = request.read()) {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes > mostBytes) {
        end(null)
        return
      }
    }
    if (request.complete) end(Buffer.concat(chunks))
  }
  request.on('error', () => {})
  request.on('readable', read)
}

const decoders = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
}

/** Undoes a coding. Null when the result is too long. */
function decode(body: Buffer, coding: string | undefined, maxOutputLength: number): Buffer | null {
  if (coding === undefined || !Object.hasOwn(decoders, coding)) return body
  try {
    return decoders[coding as keyof typeof decoders](body, { maxOutputLength })
  } catch (error) {
    // A body that isn't encoded as declared is for the listener to refuse.
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? null : body
  }
}

/** The same request with this body and its length, still unread. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, socket } = request
  const { 'transfer-encoding': _, 'content-encoding': __, ...headers } = request.headers
  const length = String(body.length)
  const rawHeaders = request.rawHeaders.filter(
    (_text, at, all) => !/^(transfer-encoding|content-encoding|content-length)$/i.test(all[at & ~1] ?? ''),
  )
  const whole = Object.assign(new IncomingMessage(socket), {
    method,
    url,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    headers: { ...headers, 'content-length': length },
    rawHeaders: [...rawHeaders, 'Content-Length', length],
    complete: true,
  })
  whole.push(body)
  whole.push(null)
  return whole
}
