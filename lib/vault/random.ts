import { randomBytes, randomUUID } from 'node:crypto'

/** 256 random bits in base64url (43 characters): states, session tokens, bindings, one-time links, keys. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The id of a new row. An id names, it does not protect. */
export function newId(): string {
  return randomUUID()
}

/** The id of an event, as UUIDv7 (RFC 9562): ids made later sort later, to the millisecond of `now`. */
export function newEventId(now: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
