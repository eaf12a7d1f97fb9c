import { createHmac, randomBytes } from 'node:crypto'
import { Secret } from '../secret.ts'

const prefix = 'whsec_'

/** As Standard Webhooks writes a symmetric secret: 32 random bytes. */
export function newWebhookSecret(): Secret {
  return new Secret(prefix + randomBytes(32).toString('base64'))
}

/** One signature of Standard Webhooks for `webhook-signature`. */
export function signWebhook(
  secret: Secret,
  { id, timestamp, body }: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const key = Buffer.from(secret.expose().slice(prefix.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
