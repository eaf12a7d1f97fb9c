import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { childEnvironment } from '#lib/env.ts'
import { projectFolder } from './load-environment.ts'

const usage = `Runs the whole test suite in clean clones of the last commit, one after the other, and appends a line per run to a
file, so that runs of several days add up.

  node scripts/run.mjs soak [--runs 1] [--load] [--file soak.md] [-- command that runs the tests]

  --load   keeps every core busy during the run
  --       what runs \`npm test\` instead, for example: -- faketime '2028-02-29 12:00' npm test
`

const { values, positionals } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    load: { type: 'boolean', default: false },
    file: { type: 'string', default: 'soak.md' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

if (values.help || !/^\d+$/.test(values.runs)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 1)
}

const file = resolve(values.file)
if (!existsSync(file)) {
  writeFileSync(
    file,
    '| started (UTC) | commit | load | command | minutes | result |\n|---|---|---|---|---|---|\n',
  )
}
const command = positionals.length > 0 ? positionals : ['npm', 'test']

for (let run = 1; run <= Number(values.runs); run += 1) {
  const { line, isGreen, log } = await testOnce()
  appendFileSync(file, line)
  process.stdout.write(line)
  if (!isGreen) process.stdout.write(`  What it printed: ${log}\n`)
  process.exitCode ||= isGreen ? 0 : 1
}

/** One clean clone, `npm ci`, and the tests. Their output is kept when they fail. */
async function testOnce() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-soak-'))
  const log = join(folder, 'output.log')
  const clone = join(folder, 'clone')
  const started = new Date()
  const commit = (await run(['git', 'rev-parse', '--short', 'HEAD'], projectFolder, log)).output.trim()
  const isReady =
    (await run(['git', 'clone', '--quiet', projectFolder, clone], projectFolder, log)).isGreen &&
    (await run(['npm', 'ci'], clone, log)).isGreen
  const stopLoad = values.load ? keepCoresBusy() : () => {}
  const tests = isReady ? await run(command, clone, log) : { isGreen: false, output: 'npm ci failed' }
  stopLoad()
  const minutes = ((Date.now() - started.getTime()) / 60_000).toFixed(1)
  const result = tests.output.match(/\d+ passed, \d+ failed/)?.[0] ?? 'no result'
  const failures = [...tests.output.matchAll(/^\s+\d+\) (.*)$|^.*?FAIL\s+(.*)$/gm)]
    .map(([, browser, other]) => browser ?? other ?? '')
    .slice(0, 5)
  rmSync(clone, { recursive: true, force: true })
  if (tests.isGreen) rmSync(folder, { recursive: true })
  const load = `${values.load ? 'all cores, ' : ''}${loadavg()[2]?.toFixed(1)}`
  const summary = [tests.isGreen ? 'green' : '**red**', result, ...failures].join('; ').replaceAll('|', '/')
  const cells = [
    started.toISOString().slice(0, 16),
    commit,
    load,
    `\`${command.join(' ')}\``,
    minutes,
    summary,
  ]
  return { line: `| ${cells.join(' | ')} |\n`, isGreen: tests.isGreen, log }
}

async function run([program = '', ...args]: readonly string[], cwd: string, log: string) {
  const child = spawn(program, args, {
    cwd,
    env: childEnvironment({ CI: 'true' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      appendFileSync(log, text)
    })
  }
  const [code] = await once(child, 'close')
  return { isGreen: code === 0, output }
}

/** A thread per core that does nothing but count. */
function keepCoresBusy(): () => void {
  const spin = 'for (;;) {}'
  const threads = Array.from({ length: availableParallelism() }, () => new Worker(spin, { eval: true }))
  return () => {
    for (const thread of threads) void thread.terminate()
  }
}
