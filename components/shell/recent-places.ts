import { paths } from '../paths.ts'

export interface Place {
  readonly href: string
  readonly title: string
}

const mostPlaces = 6
const keyOf = (personId: string) => `gatehouse.recent.${personId}`

/** The pages of this tab that this person visited, the last one first. Empty if the browser stores nothing. */
export function readPlaces(personId: string): readonly Place[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(personId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isPlace) : []
  } catch {
    return []
  }
}

export function rememberPlace(personId: string, href: string, documentTitle: string): void {
  // The overview is always one click away; a title begins with the page's heading (components/ui/document-title.tsx).
  const title = documentTitle.split(' · ')[0]?.trim() ?? ''
  if (href === paths.overview || title === '') return
  const places = [{ href, title }, ...readPlaces(personId).filter((place) => place.href !== href)]
  try {
    sessionStorage.setItem(keyOf(personId), JSON.stringify(places.slice(0, mostPlaces)))
  } catch {
    // A browser that stores nothing has no recent places.
  }
}

function isPlace(value: unknown): value is Place {
  return (
    typeof value === 'object' &&
    value !== null &&
    'href' in value &&
    typeof value.href === 'string' &&
    value.href.startsWith('/') &&
    'title' in value &&
    typeof value.title === 'string'
  )
}
