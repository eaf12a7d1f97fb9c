import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import type { Page } from '@playwright/test'

/** A text that left the server or was stored in a browser, and its place. */
export interface Trace {
  readonly where: string
  readonly text: string
}

/**
 * A proxy between browsers and servers that records everything that one origin sends, and everything that browsers
 * reveal about it. Asking the browser for a body later is no substitute: it may have dropped it by then.
 */
export class Recorder {
  readonly #origin: string
  readonly #server: Server
  readonly #traces: Trace[] = []
  readonly #exchanges = new Set<Promise<void>>()

  private constructor(origin: string) {
    this.#origin = origin
    this.#server = createServer((asked, reply) => {
      const exchange: Promise<void> = this.#pass(asked, reply)
        // The browser left before it had everything: its part is recorded.
        .catch(() => {
          reply.destroy()
        })
        .finally(() => this.#exchanges.delete(exchange))
      this.#exchanges.add(exchange)
    })
  }

  static async start(origin: string): Promise<Recorder> {
    const recorder = new Recorder(origin)
    await once(recorder.#server.listen(0, '127.0.0.1'), 'listening')
    return recorder
  }

  /** For Playwright's `proxy`. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Records the stored data of a page before it is left. */
  async leave(page: Page): Promise<void> {
    const text = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        location.href,
        history.state,
        document.documentElement.outerHTML,
      ]),
    )
    this.#traces.push({ where: `kept by ${new URL(page.url()).pathname}`, text })
  }

  /** All records, once the last page is closed. A browser can keep its stream open, so what is left is ended. */
  async all(): Promise<readonly Trace[]> {
    this.#server.closeAllConnections()
    await Promise.all(this.#exchanges)
    return this.#traces
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = asked.url ?? ''
    const referrer = asked.headers.referer ?? ''
    // The destinations of Amazon's own pages are Amazon's business.
    if (referrer.startsWith(this.#origin))
      this.#traces.push({ where: `Referer sent to ${url}`, text: referrer })
    // Uncompressed, so that what is sent can be searched.
    const onward = request(url, {
      method: asked.method,
      headers: { ...asked.headers, 'accept-encoding': 'identity' },
    })
    // A browser that leaves waits for nothing, such as the first event of a stream: neither does this.
    reply.once('close', () => onward.destroy())
    const answered = once(onward, 'response')
    answered.catch(() => {})
    await pipeline(asked, onward)
    const [answer] = (await answered) as [IncomingMessage]
    const { statusCode = 502, rawHeaders } = answer
    reply.writeHead(statusCode, rawHeaders)
    const chunks: Buffer[] = []
    try {
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      await pipeline(answer, reply)
    } finally {
      if (url.startsWith(this.#origin)) this.#record(url, statusCode, answer, Buffer.concat(chunks))
    }
  }

  #record(url: string, status: number, { headers }: IncomingMessage, body: Buffer): void {
    const { 'set-cookie': _, ...others } = headers
    // Cookies are for the browser, and the state goes to Amazon. Nothing else may leave.
    if (others.location?.includes('/apps/authorize/')) delete others.location
    const path = url.slice(this.#origin.length)
    // Amazon itself puts the code there; the answer redirects away from it immediately.
    const address = path.startsWith('/sp-api/auth?') || path.startsWith('/authorize?') ? '' : path
    const isRedirect = status >= 300 && status < 400
    this.#traces.push(
      { where: `head of ${path}`, text: `${address}\n${JSON.stringify(others)}` },
      { where: `body of ${path}`, text: isRedirect ? '' : body.toString('latin1') },
    )
  }
}
