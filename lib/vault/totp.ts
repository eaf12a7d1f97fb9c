import { Secret as OtpSecret, TOTP } from 'otpauth'
import { Secret } from '../secret.ts'

const periodS = 30
const digits = 6

/** 160 random bits in base32, as RFC 4226 recommends. */
export function newTotpSecret(): Secret {
  return new Secret(new OtpSecret({ size: 20 }).base32)
}

/** The address in the QR code that the app reads. */
export function totpAddress(secret: Secret, issuer: string, label: string): Secret {
  return new Secret(totpOf(secret, issuer, label).toString())
}

/**
 * The step whose code this is, in units of 30 seconds since 1970; null for another text. The previous and the next step
 * count, too: clocks differ, and people type slowly.
 */
export function stepOf(secret: Secret, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, window: 1, timestamp: now.getTime() })
  return delta === null ? null : Math.floor(now.getTime() / 1_000 / periodS) + delta
}

function totpOf(secret: Secret, issuer = '', label = ''): TOTP {
  // Apps separate the two with a colon.
  const clean = (text: string) => text.replaceAll(':', ' ').trim()
  return new TOTP({
    ...(issuer !== '' && { issuer: clean(issuer) }),
    ...(label !== '' && { label: clean(label) }),
    algorithm: 'SHA1',
    digits,
    period: periodS,
    secret: OtpSecret.fromBase32(secret.expose()),
  })
}
