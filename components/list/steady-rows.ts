/** A page that a list shows while newer ones are read. */
interface Rows {
  readonly rows: readonly { readonly id: string }[]
  readonly next: string | null
}

/** The newer page in the order of the visible rows: each row stays in its place, whatever has changed in it. */
export function keepOrder<Page extends Rows>(shown: Page, newer: Page): Page {
  if (shown.rows.length === 0) return newer
  const rows = new Map(newer.rows.map((row) => [row.id, row]))
  // The cursor belongs to the last row.
  return { ...newer, rows: shown.rows.map((row) => rows.get(row.id) ?? row), next: shown.next }
}

/** How many rows of the newer page aren't visible, and how many visible rows it no longer has. */
export function countNews(shown: Rows, newer: Rows): { readonly added: number; readonly gone: number } {
  const only = (one: Rows, other: Rows) => {
    const ids = new Set(other.rows.map(({ id }) => id))
    return one.rows.filter(({ id }) => !ids.has(id)).length
  }
  const added = only(newer, shown)
  const missing = only(shown, newer)
  // On a full page, each added row pushes another one to the next page.
  return { added, gone: newer.next === null ? missing : Math.max(0, missing - added) }
}

/** "3 new, 1 gone"; null when there is nothing to say. */
export function describeNews({
  added,
  gone,
}: {
  readonly added: number
  readonly gone: number
}): string | null {
  const parts = [added > 0 && `${added} new`, gone > 0 && `${gone} gone`].filter((part) => part !== false)
  return parts.length === 0 ? null : parts.join(', ')
}
