import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import type { Secret } from '../secret.ts'

/** An SMTP server, as the environment names it. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  /** `tls`: from the first byte. `starttls`: before anything else is said, or the message isn't sent. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly credentials: { readonly user: string; readonly password: Secret } | null
  /** `name@example.com`, or `Name <name@example.com>`. */
  readonly from: string
}

export interface Email {
  /** One address. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Part of the Message-ID: the same for every attempt, so that receivers can recognize a repetition. */
  readonly id: string
  readonly date: Date
  /**
   * The address at which a mail program unsubscribes with one request (RFC 8058); null if there is nothing to
   * unsubscribe from.
   */
  readonly unsubscribeUrl: string | null
}

export type MailResult =
  | { readonly kind: 'sent'; readonly response: string }
  /** It wasn't accepted, but may be later: the server is unavailable, or uses greylisting. */
  | { readonly kind: 'retry'; readonly response: string }
  /** `isAddress`: according to the server, the address doesn't exist. */
  | { readonly kind: 'refused'; readonly response: string; readonly isAddress: boolean }
  /** The content was sent, and no answer came: it may have been accepted. */
  | { readonly kind: 'unknown'; readonly response: string }
  /** `beforeContent` resolved with false. Nothing was sent. */
  | { readonly kind: 'withdrawn' }

export interface Mail {
  /** Sender and server, as text for people. */
  readonly from: string
  readonly server: string
  /** `beforeContent` is called once the server has accepted the addresses, before the first byte of the content. */
  deliver(email: Email, beforeContent: () => Promise<boolean>): Promise<MailResult>
}

/** Shorter than the lease on a message. */
export const mailTimeouts = { stepMs: 20_000, totalMs: 120_000 } as const

export function createMail(settings: MailSettings): Mail {
  const { host, port, from } = settings
  return {
    from,
    server: `${host}:${port}`,
    deliver: async (email, beforeContent) =>
      deliver(settings, email, await compose(from, email), beforeContent),
  }
}

function compose(from: string, email: Email): Promise<Buffer> {
  const { to, subject, text, html, id, date, unsubscribeUrl } = email
  const domain = addressOf(from).split('@')[1] ?? 'localhost'
  const composer = new MailComposer({
    ...{ from, to, subject, text, html, date },
    messageId: `<${id}@${domain}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl !== null && {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  })
  return composer.compile().build()
}

/** The address of `Name <address>`. */
export function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
}

function deliver(
  { host, port, security, credentials, from }: MailSettings,
  { to }: Email,
  content: Buffer,
  beforeContent: () => Promise<boolean>,
): Promise<MailResult> {
  const { promise, resolve } = Promise.withResolvers<MailResult>()
  const connection = new SMTPConnection({
    ...{ host, port, secure: security === 'tls' },
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: mailTimeouts.stepMs,
    greetingTimeout: mailTimeouts.stepMs,
    socketTimeout: mailTimeouts.stepMs,
    dnsTimeout: mailTimeouts.stepMs,
  })
  let isSettled = false
  let isContentSent = false

  const settle = (result: MailResult) => {
    if (isSettled) return
    isSettled = true
    clearTimeout(deadline)
    if (result.kind === 'sent') connection.quit()
    else connection.close()
    resolve(result)
  }
  const fail = (error: unknown) => settle(classifyMailError(error as SmtpError, isContentSent))
  const deadline = setTimeout(() => fail(new Error('the server took too long')), mailTimeouts.totalMs)
  deadline.unref()

  const body = new Readable({
    read() {
      // After a refused envelope, the connection reads the content only to discard it.
      if (isSettled) {
        this.push(null)
        return
      }
      beforeContent().then(
        (isOurs) => {
          if (!isOurs) return settle({ kind: 'withdrawn' })
          isContentSent = true
          this.push(content)
          this.push(null)
        },
        () => settle({ kind: 'withdrawn' }),
      )
    },
  })
  const send = () =>
    connection.send({ from: addressOf(from), to: [to] }, body, (error, info) =>
      error ? fail(error) : settle({ kind: 'sent', response: info.response }),
    )
  connection.on('error', fail)
  connection.on('end', () => fail(new Error('the connection ended')))
  connection.connect((error) => {
    if (error) return fail(error)
    if (credentials === null) return send()
    const { user, password } = credentials
    connection.login({ credentials: { user, pass: password.expose() } }, (problem) =>
      problem ? fail(problem) : send(),
    )
  })
  return promise
}

interface SmtpError {
  readonly message: string
  readonly responseCode?: number
  readonly response?: string
  readonly command?: string
}

/** Decides how an error affects the message. `isContentSent`: its content had begun to be sent. */
export function classifyMailError(error: SmtpError, isContentSent: boolean): MailResult {
  const { responseCode = 0, command = '' } = error
  const response = error.response ?? error.message
  if (responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')) {
    return { kind: 'refused', response, isAddress: command === 'RCPT TO' && saysNoSuchAddress(response) }
  }
  // Any other answer is about this connection: the sender, the sign-in, the load. That may be fixed.
  if (responseCode >= 400 || !isContentSent) return { kind: 'retry', response }
  return { kind: 'unknown', response }
}

/**
 * By the enhanced code (RFC 3463) if there is one: policies and full mailboxes are no reason to give up on an address.
 */
function saysNoSuchAddress(response: string): boolean {
  const enhanced = /^5\d\d[ -](5\.\d+\.\d+)/.exec(response)?.[1]
  if (enhanced === undefined) return /^55[013]/.test(response)
  return /^5\.(?:1\.(?:[0-36]|10)|2\.1)$/.test(enhanced)
}
