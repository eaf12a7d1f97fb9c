import type { Tags } from '#drizzle/schema.ts'
import { isOneLine } from './storable-text.ts'

export const tagKeyPattern = /^[a-z0-9_.-]{1,40}$/

/** A comma only separates two tags if another key follows: values may contain commas. */
const betweenTags = /,(?=\s*[a-z0-9_.-]{1,40}\s*=)/

/** The parts of `key=value` pairs separated by commas. `pair` is null for what isn't one. */
function splitTagFilter(text: string) {
  return text.split(betweenTags).map((part) => {
    const at = part.indexOf('=')
    const [key, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    return {
      text: part.trim(),
      pair: at > 0 && tagKeyPattern.test(key) && value !== '' && isOneLine(value) ? { key, value } : null,
    }
  })
}

/** Whether an address names tags. */
export function isTagFilter(text: string): boolean {
  return splitTagFilter(text).every(({ pair }) => pair !== null)
}

/**
 * `key=value` pairs separated by commas, from an address. What isn't one, or contradicts another, becomes a tag that no
 * record can have, because no tag is empty: less is chosen than was meant, never more.
 */
export function parseTagFilter(text: string): Tags {
  const tags = new Map<string, string>()
  for (const { text: part, pair } of splitTagFilter(text)) {
    if (pair === null) tags.set(part, '')
    else tags.set(pair.key, (tags.get(pair.key) ?? pair.value) === pair.value ? pair.value : '')
  }
  // Keys may be names that every object has, such as `constructor`.
  return Object.fromEntries(tags)
}
