import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { childEnvironment } from '#lib/env.ts'
import { commands, runCommand } from '#scripts/commands/run-command.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-command-line-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(Object.keys(commands))(
  '%s --help explains the command, and an option that it lacks is refused',
  async (name) => {
    const { text: help, exitCode } = await runCommand([name, '--help'])
    expect(exitCode).toBe(0)
    expect(help).toContain(`gatehouse -- ${name}`)
    expect(await runCommand([name, 'status', '-h'])).toEqual({ text: help, exitCode: 0 })
    const refused = runCommand([name, '--no-such-option'])
    await expect(refused).rejects.toMatchObject({ code: 'cannot_start' })
    await expect(refused).rejects.toThrow(`Unknown option '--no-such-option'.\n\n${help}`)
    await expect(runCommand([name, 'a', 'b', 'c'])).rejects.toThrow('Unexpected argument: ')
  },
)

test('help lists every command, also for one that doesn’t exist', async () => {
  for (const [args, exitCode] of [
    [[], 0],
    [['help'], 0],
    [['--help'], 0],
    [['constructor'], 2],
  ] as const) {
    const listed = await runCommand(args)
    expect(listed.exitCode, args.join()).toBe(exitCode)
    for (const name of Object.keys(commands)) expect(listed.text).toContain(`  ${name} `)
  }
})

test.each([
  ['gatehouse', 'backup', '--help'],
  ...['demo', 'start', 'app', 'api', 'worker', 'dev'].flatMap((name) => [
    [name, '--help'],
    [name, '--hepl'],
  ]),
])('npm run %s -- %s starts nothing, writes no file and shows no stack trace', async (...args) => {
  const child = spawnLeashed([join(projectFolder, 'scripts/run.mjs'), ...args], {
    env: childEnvironment({ INIT_CWD: folder, GATEHOUSE_DATA: join(folder, 'data') }),
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const outputs = [child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream)))
  const [[code], [out, error]] = await Promise.all([once(child, 'close'), Promise.all(outputs)])
  expect(code).toBe(args.includes('--help') ? 0 : 1)
  expect(code === 0 ? out : error).toContain(args[0] === 'start' ? 'npm start\n' : `npm run ${args[0]}`)
  expect(`${out}${error}`).not.toMatch(/^ +at /m)
  expect(readdirSync(folder)).toEqual([])
})
