import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'
import { createWebhookReceiver, webhookList } from './webhook-receiver.ts'

const email = z.object({
  id: z.number(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  receivedAt: z.coerce.date(),
})

/** An email that the demo has sent. */
type Kept = z.infer<typeof email>

const mostKept = 500
const keptMs = 14 * 86_400_000
const host = '127.0.0.1'

interface MailboxOptions {
  readonly port: number
  readonly smtpPort: number
  /** Keeps the emails of the last two weeks while the demo is stopped. */
  readonly file: string
  readonly now: () => Date
}

/**
 * The demo's mail server: it accepts every email from this machine, forwards none, and shows them on a page. The same
 * page shows what the demo's webhook endpoint receives.
 */
export async function startMailbox({ port, smtpPort, file, now }: MailboxOptions) {
  const kept = readKept(file)
  const receiver = createWebhookReceiver(now)
  let lastId = Math.max(0, ...kept.map(({ id }) => id))
  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const receivedAt = now()
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks))
        lastId += 1
        kept.unshift({
          id: lastId,
          receivedAt,
          to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
          from: mail.from?.address ?? '',
          subject: mail.subject ?? '(no subject)',
          text: mail.text ?? '',
          html: mail.html ?? '',
        })
        kept.length = Math.min(kept.length, mostKept)
        done()
      })
    },
  })
  smtp.on('error', (error) => process.stderr.write(`mailbox: ${error.message}\n`))
  await new Promise<void>((listening) => smtp.listen(smtpPort, host, listening))
  const web = serve({ fetch: createPages(kept, receiver).fetch, port, hostname: host })
  await new Promise((listening) => web.once('listening', listening))
  return {
    origin: `http://${host}:${(web.address() as AddressInfo).port}`,
    refuseWebhooks: receiver.refuse,
    close: async () => {
      await new Promise<void>((closed) => smtp.close(() => closed()))
      await new Promise((closed) => web.close(closed))
      const since = now().getTime() - keptMs
      keep(
        file,
        kept.filter(({ receivedAt }) => receivedAt.getTime() >= since),
      )
    },
  }
}

/** A missing or damaged file only costs the emails of earlier starts. */
function readKept(file: string): Kept[] {
  try {
    return z.array(email).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}

/** Emails contain one-time links. */
function keep(file: string, emails: readonly Kept[]): void {
  writeFileSync(`${file}.new`, JSON.stringify(emails), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'"

function createPages(kept: readonly Kept[], receiver: ReturnType<typeof createWebhookReceiver>): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    // Emails contain one-time links: another site must not read them through a name of its own that resolves to this
    // address.
    const name = new URL(context.req.url).hostname
    if (name !== host && name !== 'localhost') return context.text('Unknown host\n', 421)
    await next()
    context.header('Content-Security-Policy', policy)
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Cache-Control', 'no-store')
  })
  app.route('/', receiver.routes)
  app.get('/', (context) => context.html(listPage(kept)))
  app.get('/webhooks', (context) => context.html(webhooksPage(receiver.received)))
  app.get('/messages.json', (context) =>
    context.json(
      kept.map(({ id, to, receivedAt, subject, text }) => ({ id, to, receivedAt, subject, text })),
    ),
  )
  app.get('/messages/:id', (context) => {
    const found = kept.find(({ id }) => String(id) === context.req.param('id'))
    return found === undefined ? context.notFound() : context.html(messagePage(found))
  })
  app.get('/messages/:id/html', (context) => {
    const found = kept.find(({ id }) => String(id) === context.req.param('id'))
    return found === undefined ? context.notFound() : context.html(found.html)
  })
  return app
}

function listPage(kept: readonly Kept[]) {
  const rows = kept.map(
    ({ id, to, subject, receivedAt }) => html`<tr>
      <td><a href="/messages/${id}">${subject}</a></td>
      <td>${to}</td>
      <td>${time(receivedAt)}</td>
    </tr>`,
  )
  const table = html`<table><thead><tr><th>Subject</th><th>To</th><th>Received (UTC)</th></tr></thead><tbody>${rows}</tbody></table>`
  const empty = html`<p>No emails in the last two weeks. What the demo sends to sellers and operators arrives here.</p>`
  return page(
    'Mailbox',
    html`${tabs('/')}<h1>Mailbox</h1>
    <p class="soft">Everything that the demo has sent to sellers and operators in the last two weeks. Nothing leaves this machine.</p>
    ${kept.length === 0 ? empty : table}`,
    true,
  )
}

function webhooksPage(received: Parameters<typeof webhookList>[0]) {
  return page(
    'Webhooks',
    html`${tabs('/webhooks')}<h1>Webhooks</h1>
    <p class="soft">What the demo’s endpoint has received since the demo was started. Earlier deliveries are in Gatehouse.</p>
    ${webhookList(received)}`,
    false,
  )
}

function messagePage({ id, from, to, subject, text, receivedAt }: Kept) {
  const body = html`${tabs(null)}
    <h1>${subject}</h1>
    <p class="soft">From ${from} to ${to}, ${time(receivedAt)} UTC</p>
    <iframe title="The email" src="/messages/${id}/html" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>
    <h2>As plain text</h2>
    <pre>${text}</pre>`
  return page(subject, body, false)
}

function tabs(current: string | null) {
  const tab = (href: string, label: string) =>
    html`<a href="${href}"${href === current ? html` aria-current="page"` : ''}>${label}</a>`
  return html`<nav aria-label="Received">${tab('/', 'Emails')}${tab('/webhooks', 'Webhooks')}</nav>`
}

function time(at: Date) {
  return html`<time>${at.toISOString().slice(0, 19).replace('T', ' ')}</time>`
}

function page(title: string, body: ReturnType<typeof html>, isLive: boolean) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
${isLive ? html`<meta http-equiv="refresh" content="5">` : ''}
<title>${title} (demo)</title>
<style>
:root { color-scheme: light dark; accent-color: light-dark(#0a5c58, #45b8ad) }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem; font: 15px/1.5 system-ui, sans-serif; color: light-dark(#141a1a, #e9eeed); background: light-dark(#fff, #121717) }
h1 { margin: 1rem 0 .25rem; font-size: 1.5rem }
h2 { font-size: 1.125rem }
a { color: light-dark(#0a5c58, #5fcabf) }
nav { display: flex; gap: 1rem }
nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none }
.soft { margin-top: 0; color: light-dark(#4a5554, #aab5b3) }
table { width: 100%; border-collapse: collapse }
th, td { padding: .5rem .75rem .5rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid #8886; overflow-wrap: anywhere }
th { font-size: .875rem }
time { white-space: nowrap; font-variant-numeric: tabular-nums }
details { padding: .5rem 0; border-bottom: 1px solid #8886 }
iframe { box-sizing: border-box; width: 100%; height: 32rem; border: 1px solid #8886; border-radius: 6px; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%) }
  tr { display: grid; padding: .5rem 0; border-bottom: 1px solid #8886 }
  td { padding: 0; border: 0 }
  td + td { font-size: .875rem; color: light-dark(#4a5554, #aab5b3) }
}
</style>
</head>
<body>${body}</body>
</html>`
}
