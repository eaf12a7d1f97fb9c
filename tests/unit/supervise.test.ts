import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { childEnvironment } from '#lib/env.ts'
import { type Program, type Supervisor, supervise } from '#scripts/processes/supervise.ts'

let folder: string
let supervisor: Supervisor | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-supervisor-'))
  supervisor = null
})

afterEach(async () => {
  await supervisor?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A program that appends its words to a file, which the test reads. */
function program(code: string): Program {
  const file = join(folder, 'program.mjs')
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs'
const tell = (word) => appendFileSync(${JSON.stringify(join(folder, 'told'))}, word + '\\n')
tell('begin ' + process.pid)
${code}`,
  )
  writeFileSync(join(folder, 'told'), '')
  return { name: 'program', args: [file], environment: childEnvironment() }
}

const told = (): string[] => readFileSync(join(folder, 'told'), 'utf8').split('\n').filter(Boolean)
const begins = (): string[] => told().filter((line) => line.startsWith('begin'))

test('a program that ends is restarted, after a longer delay each time', async () => {
  const reports: string[] = []
  supervisor = supervise([program('process.exit(3)')], (line) => reports.push(line), {
    delaysMs: [10, 20, 40],
  })
  expect(await supervisor.firstEnd).toBe('program ended (exit code 3)')
  await expect.poll(() => begins().length).toBeGreaterThan(4)
  expect(reports.slice(0, 4).map((line) => line.replace(/.* in /, ''))).toEqual([
    '0.01 s',
    '0.02 s',
    '0.04 s',
    '0.04 s',
  ])
})

test('a program that ran steadily is restarted immediately', async () => {
  const reports: string[] = []
  const policy = { delaysMs: [10, 60_000], steadyMs: 50 }
  supervisor = supervise(
    [program('setTimeout(() => process.exit(0), 100)')],
    (line) => reports.push(line),
    policy,
  )
  await expect.poll(() => begins().length).toBeGreaterThan(2)
  expect(reports.every((line) => line.endsWith('in 0.01 s'))).toBe(true)
})

test('a killed program is restarted', async () => {
  supervisor = supervise([program('setInterval(() => {}, 1000)')], () => {}, { delaysMs: [10] })
  await expect.poll(begins).toHaveLength(1)
  process.kill(Number(begins()[0]?.split(' ')[1]), 'SIGKILL')
  expect(await supervisor.firstEnd).toBe('program ended (SIGKILL)')
  await expect.poll(begins).toHaveLength(2)
})

test('a stop lets the program finish its work, and restarts nothing', async () => {
  const code = `setInterval(() => {}, 1000)
process.once('SIGTERM', () => setTimeout(() => { tell('finished'); process.exit(0) }, 200))
tell('listening')`
  const reports: string[] = []
  supervisor = supervise([program(code)], (line) => reports.push(line), { delaysMs: [10] })
  await expect.poll(told).toContain('listening')
  await supervisor.stop()
  expect(told().at(-1)).toBe('finished')
  // A program that is about to restart is reported first.
  expect(reports).toEqual([])
  expect(begins()).toHaveLength(1)
})

test('a program that does not finish in time is killed', async () => {
  const code = `setInterval(() => {}, 1000)
process.on('SIGTERM', () => {})
tell('listening')`
  supervisor = supervise([program(code)], () => {}, { drainMs: 200 })
  await expect.poll(told).toContain('listening')
  await supervisor.stop()
  expect(() => process.kill(Number(begins()[0]?.split(' ')[1]), 0)).toThrow('ESRCH')
})

test('a stop does not wait for a pending restart', async () => {
  supervisor = supervise([program('process.exit(1)')], () => {}, { delaysMs: [60_000] })
  await supervisor.firstEnd
  await supervisor.stop()
  expect(begins()).toHaveLength(1)
})

test('a program ends when its supervisor is killed', async () => {
  const supervised = program(`setInterval(() => {}, 1000)
process.once('SIGTERM', () => { tell('left'); process.exit(0) })
tell('listening')`)
  const source = new URL('../../scripts/processes/supervise.ts', import.meta.url).href
  const outer = join(folder, 'outer.mjs')
  writeFileSync(
    outer,
    `import { readFileSync } from 'node:fs'
import { supervise } from ${JSON.stringify(source)}
supervise([{ name: 'inner', args: ${JSON.stringify(supervised.args)}, environment: process.env }], () => {})
const told = () => readFileSync(${JSON.stringify(join(folder, 'told'))}, 'utf8')
setInterval(() => told().includes('listening') && process.kill(process.pid, 'SIGKILL'), 10)`,
  )
  supervisor = supervise([{ name: 'outer', args: [outer], environment: childEnvironment() }], () => {}, {
    delaysMs: [60_000],
  })
  expect(await supervisor.firstEnd).toBe('outer ended (SIGKILL)')
  await expect.poll(() => told().at(-1)).toBe('left')
})

test('a program that asks first answers no one until it may, and only has to ask once', async () => {
  const code = `setInterval(() => {}, 1000)
await globalThis[Symbol.for('gatehouse.permission')]()
tell('answers')`
  supervisor = supervise([{ ...program(code), asksFirst: true }], () => {}, { delaysMs: [10] })
  await supervisor.asked
  const [began = ''] = begins()
  // Killed while it waits: the next one waits, too.
  process.kill(Number(began.split(' ')[1]), 'SIGKILL')
  await expect.poll(begins).toHaveLength(2)
  expect(told()).not.toContain('answers')
  supervisor.permit()
  await expect.poll(told).toContain('answers')
  process.kill(Number(begins()[1]?.split(' ')[1]), 'SIGKILL')
  await expect.poll(() => told().filter((line) => line === 'answers')).toHaveLength(2)
})
