import { randomBytes, randomUUID } from 'node:crypto'

/** `length` characters of base64url. */
export function randomText(length: number): string {
  return randomBytes(Math.ceil((length * 3) / 4))
    .toString('base64url')
    .slice(0, length)
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}

export const requestId = (): string => randomUUID()

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** The 20 capitals and digits of Amazon's X-Amz-Rid. */
export function requestRid(): string {
  let rid = ''
  for (const byte of randomBytes(20)) rid += capitals.charAt(byte % capitals.length)
  return rid
}
