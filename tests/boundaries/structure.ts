import { join } from 'node:path'
import { isIn, type Project, readProject } from './modules.ts'
import { tasks } from './tasks.ts'

const root = join(import.meta.dirname, '../..')
const folders = ['lib/', 'components/', 'app/', 'api/', 'simulator/', 'scripts/']

interface FolderFigures {
  readonly folder: string
  readonly files: number
  /** The median of the lines per file. */
  readonly medianLines: number
  readonly longest: number
  /** Files that exactly one other file of the product imports. */
  readonly singleImporter: number
}

/** Counts the modules below each top folder. Imports from tests and benches don't count. */
export function measureFolders(project: Project): FolderFigures[] {
  const importers = countImporters(project)
  return folders.map((folder) => {
    const paths = [...project.modules.keys()].filter((path) => isIn(path, [folder]))
    const lengths = paths.map((path) => linesOf(project, path)).sort((a, b) => a - b)
    return {
      folder,
      files: paths.length,
      medianLines: lengths[Math.floor(lengths.length / 2)] ?? 0,
      longest: lengths.at(-1) ?? 0,
      singleImporter: paths.filter((path) => importers.get(path)?.size === 1).length,
    }
  })
}

/** Folders by the number of modules directly inside, the largest first. */
export function largestFolders(project: Project): [folder: string, files: number][] {
  const counts = new Map<string, number>()
  for (const path of project.modules.keys()) {
    if (!isIn(path, folders)) continue
    const folder = path.slice(0, path.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}

function countImporters({ modules }: Project): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>()
  for (const [importer, { imports }] of modules) {
    if (isIn(importer, ['tests/', 'bench/'])) continue
    for (const { path } of imports) {
      if (path !== null) importers.set(path, (importers.get(path) ?? new Set()).add(importer))
    }
  }
  return importers
}

function linesOf({ modules }: Project, path: string): number {
  return (modules.get(path)?.source.split('\n').length ?? 1) - 1
}

/** The report in Markdown. */
function describeStructure(project: Project): string {
  const figures = measureFolders(project)
  const [largest] = largestFolders(project)
  return [
    '| Folder | Files | Median lines | Longest | With one importer |',
    '|---|---|---|---|---|',
    ...figures.map(
      ({ folder, files, medianLines, longest, singleImporter }) =>
        `| \`${folder}\` | ${files} | ${medianLines} | ${longest} | ${singleImporter} |`,
    ),
    '',
    `Largest folder: \`${largest?.[0]}/\` with ${largest?.[1]} files.`,
    '',
    '| Task | Files |',
    '|---|---|',
    ...tasks.map(({ name, files }) => `| ${name} | ${files.length} |`),
  ].join('\n')
}

if (import.meta.main) {
  const project = readProject(root)
  const lists = tasks.map(({ name, files }) => [name, ...files.map((path) => `  ${path}`)].join('\n'))
  process.stdout.write(`${describeStructure(project)}\n\n${lists.join('\n\n')}\n`)
}
