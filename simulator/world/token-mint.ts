import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export const tokenKinds = ['seller', 'grantless', 'restricted'] as const
export type TokenKind = (typeof tokenKinds)[number]

export interface AccessToken {
  readonly kind: TokenKind
  readonly issuedAt: number
  /** The grant's number, below 2^48; of a grantless token 0. */
  readonly grant: number
  readonly application: number
  /** Position of the client secret with which it was obtained. */
  readonly clientSecret: number
  /** Position of the grantless scope. */
  readonly scope: number
}

export interface TokenMint {
  /** Anyone who has it can read this mint's tokens and create more. In base64url. */
  readonly key: string
  mint(token: AccessToken): string
  /** Null for anything that was not minted with this key. */
  read(text: string): AccessToken | null
}

const prefixes: Readonly<Record<TokenKind, string>> = {
  seller: 'Atza|',
  grantless: 'Atc|',
  restricted: 'Atz.sprdt|',
}
export const mintKeyBytes = 32
const macBytes = 32
// 261 bytes are 348 characters; with its prefix, a seller's token has 353 characters, like real ones.
const totalBytes = 261

/** Access tokens that contain their own facts, so that millions cost no memory. Opaque to everyone else. */
export function createTokenMint(keptKey: string | null): TokenMint {
  const key = keptKey === null ? randomBytes(mintKeyBytes) : Buffer.from(keptKey, 'base64url')
  const macOf = (bytes: Buffer) => createHmac('sha256', key).update(bytes).digest()
  return {
    key: key.toString('base64url'),
    mint(token) {
      const body = randomBytes(totalBytes - macBytes)
      body.writeUInt8(tokenKinds.indexOf(token.kind), 0)
      body.writeDoubleBE(token.issuedAt, 1)
      body.writeUIntBE(token.grant, 9, 6)
      body.writeUInt16BE(token.application, 15)
      body.writeUInt16BE(token.clientSecret, 17)
      body.writeUInt8(token.scope, 19)
      return prefixes[token.kind] + Buffer.concat([body, macOf(body)]).toString('base64url')
    },
    read(text) {
      const kind = tokenKinds.find((each) => text.startsWith(prefixes[each]))
      if (kind === undefined) return null
      const rest = text.slice(prefixes[kind].length)
      const bytes = Buffer.from(rest, 'base64url')
      // Node skips characters outside base64url: a stray line break must not pass.
      if (bytes.length !== totalBytes || bytes.toString('base64url') !== rest) return null
      const body = bytes.subarray(0, totalBytes - macBytes)
      if (!timingSafeEqual(bytes.subarray(totalBytes - macBytes), macOf(body))) return null
      if (tokenKinds[body.readUInt8(0)] !== kind) return null
      return {
        kind,
        issuedAt: body.readDoubleBE(1),
        grant: body.readUIntBE(9, 6),
        application: body.readUInt16BE(15),
        clientSecret: body.readUInt16BE(17),
        scope: body.readUInt8(19),
      }
    },
  }
}
