import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { and, count, eq, isNull } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { authorization, tokenImportLine } from '#drizzle/schema.ts'
import { childEnvironment } from '#lib/env.ts'
import { prepareImport } from '#lib/imports/prepare.ts'
import { listImportedLines, readImport } from '#lib/imports/read.ts'
import { startImport } from '#lib/imports/start.ts'
import { Secret } from '#lib/secret.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system, variables } = own
const { db } = services
const partners = ['A1USHARBORPINE', 'A2NANORTHWIND', 'A9USQUOTES']

// Amazon's limit for participations is per seller, and a thousand tokens belong to a thousand sellers.
const refilling = setInterval(simulator.refillBuckets, 20)
afterAll(() => clearInterval(refilling))

const mint = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      simulator.issueRefreshToken({
        sellingPartnerId: partners[index % partners.length] ?? '',
        workflow: 'self',
      }).refreshToken,
  )

const resultsOf = async (importId: string): Promise<Record<string, number>> => {
  const rows = await db
    .select({ result: tokenImportLine.result, count: count() })
    .from(tokenImportLine)
    .where(eq(tokenImportLine.importId, importId))
    .groupBy(tokenImportLine.result)
  return Object.fromEntries(rows.map((row) => [row.result, row.count]))
}

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats?.isDirectory()) yield* filesIn(path)
    else if (stats?.isFile()) yield path
  }
}

/** All of the installation's files: tables, write-ahead log and Postgres's own log. */
function findOnDisk(tokens: readonly string[]): string[] {
  const needles = tokens.map((token) => Buffer.from(token.slice(0, 60)))
  return [...filesIn(variables.GATEHOUSE_DATA)].filter((path) => {
    const bytes = readFileSync(path)
    return needles.some((needle) => bytes.includes(needle))
  })
}

/** `npm run gatehouse -- import-tokens` */
async function runCommand(input: string, args: readonly string[] = []) {
  const child = spawnLeashed(
    [join(import.meta.dirname, '../../scripts/run.mjs'), 'gatehouse', 'import-tokens', ...args],
    {
      env: childEnvironment({ ...variables, LOG_LEVEL: 'debug' }),
      stdin: 'pipe',
      stdout: 'pipe',
      stderr: 'pipe',
    },
  )
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (text) => {
      output[name] += text
    })
  }
  child.stdin?.end(input)
  await once(child, 'close')
  return { code: child.exitCode, ...output }
}

test('1,000 lines with 37 faulty ones produce exactly 37 reasons, though the worker is killed twice, and leave no token on disk', async () => {
  const tokens = mint(963)
  const revoked = mint(10)
  const faulty = [
    ...revoked.map((token) => ({ refresh_token: `${token.slice(0, -6)}xxxxxx`, region: 'na' })),
    ...tokens.slice(0, 9).map((token) => ({ refresh_token: token, region: 'na' })),
    ...Array.from({ length: 9 }, () => ({ refresh_token: 'Atza|access', region: 'na' })),
    ...mint(9).map((token) => ({ refresh_token: token, region: 'moon' })),
  ]
  expect(faulty).toHaveLength(37)
  // Spread over the file; a line with the same token as another one comes after it.
  const lines: object[] = tokens.map((token) => ({ refresh_token: token, region: 'na' }))
  for (const [index, line] of faulty.entries()) lines.splice(20 + index * 25, 0, line)
  expect(lines).toHaveLength(1_000)
  const file = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))
  const startedAtMs = performance.now()
  const id = await startImport(system, await prepareImport(system, new Secret(file)), 'page')

  for (const after of [40, 110]) {
    const doomed = await own.startWorker()
    await expect
      .poll(async () => (await resultsOf(id)).imported ?? 0, { timeout: 120_000 })
      .toBeGreaterThan(after)
    await doomed.end('SIGKILL')
  }
  const workers = await Promise.all([own.startWorker(), own.startWorker()])
  await expect.poll(async () => (await readImport(system, id)).state, { timeout: 600_000 }).toBe('finished')
  const seconds = Math.round((performance.now() - startedAtMs) / 1_000)
  process.stderr.write(`1,000 lines in ${seconds} s\n`)
  await Promise.all(workers.map(({ end }) => end('SIGTERM')))

  expect(await resultsOf(id)).toEqual({ imported: 963, refused: 10, invalid: 27 })
  const reasons = []
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof listImportedLines>> = await listImportedLines(system, id, {
      results: ['invalid', 'refused', 'quarantined'],
      after,
      limit: 20,
    })
    reasons.push(...page.rows)
    after = page.next
  }
  expect(reasons).toHaveLength(37)
  expect(reasons.every(({ reason, next }) => reason !== null && next !== null)).toBe(true)
  expect(new Set(reasons.map(({ code }) => code))).toEqual(
    new Set(['pasted_token_refused', 'import_line_repeated', 'pasted_access_token', 'import_region_unknown']),
  )
  const imported = and(eq(tokenImportLine.result, 'imported'), isNull(tokenImportLine.problem))
  expect(await db.$count(tokenImportLine, imported)).toBe(963)
  // Nothing was imported twice, though several processes worked on it and two died.
  expect(await db.$count(authorization)).toBe(963)
  expect(await db.$count(tokenImportLine, eq(tokenImportLine.result, 'pending'))).toBe(0)
  expect(findOnDisk([...tokens.slice(0, 50), ...revoked])).toEqual([])
}, 600_000)

test('the command imports standard input, reports its progress, and prints a reason for each line that failed', async () => {
  const [good = '', bad = ''] = mint(2)
  const broken = `${bad.slice(0, -6)}xxxxxx`
  const { code, stdout, stderr } = await runCommand(
    `refresh_token;region;reference\r\n${good};na;seller-1\r\n${broken};na;\r\n;na;\r\n`,
  )
  expect(stderr).toMatch(/Import [0-9a-f-]{36}: all lines are stored/)
  expect(stdout).toContain('line 3: refused: Amazon rejected this refresh token. LWA 400 invalid_grant')
  expect(stdout).toContain('line 4 (refresh_token): invalid: There is no refresh token in the field.')
  expect(stdout).toContain('3 of 3: 1 imported, 1 refused, 1 invalid')
  expect(code).toBe(1)
  for (const token of [good, broken]) expect(stdout + stderr).not.toContain(token.slice(0, 40))
  expect(findOnDisk([good, broken])).toEqual([])
  const again = await runCommand(JSON.stringify({ refresh_token: good, region: 'na' }))
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('1 of 1: 1 already here') })
  const unknown = await runCommand('secret_column\nvalue\n')
  expect(unknown.stdout + unknown.stderr).toContain(
    'This file has a column that can’t be imported (secret_column)',
  )
  expect(unknown.code).not.toBe(0)
})
