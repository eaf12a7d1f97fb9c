import { Secret } from '../secret.ts'
import { digest } from './digest.ts'
import { randomToken } from './random.ts'

const shape = /^ghl_[\w-]{43}$/

/** `ghl_` and 256 random bits. The digest is of one environment: a copy of the database opens nothing elsewhere. */
export function newLinkToken(environment: string): { readonly token: Secret; readonly digest: string } {
  const token = `ghl_${randomToken()}`
  return { token: new Secret(token), digest: digestOf(environment, token) }
}

/** The digest by which a link is found; null for what `newLinkToken` can't have made. */
export function readLinkToken(environment: string, text: string): string | null {
  return shape.test(text) ? digestOf(environment, text) : null
}

function digestOf(environment: string, token: string): string {
  return digest(`${environment} ${token}`)
}
