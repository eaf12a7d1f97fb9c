import type { Module, Project } from './modules.ts'

const longestFileLines = 400
/** The formatter wraps code, and leaves comments alone. */
const widestComment = 120

/** Long because they are tables: a row per fact. */
const tables: readonly (string | RegExp)[] = [
  'drizzle/schema.ts',
  'lib/errors.ts',
  /^lib\/amazon\/diagnosis\/causes\/[a-z-]+-causes\.ts$/,
  'lib/amazon/diagnosis/question-table.ts',
  /^tests\/unit\/diagnosis\/(?:threads|variations)\/[\w-]+\.ts$/,
  // Generated.
  'clients/typescript/src/client.ts',
]

const kebab = '[a-z0-9]+(?:-[a-z0-9]+)*'
const fileName = new RegExp(`^${kebab}(?:\\.(?:test|spec|config|d))?\\.[a-z]+$`)
/** Next writes parameters, groups, slots and private folders into folder names. */
const folderName = new RegExp(
  `^(?:_|@)?${kebab}$|^\\[{1,2}(?:\\.{3})?[a-z][A-Za-z]*\\]{1,2}$|^\\(${kebab}\\)$`,
)
const vagueWords = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'manager',
  'managers',
  'service',
  'misc',
])

const isTable = (path: string): boolean =>
  tables.some((table) => (typeof table === 'string' ? table === path : table.test(path)))

/** Cycles among imports that exist when the code runs, each named once. */
export function importCycles({ modules }: Project): string[] {
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const { path: next, typeOnly } of modules.get(path)?.imports ?? []) {
      if (next !== null && !typeOnly) visit(next, [...trail, path])
    }
    done.add(path)
  }
  for (const path of modules.keys()) visit(path, [])
  return cycles
}

/** Files that add nothing: index files, and modules that only re-export. */
export function barrels({ modules }: Project): string[] {
  return [...modules.values()]
    .filter((module) => /(?:^|\/)index\.tsx?$/.test(module.path) || onlyPassesOn(module))
    .map(({ path }) => `${path} is a barrel: import from the file itself`)
}

function onlyPassesOn({ program }: Module): boolean {
  const statements = program.body.filter(({ type }) => type !== 'ImportDeclaration')
  const passesOn = (statement: (typeof statements)[number]): boolean =>
    statement.type === 'ExportAllDeclaration' ||
    (statement.type === 'ExportNamedDeclaration' &&
      statement.declaration === null &&
      statement.specifiers.length > 0)
  return statements.length > 0 && statements.every(passesOn)
}

export function longFiles({ modules }: Project): string[] {
  return [...modules.values()]
    .map(({ path, source }) => ({ path, lines: source.trimEnd().split('\n').length }))
    .filter(({ path, lines }) => lines > longestFileLines && !isTable(path))
    .map(
      ({ path, lines }) => `${path} has ${lines} lines, the most is ${longestFileLines}: it holds two nouns`,
    )
}

/** An address can't be wrapped. */
export function wideComments({ modules }: Project): string[] {
  return [...modules.values()].flatMap(({ path, source }) => {
    if (path.startsWith('clients/')) return []
    const lines = source.split('\n')
    return lines.flatMap((line, index) => {
      const isWide = line.length > widestComment && /^\s*(?:\/\*|\*|\/\/)/.test(line)
      return isWide && !/biome-ignore|https:\S+$/.test(line)
        ? [`${path}:${index + 1} is wider than ${widestComment}`]
        : []
    })
  })
}

export function badNames({ modules }: Project): string[] {
  return [...modules.keys()].flatMap((path) => {
    const folders = path.split('/')
    const file = folders.pop() ?? ''
    const words = [...folders, file.replace(/\..*$/, '')].flatMap((name) => name.split('-'))
    const vague = words.find((word) => vagueWords.has(word))
    if (vague !== undefined)
      return `${path} is called "${vague}", which says nothing: name the noun or the verb`
    const odd = folders.find((folder) => !folderName.test(folder)) ?? (fileName.test(file) ? undefined : file)
    return odd === undefined ? [] : `${path}: "${odd}" is not in kebab-case`
  })
}

/** Node runs no .tsx, so only what Next builds may be one. */
export function strayTsx({ modules }: Project): string[] {
  return [...modules.keys()]
    .filter((path) => path.endsWith('.tsx') && !/^(?:app|components|bench\/empty-app)\//.test(path))
    .map((path) => `${path}: .tsx belongs to app/ and components/`)
}
