/**
 * Running two hundred expressions over a text is slow, and few of them can match: most need a word that the text
 * doesn't contain. So an expression is skipped unless the text may contain one of its words, judging by the pairs and
 * triples of characters that occur.
 */

/** The pairs and triples of characters in a text. May report ones that don't occur, but never misses one that does. */
export type Grams = Uint8Array

const size = 1 << 16
const mask = size - 1

const pair = (a: number, b: number): number => (Math.imul(a, 0x9e37) + Math.imul(b, 0x85eb)) & mask
const triple = (a: number, b: number, c: number): number =>
  (Math.imul(a, 0x2c1b) + Math.imul(b, 0x68e3) + Math.imul(c, 0xb5297) + 0x3ade) & mask

/** Combines several expressions into one that ignores case. */
export const either = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'i')

/** Linear in the length of the text. */
export function gramsOf(text: string): Grams {
  const grams = new Uint8Array(size)
  const lower = text.toLowerCase()
  let a = 0
  let b = 0
  for (let at = 0; at < lower.length; at += 1) {
    const c = lower.charCodeAt(at)
    grams[pair(b, c)] = 1
    grams[triple(a, b, c)] = 1
    a = b
    b = c
  }
  return grams
}

/** Whether an expression that needs one of these words can match. */
export function mayMatch(words: readonly string[] | null, grams: Grams): boolean {
  return words === null || words.some((word) => mayContain(word, grams))
}

function mayContain(word: string, grams: Grams): boolean {
  if (grams[pair(word.charCodeAt(0), word.charCodeAt(1))] === 0) return false
  for (let at = 2; at < word.length; at += 1) {
    const gram = triple(word.charCodeAt(at - 2), word.charCodeAt(at - 1), word.charCodeAt(at))
    if (grams[gram] === 0) return false
  }
  return true
}

/** Lowercase words of which every match contains at least one. Null if there are no such words. */
export function neededWords({ source, flags }: RegExp): readonly string[] | null {
  if (flags.includes('v')) return null
  const reader: Reader = { source, at: 0 }
  const words = readAlternatives(reader)
  return reader.at === source.length ? words : null
}

interface Reader {
  readonly source: string
  at: number
}

type Words = readonly string[] | null

/** Up to the end, or to the bracket that closes the group. */
function readAlternatives(reader: Reader): Words {
  const all: Words[] = [readSequence(reader)]
  while (reader.source[reader.at] === '|') {
    reader.at += 1
    all.push(readSequence(reader))
  }
  return all.includes(null) ? null : all.flatMap((words) => words ?? [])
}

/** A match contains every part of a sequence, so the part with the rarest words represents it. */
function readSequence(reader: Reader): Words {
  const { source } = reader
  let best: Words = null
  let run = ''
  const endRun = () => {
    if (isTelling(run)) best = better(best, [run.toLowerCase()])
    run = ''
  }
  while (reader.at < source.length && source[reader.at] !== '|' && source[reader.at] !== ')') {
    if (source[reader.at] === '(') {
      endRun()
      const inner = readGroup(reader)
      if (!isOptional(reader)) best = better(best, inner)
      continue
    }
    const character = readCharacter(reader)
    if (isQuantified(reader)) {
      endRun()
      isOptional(reader)
    } else if (character === null) {
      endRun()
    } else {
      run += character
    }
  }
  endRun()
  return best
}

function readGroup(reader: Reader): Words {
  const { source } = reader
  const [opening = '('] =
    /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(reader.at, reader.at + 40)) ?? []
  reader.at += opening.length
  const inner = readAlternatives(reader)
  reader.at += 1
  // The text around a match also contains a lookaround's words. A negative lookaround's words aren't needed.
  return opening.endsWith('!') ? null : inner
}

/** A literal character, or null for a class, an anchor and the like. */
function readCharacter(reader: Reader): string | null {
  const { source } = reader
  const character = source[reader.at] ?? ''
  reader.at += 1
  if (character === '[') {
    while (reader.at < source.length && source[reader.at] !== ']')
      reader.at += source[reader.at] === '\\' ? 2 : 1
    reader.at += 1
    return null
  }
  if (character === '\\') {
    const escaped = source[reader.at] ?? ''
    const [long = escaped] =
      /^(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[pP]\{[^}]*\}|k<\w+>|\d+)/i.exec(source.slice(reader.at)) ?? []
    reader.at += long.length
    return /^[\w]/.test(escaped) ? null : escaped
  }
  return /[.^$]/.test(character) ? null : character
}

const quantifier = /^(?:[*?]|\+|\{(\d+)(?:,\d*)?\})\??/

function isQuantified({ source, at }: Reader): boolean {
  return quantifier.test(source.slice(at, at + 12))
}

/** Skips a quantifier, and returns whether it allows zero repetitions. */
function isOptional(reader: Reader): boolean {
  const found = quantifier.exec(reader.source.slice(reader.at, reader.at + 12))
  if (found === null) return false
  reader.at += found[0].length
  return /^[*?]/.test(found[0]) || found[1] === '0'
}

const telling = 3

/** Every text contains two letters of the alphabet. */
function isTelling(run: string): boolean {
  return (
    run.length >= telling ||
    (run.length === 2 && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2}/u.test(run))
  )
}

/** The alternative whose shortest word is longer. */
function better(a: Words, b: Words): Words {
  if (a === null || b === null) return a ?? b
  const shortest = (words: readonly string[]) => Math.min(...words.map(({ length }) => length))
  return shortest(b) > shortest(a) ? b : a
}
