import { z } from 'zod'
import { Secret } from '../secret.ts'

/** A message from Amazon's queue about a client secret. */
export type AmazonNotification =
  | {
      readonly kind: 'new-secret'
      readonly clientId: string
      readonly secret: Secret
      readonly expiresAt: Date
      /** When Amazon stops accepting the previous secret. */
      readonly previousExpiresAt: Date
    }
  | { readonly kind: 'secret-expiry'; readonly clientId: string; readonly expiresAt: Date }
  /** Any of Amazon's many other notifications. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable' }

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const clientId = z.string().min(1).max(200)

/** https://developer-docs.amazon.com/sp-api/docs/application-management-api-v2023-11-30-use-case-guide */
const shapes = {
  APPLICATION_OAUTH_CLIENT_NEW_SECRET: z.object({
    applicationOAuthClientNewSecret: z.object({
      clientId,
      newClientSecret: z.string().min(1).max(500),
      newClientSecretExpiryTime: time,
      oldClientSecretExpiryTime: time,
    }),
  }),
  APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY: z.object({
    applicationOAuthClientSecretExpiry: z.object({ clientId, clientSecretExpiryTime: time }),
  }),
}

const envelope = z.object({ notificationType: z.string(), payload: z.unknown() })

/** How deep a notification may be wrapped: by SNS, and by services that pass it on. */
const mostWrappings = 3

/**
 * Reads the body of a message: bare as Amazon sends it to a queue, or wrapped by Amazon SNS (`Message`), EventBridge
 * (`detail`) or a Lambda function's event with one record (`Records[0].body`).
 */
export function parseNotification(text: string): AmazonNotification {
  let value: unknown = text
  for (let wrapping = 0; wrapping <= mostWrappings; wrapping += 1) {
    if (typeof value === 'string') value = parseJson(value)
    const found = envelope.safeParse(value)
    if (found.success) return read(found.data)
    value = unwrap(value)
  }
  return { kind: 'unreadable' }
}

function read({ notificationType, payload }: z.output<typeof envelope>): AmazonNotification {
  if (notificationType === 'APPLICATION_OAUTH_CLIENT_NEW_SECRET') {
    const parsed = shapes[notificationType].safeParse(payload)
    if (!parsed.success) return { kind: 'unreadable' }
    const told = parsed.data.applicationOAuthClientNewSecret
    return {
      kind: 'new-secret',
      clientId: told.clientId,
      secret: new Secret(told.newClientSecret),
      expiresAt: told.newClientSecretExpiryTime,
      previousExpiresAt: told.oldClientSecretExpiryTime,
    }
  }
  if (notificationType === 'APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY') {
    const parsed = shapes[notificationType].safeParse(payload)
    if (!parsed.success) return { kind: 'unreadable' }
    const told = parsed.data.applicationOAuthClientSecretExpiry
    return { kind: 'secret-expiry', clientId: told.clientId, expiresAt: told.clientSecretExpiryTime }
  }
  return { kind: 'other' }
}

function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return null
  const { Message, detail, Records, body } = value as Record<string, unknown>
  if (Array.isArray(Records) && Records.length === 1) return Records[0]
  return Message ?? detail ?? body ?? null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
