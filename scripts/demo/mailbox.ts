import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** An email that the demo has sent. */
interface Kept {
  readonly id: number
  readonly to: string
  readonly receivedAt: Date
  readonly mail: Email
}

const mostKept = 500
const host = '127.0.0.1'

/**
 * The demo's mail server: it accepts every email from this machine, forwards none, and shows them on a page. They are
 * forgotten when it stops.
 */
export async function startMailbox({ port, smtpPort }: { port: number; smtpPort: number }) {
  const kept: Kept[] = []
  let lastId = 0
  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks))
        lastId += 1
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
        kept.unshift({ id: lastId, to, receivedAt: new Date(), mail })
        kept.length = Math.min(kept.length, mostKept)
        done()
      })
    },
  })
  smtp.on('error', (error) => process.stderr.write(`mailbox: ${error.message}\n`))
  await new Promise<void>((listening) => smtp.listen(smtpPort, host, listening))
  const web = serve({ fetch: createPages(kept).fetch, port, hostname: host })
  await new Promise((listening) => web.once('listening', listening))
  return {
    origin: `http://${host}:${(web.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise<void>((closed) => smtp.close(() => closed()))
      await new Promise((closed) => web.close(closed))
    },
  }
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'"

function createPages(kept: readonly Kept[]): Hono {
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
  app.get('/', (context) => context.html(listPage(kept)))
  app.get('/messages.json', (context) =>
    context.json(
      kept.map(({ id, to, receivedAt, mail }) => ({
        id,
        to,
        receivedAt,
        subject: mail.subject,
        text: mail.text,
      })),
    ),
  )
  app.get('/messages/:id', (context) => {
    const found = kept.find(({ id }) => String(id) === context.req.param('id'))
    return found === undefined ? context.notFound() : context.html(messagePage(found))
  })
  app.get('/messages/:id/html', (context) => {
    const found = kept.find(({ id }) => String(id) === context.req.param('id'))
    return found === undefined ? context.notFound() : context.html(found.mail.html ?? '')
  })
  return app
}

function listPage(kept: readonly Kept[]) {
  const rows = kept.map(
    ({ id, to, receivedAt, mail }) => html`<tr>
      <td><a href="/messages/${id}">${mail.subject ?? '(no subject)'}</a></td>
      <td>${to}</td>
      <td><time>${receivedAt.toISOString().slice(0, 19).replace('T', ' ')}</time></td>
    </tr>`,
  )
  const table = html`<table><thead><tr><th>Subject</th><th>To</th><th>Received (UTC)</th></tr></thead><tbody>${rows}</tbody></table>`
  const empty = html`<p>No emails yet. What the demo sends to sellers and operators arrives here.</p>`
  return page('Mailbox', html`<h1>Mailbox</h1>${kept.length === 0 ? empty : table}`, true)
}

function messagePage({ id, to, mail }: Kept) {
  const body = html`<p><a href="/">All emails</a></p>
    <h1>${mail.subject ?? '(no subject)'}</h1>
    <p>From ${mail.from?.address ?? ''} to ${to}</p>
    <iframe title="The email" src="/messages/${id}/html" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>
    <h2>As plain text</h2>
    <pre>${mail.text ?? ''}</pre>`
  return page(mail.subject ?? 'Email', body, false)
}

function page(title: string, body: ReturnType<typeof html>, isLive: boolean) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
${isLive ? html`<meta http-equiv="refresh" content="5">` : ''}
<title>${title} (demo)</title>
<style>
:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem; font: 16px/1.5 system-ui, sans-serif }
table { width: 100%; border-collapse: collapse }
th, td { padding: .5rem; text-align: left; border-bottom: 1px solid #8886; overflow-wrap: anywhere }
iframe { width: 100%; height: 28rem; border: 1px solid #8886; border-radius: 6px; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
</style>
</head>
<body>${body}</body>
</html>`
}
