import { AppError, type ErrorCode } from '../errors.ts'
import { Secret } from '../secret.ts'

/** Things removed around or inside the token, in words for the person who pasted it. */
export const pasteNoise = {
  quotes: 'the quotation marks around it',
  blanks: 'spaces and line breaks',
  encoding: 'its percent-encoding',
  surroundings: 'the text around it',
} as const

export type PasteNoise = keyof typeof pasteNoise

export interface PastedToken {
  readonly refreshToken: Secret
  readonly removed: readonly PasteNoise[]
}

const longestPaste = 20_000
/** https://developer.amazon.com/docs/login-with-amazon/access-token.html */
const longestToken = 2_048
/** Known tokens have 300 to 700 characters; this minimum only tells the beginning of one from a whole one. */
const shortestToken = 64

/**
 * Other things that people paste, recognized by how they begin, so that the error repeats nothing of them. The first
 * match counts.
 */
const others: readonly (readonly [shape: RegExp, code: ErrorCode])[] = [
  [/Aztr(?:\||%)/i, 'pasted_token_misspelt'],
  [/Atza(?:\||%)/i, 'pasted_access_token'],
  [/Atc(?:\||%)/i, 'pasted_grantless_token'],
  [/Atz\.sprdt(?:\||%)/i, 'pasted_restricted_token'],
  [/amzn1\.oa2-cs\./i, 'pasted_client_secret'],
  [/^[0-9a-f]{64}$/i, 'pasted_client_secret'],
  [/amzn1\.(?:application-oa2-client|sp\.solution|sellerapps)/i, 'pasted_id'],
  [/(?:spapi_oauth_code|[?&]code)=/i, 'pasted_code'],
  [/^(?:AN|RH)[A-Za-z0-9]{14,30}$/, 'pasted_code'],
  [/Atzr/i, 'pasted_token_damaged'],
]

const quotes = /["'`´‘’“”„«»]/g
/** Includes invisible characters. */
const blanks = /[\s\p{Cc}\p{Cf}\u115f\u1160\u3164]/gu
const start = /Atzr(?:\||%(?:25)*7C)/gi
/** Characters that end a token in a file, in JSON or in a URL. */
const end = /["'`´‘’“”„«»,;&<>{}()[\]\\]/

/**
 * The refresh token in a pasted text: a token alone, as a line of a file, or LWA's whole answer. Quotation marks,
 * blanks, line breaks and percent-encoding are removed, and named. Throws `pasted_…`, never with a part of it.
 */
export function readPastedToken(text: string): PastedToken {
  if (text.length > longestPaste) throw new AppError('pasted_token_long')
  const dense = text.replace(blanks, '')
  const bare = dense.replace(quotes, '')
  if (bare === '') throw new AppError('pasted_nothing')

  let raw: string | undefined
  // Stops at the first difference: reading all overlapping candidates takes time that grows with the square of the
  // text.
  for (const { index } of dense.matchAll(start)) {
    const found = dense.slice(index).split(end, 1)[0] ?? ''
    raw ??= found
    if (decode(found) !== decode(raw)) throw new AppError('pasted_two_tokens')
  }
  if (raw === undefined) throw new AppError(codeForOtherText(bare))
  const token = decode(raw)
  requireWholeToken(token)
  const removed: Readonly<Record<PasteNoise, boolean>> = {
    quotes: bare !== dense,
    blanks: dense !== text,
    encoding: raw !== token,
    surroundings: bare !== raw,
  }
  return {
    refreshToken: new Secret(token),
    removed: (Object.keys(pasteNoise) as PasteNoise[]).filter((noise) => removed[noise]),
  }
}

function decode(token: string): string {
  let decoded = token
  for (let round = 0; round < 3 && decoded.includes('%'); round += 1) {
    try {
      decoded = decodeURIComponent(decoded)
    } catch {
      return decoded
    }
  }
  return decoded
}

function requireWholeToken(token: string): void {
  if (Buffer.byteLength(token) > longestToken) throw new AppError('pasted_token_long')
  if (/(?:\.{2,}|…)$/.test(token)) throw new AppError('pasted_token_short')
  if (!/^Atzr\|[\w+/=.~-]*$/.test(token)) throw new AppError('pasted_token_damaged')
  if (token.length < shortestToken) throw new AppError('pasted_token_short')
}

function codeForOtherText(text: string): ErrorCode {
  return others.find(([shape]) => shape.test(text))?.[1] ?? 'pasted_no_token'
}
