const longest = 4000

/** An address of our own to return to: a path, or a whole address; null when it leads elsewhere or nowhere. */
export function ownReturn(text: string, appUrl: string): string | null {
  const path = ownPath(text.startsWith(appUrl) ? text.slice(appUrl.length) || '/' : text, appUrl)
  return path === null ? null : `${appUrl}${path}`
}

/** A path of this site to continue at, from a parameter that anyone can set; null if it leads elsewhere. */
export function ownPath(text: unknown, appUrl: string): string | null {
  if (typeof text !== 'string' || text.length > longest || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text))
    return null
  const url = URL.parse(text, appUrl)
  // `/x/..//evil` becomes `//evil`, which browsers treat as a host.
  if (url === null || url.origin !== appUrl || url.pathname.startsWith('//')) return null
  return `${url.pathname}${url.search}${url.hash}`
}
