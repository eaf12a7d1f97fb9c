const longest = 500

/**
 * `Name/Version (Attribute=value; …)` by Amazon's rule: Language is required, special characters are escaped with a
 * backslash, and at most 500 characters are allowed. Throws RangeError for a longer one.
 * https://developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests
 */
export function userAgent(
  name: string,
  version: string,
  attributes: { readonly Language: string; readonly Platform?: string; readonly Host?: string },
): string {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => `${escaped(key, '=')}=${escaped(value, ');')}`,
  )
  const header = `${escaped(name, '/')}/${escaped(version, '(')} (${pairs.join('; ')})`
  if (header.length > longest)
    throw new RangeError(`The User-Agent has ${header.length} characters, the most is ${longest}.`)
  return header
}

/** The same header, with an attribute that names the agent (a language model with tools) that asks for the call. */
export function nameAgent(header: string, agent: string): string {
  const name = agent.replace(/[^\x20-\x7e]/g, '?').slice(0, 60)
  return `${header.replace(/\)$/, '')}; Agent=${escaped(name, ');')})`
}

function escaped(text: string, special: string): string {
  return [...text]
    .map((character) => (character === '\\' || special.includes(character) ? `\\${character}` : character))
    .join('')
}
