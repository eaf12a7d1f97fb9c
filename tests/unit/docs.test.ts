import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { eventTypes, publicEventTypes } from '#lib/events/catalog.ts'
import { apiScopes } from '#lib/keys/choices.ts'
import { commands } from '#scripts/commands/run-command.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const markdownIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))

const decisions = markdownIn('docs/decisions').filter((path) => !path.includes('/0000-'))
const pages = [
  ...markdownIn(''),
  ...markdownIn('docs'),
  ...markdownIn('docs/recipes'),
  ...decisions,
  'simulator/README.md',
]

test.each(pages)('%s links to files that exist', (page) => {
  const links = [...read(page).matchAll(/(?:\]\(|srcset="|src=")([^)"\s]+)[)"]/g)].map(
    ([, link = '']) => link,
  )
  const missing = links
    .filter((link) => !/^(https?:|#)/.test(link))
    .filter((link) => !existsSync(join(root, dirname(page), link.split('#')[0] ?? '')))
  expect(missing).toEqual([])
})

test.each(pages)('%s names files and folders that exist', (page) => {
  const named = read(page).matchAll(
    /`((?:api|app|bench|components|drizzle|lib|scripts|simulator|tests)\/[\w./[\]-]*)`/g,
  )
  expect([...named].map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every npm script that the documentation names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
  )
  expect([...new Set(named)].filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})

test('the README fits on a few screens', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(121)
})

test('with the documented settings, access logs contain neither an address with a token nor a query', () => {
  const guide = read('docs/install.md')
  const pages = globSync('app/**/[[]token]', { cwd: root }).map((path) => path.slice('app'.length))
  expect(pages).toContain('/connect/link/[token]')
  const [, skipped = ''] = /^map \$uri \$is_logged \{ ~(\S+) 0; default 1; \}$/m.exec(guide) ?? []
  const prefixes = [...guide.matchAll(/^\tlog_skip (\S+)\*$/gm)].map(([, prefix = '']) => prefix)
  for (const page of pages) {
    expect(page).toMatch(new RegExp(skipped))
    expect(prefixes.some((prefix) => page.startsWith(prefix))).toBe(true)
  }
  const [, format = ''] = /^log_format gatehouse '(.+)';$/m.exec(guide) ?? []
  expect(format).toContain('$uri')
  expect(format).not.toMatch(/\$(?:request|request_uri|args|query_string|http_referer)\b/)
  expect(guide).toMatch(/^server \{\n(?:\t.*\n)*?\taccess_log \S+ gatehouse if=\$is_logged;$/m)
  expect(guide).not.toMatch(/^access_log/m)
  for (const headers of ['request>headers', 'resp_headers']) expect(guide).toMatch(`${headers} delete\n`)
  const [, cut = ''] = /request>uri regexp `(.+)` \?$/m.exec(guide) ?? []
  expect('/sign-in?next=%2Fconnect%2Flink%2Fghl_1'.replace(new RegExp(cut), '?')).toBe('/sign-in?')
})

test('docs/install.md lists every variable of .env.example', () => {
  const table = read('docs/install.md').split('## Configuration')[1]?.split('\n## ')[0] ?? ''
  const listed = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name)
  expect(listed.sort()).toEqual(Object.keys(parseEnv(read('.env.example'))).sort())
})

test('docs/install.md lists every command of npm run gatehouse', () => {
  const [, row = ''] = /^\| `npm run gatehouse` \| (.+) \|$/m.exec(read('docs/install.md')) ?? []
  expect([...row.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort()).toEqual(
    Object.keys(commands).sort(),
  )
})

test('docs/api.md lists every scope of API keys', () => {
  const listed = [...read('docs/api.md').matchAll(/^\| `([a-z]+:[a-z]+)` \|/gm)].map(([, scope]) => scope)
  expect(listed.sort()).toEqual(apiScopes.map(({ id }) => id).sort())
})

test('docs/webhooks.md lists every published event type as the code describes it', () => {
  const listed = [...read('docs/webhooks.md').matchAll(/^\| `([a-z_]+\.[a-z_]+)` \| (.*) \|$/gm)]
  expect(listed.map(([, type, description]) => [type, description])).toEqual(
    publicEventTypes.map((type) => [type, eventTypes[type].description]),
  )
})

test('decision records are numbered once', () => {
  const numbers = decisions.map((path) => path.slice(15, 19))
  expect(numbers).toEqual([...new Set(numbers)])
})

test.each(decisions)('%s states a decision in four parts', (path) => {
  const text = read(path)
  expect(text).toMatch(new RegExp(`^# ${path.slice(15, 19)}: \\S`))
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title).slice(0, 4)).toEqual([
    'Context',
    'Decision',
    'Alternatives',
    'Consequences',
  ])
})

test('docs/benchmarks.md names every measurement, and those that run only by name', () => {
  const source = read('scripts/bench.ts')
  const [, table = ''] = /^const measurements: .+= \{\n([^}]+)\}/m.exec(source) ?? []
  const names = [...table.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
  const [, onlyByName = ''] = /\[([^\]]+)\]\.includes\(name\)/.exec(source) ?? []
  const guide = read('docs/benchmarks.md')
  const [, available = ''] = /^Available: ([^.]+)\./m.exec(guide) ?? []
  expect([...available.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(names)
  const except = onlyByName.replaceAll("'", '').replace(', ', ' and ')
  expect(guide).toMatch(new RegExp(`^npm run bench +# everything except ${except}, `, 'm'))
})
