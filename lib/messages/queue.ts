import type { ChannelKind } from '#drizzle/schema.ts'
import { withBranding } from '../branding/branding.ts'
import type { Tx } from '../context.ts'
import { defaultLanguage, type Language } from '../languages/languages.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import { insertMessages } from '../store/events/messages.ts'
import { readLanguagesOfPeople } from '../store/people/accounts.ts'
import { digest } from '../vault/digest.ts'
import { newEventId, randomToken } from '../vault/random.ts'
import { seal } from '../vault/seal.ts'
import { type MessageFacts, type MessageKind, textOf } from './texts.ts'

export interface NewMessage<K extends MessageKind = MessageKind> {
  readonly kind: K
  readonly facts: MessageFacts[K]
  /** The subject of the message. A second message with the same key is not written. */
  readonly key: string
  /** An email address, or the name of a channel. */
  readonly recipient: string
  readonly channelKind?: ChannelKind
  readonly channelId?: string | null
  readonly ruleId?: string | null
  readonly personId?: string | null
  readonly authorizationId?: string | null
  readonly topic?: string | null
  /** Left out: the language of the person's account. */
  readonly language?: Language
  /** Only the recipient may have it. */
  readonly link?: Secret | null
  /** Whether the recipient can unsubscribe from messages like it. */
  readonly hasUnsubscribe?: boolean
  readonly expiresAt: Date
  /** How long to wait before the first attempt, by the real clock. */
  readonly delayMs?: number
}

/** Unsubscribe addresses. Mail programs post to the first, people open the second. */
export function unsubscribeUrls(appUrl: string, token: string) {
  return { oneClick: `${appUrl}/unsubscribe/one-click/${token}`, page: `${appUrl}/unsubscribe/${token}` }
}

/**
 * Writes messages to the outbox, in the transaction of the change that they are about. The worker sends them. Returns
 * the ids of the new ones.
 */
export async function queueMessages(
  tx: Pick<Tx, 'db' | 'now' | 'realNow' | 'settings' | 'keyRing' | 'mail'>,
  messages: readonly NewMessage[],
): Promise<readonly string[]> {
  if (messages.length === 0) return []
  const languages = await readLanguagesOfPeople(
    tx.db,
    messages.flatMap(({ personId }) => personId ?? []),
  )
  const { settings } = await withBranding(tx)
  const now = tx.now()
  const realNow = tx.realNow()
  const rows = messages.map((message) => {
    const id = newEventId(now)
    const { key, kind, recipient, channelKind = 'email', expiresAt, delayMs = 0 } = message
    const language = message.language ?? languages.get(message.personId ?? '') ?? defaultLanguage
    const unsubscribe = message.hasUnsubscribe === true ? randomToken() : null
    const links = {
      ...(message.link && { link: message.link.expose() }),
      ...(unsubscribe !== null && { unsubscribe: unsubscribeUrls(tx.settings.appUrl, unsubscribe).page }),
    }
    const hasLinks = Object.keys(links).length > 0
    return {
      id,
      key,
      kind,
      recipient,
      channelKind,
      expiresAt,
      channelId: message.channelId ?? null,
      ruleId: message.ruleId ?? null,
      personId: message.personId ?? null,
      authorizationId: message.authorizationId ?? null,
      topic: message.topic ?? null,
      subject: textOf(kind, message.facts as never, settings, {}, language).subject,
      language,
      data: message.facts as Readonly<Record<string, unknown>>,
      linksSealed: hasLinks
        ? seal(tx.keyRing, new Secret(JSON.stringify(links)), seals.message.linksSealed({ id }))
        : null,
      unsubscribeDigest: unsubscribe === null ? null : digest(unsubscribe),
      status: channelKind === 'email' && tx.mail === null ? ('held' as const) : ('waiting' as const),
      nextAttemptAt: new Date(realNow.getTime() + delayMs),
      createdAt: now,
    }
  })
  return insertMessages(tx.db, rows)
}
