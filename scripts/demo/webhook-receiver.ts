import { Hono } from 'hono'
import { html } from 'hono/html'

/** A webhook that the receiver has accepted. */
interface Received {
  readonly type: string
  readonly body: string
  readonly receivedAt: Date
}

const mostKept = 100

/** The path to which the demo's webhook endpoint sends, at the mailbox's address. */
export const webhookPath = '/webhooks/crm'

/**
 * The company's CRM, which reacts to webhooks: it accepts every one and shows the latest. A real one would verify the
 * signature first.
 */
export function createWebhookReceiver(now: () => Date) {
  const received: Received[] = []
  let refusals = 0
  const routes = new Hono()
  routes.post(webhookPath, async (context) => {
    const body = await context.req.text()
    if (refusals > 0) {
      refusals -= 1
      return context.text('Restarting\n', 503)
    }
    received.unshift({ type: typeOf(body), body, receivedAt: now() })
    received.length = Math.min(received.length, mostKept)
    return context.body(null, 204)
  })
  return {
    routes,
    received: received as readonly Received[],
    /** Answers 503 to the next requests. */
    refuse: (times: number) => {
      refusals = times
    },
  }
}

export function webhookList(received: readonly Received[]) {
  if (received.length === 0)
    return html`<p>None since the demo was started. To send one, open a webhook in Gatehouse and press <strong>Send a test event</strong>.</p>`
  return html`${received.map(
    ({ type, body, receivedAt }) => html`<details>
      <summary><code>${type}</code> <time>${receivedAt.toISOString().slice(0, 19).replace('T', ' ')}</time></summary>
      <pre>${pretty(body)}</pre>
    </details>`,
  )}`
}

function typeOf(body: string): string {
  const { type } = (parse(body) ?? {}) as { readonly type?: unknown }
  return typeof type === 'string' ? type : 'unknown'
}

function pretty(body: string): string {
  const parsed = parse(body)
  return parsed === null ? body : JSON.stringify(parsed, null, 2)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
