import { AppError, type ErrorCode } from '../errors.ts'

const mostReturnAddresses = 20
const longest = 1_000
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * An address that is registered at Amazon, which compares it character by character, so it is stored exactly as typed.
 * https, or http on loopback, where the simulated Amazon is; no fragment (MD5110), no user name.
 */
export function parseUri(text: string, code: ErrorCode): string {
  if (readAddress(text) === null) throw new AppError(code)
  return text
}

/** The company's own pages, each in the one spelling that a browser makes of it. */
export function parseReturnAddresses(texts: readonly string[]): string[] {
  const addresses = texts.map((text) => readAddress(text)?.href ?? null)
  const good = addresses.filter((address) => address !== null)
  if (good.length < texts.length || good.length > mostReturnAddresses)
    throw new AppError('return_address_invalid')
  return [...new Set(good)]
}

function readAddress(text: string): URL | null {
  // A parser accepts backslashes, spaces and control characters; comparing texts doesn't.
  if (text.length > longest || !/^https?:\/\/[^\s\\#\p{C}]+$/u.test(text)) return null
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return null
  return url.protocol === 'https:' || loopbackHosts.has(url.hostname) ? url : null
}
