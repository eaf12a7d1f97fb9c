/**
 * Running two hundred expressions over a text is slow, and few of them can match: each of their alternatives needs
 * words, most of which the text doesn't contain. So an alternative runs only if its words are there. An index of the
 * triples of characters finds them without reading the text again.
 */

/** A text with an index. Places in it count from 1, and 0 means none. */
export interface Grams {
  readonly text: string
  readonly lower: string
  /** By the hash of a triple: how often it occurs, and where last. */
  readonly counts: Uint32Array
  readonly last: Uint32Array
  /** By place: where the same triple occurs before. */
  readonly previous: Uint32Array
  /** What was already looked up: by the number of the word, whether the text contains it. */
  readonly known: Uint8Array
}

const present = 1
const absent = 2

interface Word {
  readonly word: string
  /** The hashes of its triples of characters, from the first one on. */
  readonly triples: readonly number[]
}

/** The words to look for. A word's number is its place. */
const words: Word[] = []
const numbers = new Map<string, number>()

const tableSize = 1 << 14

function hash(a: number, b: number, c: number): number {
  return (Math.imul(a, 0x2c1b) + Math.imul(b, 0x68e3) + Math.imul(c, 0xb5297)) & (tableSize - 1)
}

function numberOf(word: string): number {
  const known = numbers.get(word)
  if (known !== undefined) return known
  const triples = Array.from({ length: Math.max(0, word.length - 2) }, (_, at) =>
    hash(word.charCodeAt(at), word.charCodeAt(at + 1), word.charCodeAt(at + 2)),
  )
  const number = words.push({ word, triples }) - 1
  numbers.set(word, number)
  return number
}

/** Combines several expressions into one that ignores case. */
export const either = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'i')

/** Linear in the length of the text. */
export function gramsOf(text: string): Grams {
  const lower = text.toLowerCase()
  const counts = new Uint32Array(tableSize)
  const last = new Uint32Array(tableSize)
  const previous = new Uint32Array(lower.length)
  let a = lower.charCodeAt(0)
  let b = lower.charCodeAt(1)
  for (let place = 1; place < lower.length - 1; place += 1) {
    const c = lower.charCodeAt(place + 1)
    const triple = hash(a, b, c)
    counts[triple] = (counts[triple] ?? 0) + 1
    previous[place] = last[triple] ?? 0
    last[triple] = place
    a = b
    b = c
  }
  return { text, lower, counts, last, previous, known: new Uint8Array(words.length) }
}

/** Compares the word only where its rarest triple occurs. */
function isIn({ lower, counts, last, previous }: Grams, { word, triples }: Word): boolean {
  if (triples.length === 0) return lower.includes(word)
  let rarest = 0
  let fewest = Number.POSITIVE_INFINITY
  for (let at = 0; at < triples.length; at += 1) {
    const count = counts[triples[at] ?? 0] ?? 0
    if (count === 0) return false
    if (count < fewest) {
      fewest = count
      rarest = at
    }
  }
  for (let place = last[triples[rarest] ?? 0] ?? 0; place > 0; place = previous[place] ?? 0) {
    if (lower.startsWith(word, place - 1 - rarest)) return true
  }
  return false
}

/** Whether an expression that needs one of these words can match. */
export function mayMatch(needed: Words, grams: Grams): boolean {
  return needed === null || containsAny(needed.map(numberOf), grams)
}

function contains(number: number, grams: Grams): boolean {
  const { known } = grams
  const before = known[number]
  if (before === present || before === absent) return before === present
  const word = words[number]
  const isThere = word !== undefined && isIn(grams, word)
  known[number] = isThere ? present : absent
  return isThere
}

/** Lowercase words of which every match contains at least one. Null if there are no such words. */
export function neededWords(expression: RegExp): Words {
  const reader = toReader(expression)
  const needed = rarest(readAlternatives(reader))
  return isRead(reader) ? needed : null
}

