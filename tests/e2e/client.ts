import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import type { BrowserContext } from '@playwright/test'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Wish {
  readonly method?: string
  /** Any header, also those that a browser would never let a page send. */
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
}

/** Asks over HTTP as `curl` would: keeps cookies, follows nothing, runs no script. */
export class Client {
  readonly origin: string
  readonly cookies = new Map<string, string>()

  constructor(origin: string) {
    this.origin = origin
  }

  /** With the cookies of a browser in which somebody is signed in. */
  static async of(context: BrowserContext, origin: string): Promise<Client> {
    const client = new Client(origin)
    for (const { name, value } of await context.cookies(origin)) client.cookies.set(name, value)
    return client
  }

  async ask(address: string, { method = 'GET', headers = {}, body }: Wish = {}): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await send(new URL(address, this.origin), method, { cookie, ...headers }, body)
    for (const line of reply.headers['set-cookie'] ?? []) this.#keep(line)
    return reply
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const equals = pair.indexOf('=')
    this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1))
  }
}

function send(
  url: URL,
  method: string,
  headers: OutgoingHttpHeaders,
  body: string | Buffer | undefined,
): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const outgoing = request(url, { method, headers }, (incoming) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('error', reject)
    incoming.on('end', () =>
      resolve({
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }),
    )
  })
  outgoing.on('error', reject)
  outgoing.end(body)
  return promise
}
