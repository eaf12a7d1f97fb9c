import type { Tags } from '#drizzle/schema.ts'
import { AppError } from './errors.ts'
import { isOneLine } from './storable-text.ts'
import { parseTagFilter, tagKeyPattern } from './tag-filter.ts'

/** Of a record. */
export const mostTags = 20
const longestValue = 200
const longestReference = 200

/** Throws `tags_invalid`, with what is wrong in `detail`. */
export function requireTags(tags: Readonly<Record<string, string>>): Tags {
  const entries = Object.entries(tags)
  if (entries.length > mostTags)
    throw new AppError('tags_invalid', { field: 'tags', detail: `At most ${mostTags} tags.` })
  for (const [key, value] of entries) {
    if (!tagKeyPattern.test(key)) {
      throw new AppError('tags_invalid', {
        field: 'tags',
        detail: `“${key.slice(0, 60)}” isn’t a valid key: use up to 40 lowercase letters, digits, “_”, “.” or “-”.`,
      })
    }
    if (value.trim() === '' || [...value].length > longestValue || !isOneLine(value)) {
      throw new AppError('tags_invalid', {
        field: 'tags',
        detail: `The value of “${key}” needs 1 to ${longestValue} characters on one line.`,
      })
    }
  }
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

export function hasTags({ tags }: { readonly tags: Tags }, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value)
}

/** Reads `key=value`, one a line, as forms have them. */
export function parseTags(text: string): Tags {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const entries = lines.map((line) => {
    const at = line.indexOf('=')
    if (at < 1)
      throw new AppError('tags_invalid', {
        field: 'tags',
        detail: `“${line.slice(0, 60)}” isn’t “key=value”.`,
      })
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const
  })
  if (new Set(entries.map(([key]) => key)).size < entries.length) {
    throw new AppError('tags_invalid', { field: 'tags', detail: 'Each key can have one value.' })
  }
  return requireTags(Object.fromEntries(entries))
}

/** As a form shows them. */
export function writeTags(tags: Tags): string {
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')
}

/** As `parseTagFilter`, for programs: throws `tags_invalid` for what isn't a tag, so that no filter is dropped. */
export function requireTagFilter(text: string): Tags {
  const tags = parseTagFilter(text)
  const wrong = Object.entries(tags).find(([, value]) => value === '')
  if (wrong === undefined) return tags
  throw new AppError('tags_invalid', {
    field: 'tags',
    detail: `“${wrong[0].slice(0, 60)}” isn’t “key=value”.`,
  })
}

/** The company's own id of a record; null for none. */
export function parseExternalReference(text: string): string | null {
  const reference = text.trim()
  if (reference === '') return null
  if ([...reference].length > longestReference || !isOneLine(reference)) {
    throw new AppError('external_reference_invalid', { field: 'external_reference' })
  }
  return reference
}

/** The company's own id of a record and its tags; what is left out stays. Idempotent. */
export interface ReferenceChange {
  /** At most 200 characters; null: none. */
  readonly externalReference?: string | null
  /** Replaces all tags: at most 20, with keys that match `[a-z0-9_.-]{1,40}` and values of at most 200 characters. */
  readonly tags?: Readonly<Record<string, string>>
}

/** The columns to write. */
export function parseReferenceChange({ externalReference, tags }: ReferenceChange): {
  readonly externalReference?: string | null
  readonly tags?: Tags
} {
  return {
    ...(externalReference !== undefined && {
      externalReference: parseExternalReference(externalReference ?? ''),
    }),
    ...(tags !== undefined && { tags: requireTags(tags) }),
  }
}