/** An expression that is searched for only in texts that contain what it needs. */
export interface Search {
  /** The numbers of words of which every match contains at least one. Null if there are no such words. */
  readonly needed: readonly number[] | null
  readonly alternatives: readonly Alternative[]
}

interface Alternative {
  readonly expression: RegExp
  /** The same for this alternative, each time with other words. */
  readonly needs: readonly (readonly number[])[]
}

/** Matches like the expression, but each of its alternatives runs only if the text contains the words of that one. */
export function searchFor(expression: RegExp): Search {
  const { source, flags } = expression
  const needed = neededWords(expression)?.map(numberOf) ?? null
  const reader = toReader(expression)
  const alternatives: Alternative[] = []
  do {
    const from = reader.at
    const needs = byRarity(readSequence(reader)).map((some) => some.map(numberOf))
    alternatives.push({ expression: new RegExp(source.slice(from, reader.at), flags), needs })
  } while (skipBar(reader))
  // A reference to a group depends on the groups of all alternatives before it.
  const isDivisible = isRead(reader) && !/\\[1-9k]/.test(source)
  return { needed, alternatives: isDivisible ? alternatives : [{ expression, needs: [] }] }
}

export function occurs({ needed, alternatives }: Search, grams: Grams): boolean {
  if (needed !== null && !containsAny(needed, grams)) return false
  for (const { expression, needs } of alternatives) {
    if (needs.every((some) => containsAny(some, grams)) && expression.test(grams.text)) return true
  }
  return false
}

function containsAny(some: readonly number[], grams: Grams): boolean {
  for (const number of some) if (contains(number, grams)) return true
  return false
}

interface Reader {
  readonly source: string
  at: number
}

type Words = readonly string[] | null

/** A match contains at least one word of each. */
type Needs = readonly (readonly string[])[]

function toReader({ source, flags }: RegExp): Reader {
  // Classes with this flag can be nested, which nothing here reads.
  return { source, at: flags.includes('v') ? source.length + 1 : 0 }
}

/** Whether the whole expression was understood. */
function isRead({ source, at }: Reader): boolean {
  return at === source.length
}

function skipBar(reader: Reader): boolean {
  if (reader.source[reader.at] !== '|') return false
  reader.at += 1
  return true
}

/** Up to the end, or to the bracket that closes the group. */
function readAlternatives(reader: Reader): Needs {
  const first = readSequence(reader)
  if (reader.source[reader.at] !== '|') return first
  const all: Words[] = [rarest(first)]
  while (skipBar(reader)) all.push(rarest(readSequence(reader)))
  return all.includes(null) ? [] : [all.flatMap((one) => one ?? [])]
}

/** A match contains every part of a sequence. */
function readSequence(reader: Reader): Needs {
  const { source } = reader
  const needs: (readonly string[])[] = []
  let run = ''
  const endRun = () => {
    if (isTelling(run)) needs.push([run.toLowerCase()])
    run = ''
  }
  while (reader.at < source.length && source[reader.at] !== '|' && source[reader.at] !== ')') {
    if (source[reader.at] === '(') {
      endRun()
      const inner = readGroup(reader)
      if (!isOptional(reader)) needs.push(...inner)
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
  return needs
}

function readGroup(reader: Reader): Needs {
  const { source } = reader
  const [opening = '('] =
    /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(reader.at, reader.at + 40)) ?? []
  reader.at += opening.length
  const inner = readAlternatives(reader)
  reader.at += 1
  // The text around a match also contains a lookaround's words. A negative lookaround's words aren't needed.
  return opening.endsWith('!') ? [] : inner
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

/** The words of which the shortest is the longest come first. */
function byRarity(needs: Needs): Needs {
  const shortest = (needed: readonly string[]) => Math.min(...needed.map(({ length }) => length))
  return needs.toSorted((a, b) => shortest(b) - shortest(a))
}

function rarest(needs: Needs): Words {
  return byRarity(needs)[0] ?? null
}
