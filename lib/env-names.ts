import type { Variables } from './env-faults.ts'

const quotationMarks = ['""', "''", '``', '“”', '‘’']
const byteOrderMark = '\uFEFF'
/** Around a name, this was never meant: what nobody sees (a text copied from a web page), and words of a shell. */
const aroundNames = /^[\s\u200B-\u200F\u2060\uFEFF]*(?:(?:export|set)\s+)?|[\s\u200B-\u200F\u2060\uFEFF]+$/g

/** Another variable inside a value: a quotation mark before it isn't closed. */
const swallowedLine = /[\r\n]\s*(?:export\s+)?[A-Z][A-Z\d_]*=/

/**
 * The variables that are set, ours without artifacts of how they were passed: Docker passes on the quotes of its
 * --env-file, and systemd the byte order mark of its EnvironmentFile. An empty variable counts as unset.
 */
export function readNamed(
  source: Variables,
  isOurs: (name: string) => boolean,
): { present: Record<string, string>; faults: string[] } {
  const present: Record<string, string> = {}
  // Both spellings are common for these two.
  source = {
    ...source,
    HTTPS_PROXY: source.HTTPS_PROXY || source.https_proxy,
    NO_PROXY: source.NO_PROXY || source.no_proxy,
  }
  const faults: string[] = []
  for (const [name, value = ''] of Object.entries(source)) {
    const known = name.replace(aroundNames, '')
    if (value === '' || known in present) continue
    const isKnown = isOurs(known)
    const bare = value.trim()
    const isQuoted = bare.length > 1 && quotationMarks.includes(`${bare.at(0)}${bare.at(-1)}`)
    if (isKnown && known !== name) {
      faults.push(
        name === `${byteOrderMark}${known}`
          ? `${known} is set under a name that begins with a byte order mark: save its file without a BOM`
          : `${known} is set under the name ${escapeInvisible(name)}: remove what is around it`,
      )
    }
    if (isKnown && isQuoted) {
      faults.push(
        `${known} is in quotes, which would be part of the value: remove them (docker --env-file keeps them)`,
      )
    }
    if (isKnown && swallowedLine.test(value)) {
      faults.push(`${known} contains the lines after it, with other variables: close its quotation marks`)
    }
    present[known] = isKnown && isQuoted ? bare.slice(1, -1) : value
  }
  return { present, faults }
}

/** In quotes, with characters that nobody sees as `\u200B`. */
function escapeInvisible(name: string): string {
  return JSON.stringify(name).replace(
    /[^\x20-\x7E]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
