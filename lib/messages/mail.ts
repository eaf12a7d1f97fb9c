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
  /** Ends the connections that wait for another email. */
  close(): void
}

/** Shorter than the lease on a message. */
export const mailTimeouts = { stepMs: 20_000, totalMs: 120_000 } as const
/** For the replies to one email: real ones have a few kilobytes. */
const mostReplyBytes = 64 * 1_024

/** `idleMs`: how long a connection waits for another email. Servers wait for minutes. */
export function createMail(settings: MailSettings, idleMs = 3_000): Mail {
  const { host, port, from } = settings
  const idle = createIdle(idleMs)
  return {
    from,
    server: `${host}:${port}`,
    deliver: async (email, beforeContent) => {
      const message = { from: addressOf(from), to: email.to, content: await compose(from, email) }
      const reused = idle.take()
      if (reused !== null) {
        const { result, isStale } = await send(reused, message, beforeContent, idle)
        if (!isStale) return result
      }
      return (await send(connect(settings), message, beforeContent, idle)).result
    },
    close: idle.close,
  }
}

function compose(from: string, email: Email): Promise<Buffer> {
  const { to, subject, text, html, id, date, unsubscribeUrl } = email
  const domain = addressOf(from).split('@')[1] ?? 'localhost'
  const composer = new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    date,
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

/** A connection to the server, for one email after another. */
interface Connection {
  readonly smtp: SMTPConnection
  /** Resolves once emails can be sent. */
  readonly ready: Promise<void>
  /** Called when it fails or ends. */
  onEnd: (error: unknown) => void
  /** Of replies, since the last email began. */
  receivedBytes: number
}

function connect({ host, port, security, credentials }: MailSettings): Connection {
  const smtp = new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: mailTimeouts.stepMs,
    greetingTimeout: mailTimeouts.stepMs,
    socketTimeout: mailTimeouts.stepMs,
    dnsTimeout: mailTimeouts.stepMs,
  })
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const connection: Connection = { smtp, ready, onEnd: () => {}, receivedBytes: 0 }
  limitReplies(connection)
  smtp.on('error', (error) => connection.onEnd(error))
  smtp.on('end', () => connection.onEnd(new Error('the connection ended')))
  smtp.connect((error) => {
    if (error) return reject(error)
    if (credentials === null) return resolve()
    const { user, password } = credentials
    smtp.login({ credentials: { user, pass: password.expose() } }, (problem) =>
      problem ? reject(problem) : resolve(),
    )
  })
  return connection
}

/** Ends a connection with too many replies: nodemailer keeps one that has no end in memory, whatever its length. */
function limitReplies(connection: Connection): void {
  const { smtp } = connection
  const read: (chunk: Buffer) => void = Reflect.get(smtp, '_onSocketData')
  Reflect.set(smtp, '_onSocketData', (chunk: Buffer) => {
    connection.receivedBytes += chunk.length
    if (connection.receivedBytes <= mostReplyBytes) read(chunk)
    else smtp._socket.destroy(new Error('the server sent too much'))
  })
}

/**
 * Connections that wait for another email, which saves it the greeting, the encryption and the sign-in: many servers
 * delay the greeting on purpose, and limit how many connections a client opens.
 */
interface Idle {
  put(connection: Connection): void
  take(): Connection | null
  close(): void
}

function createIdle(idleMs: number): Idle {
  const timers = new Map<Connection, NodeJS.Timeout>()
  let isClosed = false
  const remove = (connection: Connection) => {
    clearTimeout(timers.get(connection))
    timers.delete(connection)
  }
  const quit = (connection: Connection) => {
    remove(connection)
    connection.onEnd = () => {}
    connection.smtp.quit()
  }
  return {
    put: (connection) => {
      if (isClosed) return quit(connection)
      connection.onEnd = () => {
        remove(connection)
        connection.smtp.close()
      }
      timers.set(connection, setTimeout(quit, idleMs, connection))
    },
    take: () => {
      const [connection = null] = timers.keys()
      if (connection !== null) remove(connection)
      return connection
    },
    close: () => {
      isClosed = true
      for (const connection of [...timers.keys()]) quit(connection)
    },
  }
}

interface Content {
  readonly from: string
  readonly to: string
  readonly content: Buffer
}

/**
 * `isStale`: the server ended the connection or accepts no email through it, before anything depended on this one. A
 * connection is kept after success only.
 */
function send(
  connection: Connection,
  { from, to, content }: Content,
  beforeContent: () => Promise<boolean>,
  idle: Idle,
): Promise<{ readonly result: MailResult; readonly isStale: boolean }> {
  const { smtp, ready } = connection
  const { promise, resolve } = Promise.withResolvers<{ result: MailResult; isStale: boolean }>()
  let isSettled = false
  let isAccepted = false
  let isContentSent = false

  const settle = (result: MailResult, isStale = false) => {
    if (isSettled) return
    isSettled = true
    clearTimeout(deadline)
    if (result.kind === 'sent') idle.put(connection)
    else smtp.close()
    resolve({ result, isStale })
  }
  const fail = (error: unknown) =>
    settle(
      classifyMailError(error as SmtpError, isContentSent),
      !isAccepted && isAboutConnection(error as SmtpError),
    )
  const deadline = setTimeout(() => fail(new Error('the server took too long')), mailTimeouts.totalMs)
  deadline.unref()
  connection.onEnd = fail
  connection.receivedBytes = 0

  const body = new Readable({
    read() {
      // After a refused envelope, the connection reads the content only to discard it.
      if (isSettled) {
        this.push(null)
        return
      }
      isAccepted = true
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
  ready.then(
    () =>
      smtp.send({ from, to: [to] }, body, (error, info) =>
        error ? fail(error) : settle({ kind: 'sent', response: info.response }),
      ),
    fail,
  )
  return promise
}

interface SmtpError {
  readonly message: string
  readonly responseCode?: number
  readonly response?: string
  readonly command?: string
}

/** Says nothing about the email, such as the end of a connection that was idle for too long. */
function isAboutConnection({ responseCode, command }: SmtpError): boolean {
  return responseCode === undefined || responseCode === 421 || command === 'MAIL FROM'
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
