import type { Sign } from './cause.ts'
import { maskPaste } from './mask-paste.ts'
import { normalise } from './normalise.ts'
import { requestSigns } from './request-signs.ts'
import { statusSigns } from './status-signs.ts'
import { describeSeen } from './summary.ts'
import { wordSigns } from './text-signs.ts'
import { urlSigns } from './url-signs.ts'

/** What a paste shows. Nothing of it holds a secret. */
export interface Paste {
  /** As it may be shown: secrets replaced by the names of their kinds. */
  readonly masked: string
  /** How many characters in its middle were not read, because it is too long. */
  readonly unread: number
  readonly signs: ReadonlySet<Sign>
  /** What was recognised, for people. */
  readonly seen: readonly string[]
}

/** How much of a paste is read: its beginning and its end, where errors stand. */
export const readLimits = { head: 24_000, tail: 8_000 }

const lineEndInToken = /\bAtz[ar](?:\||%7C)[\w-]{20,4000}(?:%0[AD]|\\+[nr])/i

/** Reads anything, up to a length. */
export function readPaste(text: string): Paste {
  const { kept, unread } = cut(text)
  return { ...readWhole(kept), unread }
}

/** Reads a text of any length, in time that is proportional to it. */
export function readWhole(kept: string): Omit<Paste, 'unread'> {
  const masked = maskPaste(kept)
  const plain = normalise(masked)
  const signs = new Set<Sign>(wordSigns(plain))
  for (const read of [urlSigns, requestSigns, statusSigns]) {
    for (const sign of read(plain)) signs.add(sign)
  }
  if (signs.has('lwa-answer') && !signs.has('at-sp-api')) {
    signs.add('at-token-endpoint').add('only-at-token-endpoint')
  }
  if (lineEndInToken.test(kept)) signs.add('line-end-in-token')
  return { masked, signs, seen: describeSeen(plain) }
}

/** Without NUL and other controls, which no terminal and no database should get. */
function cut(text: string): { readonly kept: string; readonly unread: number } {
  const { head, tail } = readLimits
  const unread = Math.max(0, text.length - head - tail)
  const read =
    unread === 0 ? text : `${withoutLastWord(text.slice(0, head))}\n…\n${withoutFirstWord(text.slice(-tail))}`
  return { kept: read.toWellFormed().replace(/(?![\n\t])\p{Cc}/gu, ' '), unread }
}

const longestWord = 4_000

/** Half a secret would not be recognised as one, so the word at the cut goes, too. Not by `\S*$`: that is quadratic. */
function withoutLastWord(text: string): string {
  let end = text.length
  while (end > 0 && text.length - end < longestWord && !/\s/.test(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

function withoutFirstWord(text: string): string {
  return text.replace(/^\S{0,4000}/, '')
}
