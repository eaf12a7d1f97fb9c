import type { BrowserContext, Page, Response } from '@playwright/test'

/** A text that left the server or stayed in a browser, and where it was. */
export interface Trace {
  readonly where: string
  readonly text: string
}

/** Keeps all that browsers get from one origin, and what they tell others about it. */
export class Recorder {
  readonly #origin: string
  readonly #traces: Promise<Trace[]>[] = []

  constructor(origin: string) {
    this.#origin = origin
  }

  watch(context: BrowserContext): void {
    context.on('response', (response) => this.#traces.push(this.#read(response)))
    context.on('request', (request) => {
      const referrer = request.headers().referer ?? ''
      // Where Amazon's own pages lead to is Amazon's business.
      if (!referrer.startsWith(this.#origin)) return
      this.#traces.push(Promise.resolve([{ where: `Referer sent to ${request.url()}`, text: referrer }]))
    })
  }

  /** What a page holds when it is left. */
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
    this.#traces.push(Promise.resolve([{ where: `kept by ${new URL(page.url()).pathname}`, text }]))
  }

  async all(): Promise<Trace[]> {
    return (await Promise.all(this.#traces)).flat()
  }

  async #read(response: Response): Promise<Trace[]> {
    const url = response.url()
    if (!url.startsWith(this.#origin)) return []
    const isRedirect = response.status() >= 300 && response.status() < 400
    const headers = (await response.headersArray()).filter(
      // The cookies are the browser's to keep; the way to Amazon carries the state. Nothing else may.
      ({ name, value }) =>
        name.toLowerCase() !== 'set-cookie' &&
        !(name.toLowerCase() === 'location' && value.includes('/apps/authorize/')),
    )
    const path = url.slice(this.#origin.length)
    // Amazon itself puts the code there; the answer leads away from it at once.
    const address = path.startsWith('/sp-api/auth?') || path.startsWith('/authorize?') ? '' : path
    return [
      { where: `head of ${path}`, text: `${address}\n${JSON.stringify(headers)}` },
      { where: `body of ${path}`, text: isRedirect ? '' : await bodyOf(response) },
    ]
  }
}

/** Empty for a page that was closed before it came. */
async function bodyOf(response: Response): Promise<string> {
  try {
    return (await response.body()).toString('latin1')
  } catch {
    return ''
  }
}
