import { randomUUID } from 'node:crypto'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import type { BrowserContext } from '@playwright/test'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Wish {
  readonly method?: string
  /** Any header, including those that a browser would never let a page send. */
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
  /** Closes the connection, like a browser that leaves a page. */
  readonly signal?: AbortSignal
}

/** Sends requests like `curl`: keeps cookies, follows no redirect, runs no script. */
export class Client {
  readonly origin: string
  readonly cookies = new Map<string, string>()

  constructor(origin: string) {
    this.origin = origin
  }

  /** With the cookies of a browser in which a person is signed in. */
  static async of(context: BrowserContext, origin: string): Promise<Client> {
    const client = new Client(origin)
    for (const { name, value } of await context.cookies(origin)) client.cookies.set(name, value)
    return client
  }

  /** The same browser, at another process. */
  at(origin: string): Client {
    const client = new Client(origin)
    for (const [name, value] of this.cookies) client.cookies.set(name, value)
    return client
  }

  /** Lets a browser continue as this client. */
  async enter(context: BrowserContext): Promise<void> {
    const facts = { url: this.origin, httpOnly: true, sameSite: 'Lax' } as const
    await context.addCookies([...this.cookies].map(([name, value]) => ({ name, value, ...facts })))
  }

  async ask(address: string, { method = 'GET', headers = {}, body, signal }: Wish = {}): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await send(new URL(address, this.origin), {
      method,
      headers: { cookie, ...headers },
      body,
      signal,
    })
    for (const line of reply.headers['set-cookie'] ?? []) this.#keep(line)
    return reply
  }

  /**
   * Opens a page and fills in its form that contains this text; the result is the request that a browser without a
   * script sends.
   */
  async open(
    path: string,
    text: string,
    values: Readonly<Record<string, string>> = {},
  ): Promise<(signal?: AbortSignal) => Promise<Reply>> {
    const form = readForm((await this.ask(path)).body, text)
    // The public address, whichever process is asked.
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': form.type }
    const sent = { method: 'POST', headers, body: form.fill(values) }
    return (signal) => this.ask(path, signal === undefined ? sent : { ...sent, signal })
  }

  /** As `open`, and sends it immediately. */
  async submit(path: string, text: string, values?: Readonly<Record<string, string>>): Promise<Reply> {
    return (await this.open(path, text, values))()
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    if (value === '') this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/** The form of a page that contains this text, with the server's values. */
export function readForm(html: string, text: string) {
  const forms = html.match(/<form\b.*?<\/form>/gs) ?? []
  const form = forms.find((one) => one.includes(text)) ?? ''
  const given = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&quot;', '"')],
  )
  const boundary = randomUUID()
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    fill: (values: Readonly<Record<string, string>>): string =>
      [...given, ...Object.entries(values)]
        .map(
          ([name, value]) =>
            `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        )
        .concat(`--${boundary}--\r\n`)
        .join(''),
  }
}

function send(
  url: URL,
  { method, headers, body, signal }: { [Name in keyof Wish]: Wish[Name] | undefined },
): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const outgoing = request(url, { method, headers, signal }, (incoming) => {
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
