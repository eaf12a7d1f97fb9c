import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isIn } from './modules.ts'

/** A line of retired-words.txt. */
export interface RetiredWord {
  readonly words: string
  readonly sayInstead: string
  /** Files, and folders with a slash at the end, in which it is allowed. */
  readonly except: readonly string[]
  /** Exact texts that are allowed anywhere, such as a name that is stored in databases. */
  readonly allowed: readonly string[]
}

const searched = [
  'app',
  'components',
  'lib',
  'api',
  'simulator',
  'scripts',
  'docs',
  'README.md',
  'CONTRIBUTING.md',
]
/** The exception `code`: words that are retired only in the documentation. */
const code = ['app/', 'components/', 'lib/', 'api/', 'simulator/', 'scripts/']
const text = /\.(tsx?|mjs|css|md|txt|svg|example)$/

/** Parses the list. Throws on a line that names no replacement. */
export function parseRetiredWords(list: string): RetiredWord[] {
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [rule = '', except = ''] = line.split(' | ')
      const [words = '', sayInstead = ''] = rule.split(' => ').map((part) => part.trim())
      if (words === '' || sayInstead === '') throw new Error(`No "words => replacement" in: ${line}`)
      const exceptions = except.match(/'[^']*'|[^\s']+/g) ?? []
      return {
        words,
        sayInstead,
        except: exceptions
          .filter((path) => !path.startsWith("'"))
          .flatMap((path) => (path === 'code' ? code : path)),
        allowed: exceptions.filter((text) => text.startsWith("'")).map((text) => text.slice(1, -1)),
      }
    })
}

/** The files that the list covers, as path → text. Paths count as text: a file can't be named after a retired word. */
export function readSearchedFiles(root: string): Record<string, string> {
  const files: Record<string, string> = {}
  const visit = (path: string): void => {
    if (statSync(join(root, path)).isDirectory()) {
      for (const name of readdirSync(join(root, path))) visit(`${path}/${name}`)
    } else if (text.test(path)) {
      files[path] = readFileSync(join(root, path), 'utf8')
    }
  }
  searched.forEach(visit)
  return files
}

/** Returns `path:line: "words", say "replacement"` for each retired word found. Line 0 is the path itself. */
export function findRetiredWords(
  files: Readonly<Record<string, string>>,
  list: readonly RetiredWord[],
): string[] {
  const matchers = list.map((entry) => ({ ...entry, matches: matcherOf(entry) }))
  return Object.entries(files).flatMap(([path, source]) => {
    const relevant = matchers.filter((entry) => !isIn(path, entry.except))
    const lines = [path, ...source.split('\n')]
    return lines.flatMap((line, number) => {
      const words = splitNames(line)
      return relevant
        .filter((entry) => entry.matches(line, words))
        .map((entry) => `${path}:${number}: "${entry.words}", say "${entry.sayInstead}"`)
    })
  })
}

/** A capital letter means that this exact spelling is retired, such as a type whose word remains in use otherwise. */
function matcherOf({ words, allowed }: RetiredWord): (line: string, split: string) => boolean {
  const isExact = /[A-Z]/.test(words)
  const pattern = (isExact ? words : splitNames(words)).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const expression = new RegExp(`(?<![A-Za-z])${pattern}(?![A-Za-z])`)
  return (line, split) => {
    if (!expression.test(isExact ? line : split)) return false
    if (allowed.length === 0) return true
    const rest = allowed.reduce((text, exact) => text.replaceAll(exact, ' '), line)
    return expression.test(isExact ? rest : splitNames(rest))
  }
}

/**
 * Without environment variables, which keep their names. `openTurnstile`, `open_turnstile` and `open-turnstile` → `open
 * turnstile`.
 */
function splitNames(line: string): string {
  return line
    .replaceAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/(?<=\w)[-_](?=\w)/g, ' ')
    .toLowerCase()
}
