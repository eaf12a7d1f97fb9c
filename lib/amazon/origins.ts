/** Amazon's hosts, and the one place where a literal host becomes the origin at which it is reached. */
export interface Origins {
  /** True while Amazon is another server, which every page says. */
  readonly simulated: boolean
  /** `https://<host>/path` as Amazon has it → the address to use. */
  toReachableUrl(canonicalUrl: string): string
  /** The inverse. URLs outside the override come back unchanged. */
  canonical(url: string): string
  /** Origins of these hosts as they are reached, for a Content-Security-Policy. */
  sources(hosts: Iterable<string>): string[]
}

const amazonItself: Origins = {
  simulated: false,
  toReachableUrl: (url) => url,
  canonical: (url) => url,
  sources: (hosts) => [...hosts].map((host) => `https://${host}`),
}

/** With a base such as http://127.0.0.1:4270, `https://api.amazon.com/x` is reached at `<base>/api.amazon.com/x`. */
export function createOrigins(baseUrl: string | null): Origins {
  if (baseUrl === null) return amazonItself
  const prefix = `${baseUrl}/`
  return {
    simulated: true,
    toReachableUrl: (url) => (url.startsWith('https://') ? prefix + url.slice('https://'.length) : url),
    canonical: (url) => (url.startsWith(prefix) ? `https://${url.slice(prefix.length)}` : url),
    sources: () => [new URL(baseUrl).origin],
  }
}
