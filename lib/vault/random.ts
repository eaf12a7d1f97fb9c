import { randomBytes, randomUUID } from 'node:crypto'

/** 256 random bits in base64url (43 characters): states, session tokens, bindings, one-time links, keys. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The id of a new row. An id names, it does not protect. */
export function newId(): string {
  return randomUUID()
}
