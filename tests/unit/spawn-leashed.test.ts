import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { childEnvironment } from '#lib/env.ts'
import { projectFolder } from '#scripts/load-environment.ts'

/** Says hello to a port, and keeps that connection until it ends. */
const greet = `import { connect } from 'node:net'
connect(Number(process.argv[2]), '127.0.0.1')
setInterval(() => {}, 1_000)`

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a leashed process ends when its parent gets %s',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-leash-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const [child, parent] = ['child.mjs', 'parent.ts'].map((name) => join(folder, name)) as [string, string]
    writeFileSync(child, greet)
    const spawnLeashed = JSON.stringify(join(projectFolder, 'scripts/processes/spawn-leashed.ts'))
    writeFileSync(
      parent,
      `import { spawnLeashed } from ${spawnLeashed}
spawnLeashed([${JSON.stringify(child)}, ${JSON.stringify(String(port))}], { stdout: 'inherit', stderr: 'inherit' })`,
    )
    const greeted = once(server, 'connection')
    const running = spawn(process.execPath, [parent], { env: childEnvironment(), stdio: 'inherit' })
    onTestFinished(() => void running.kill('SIGKILL'))
    const [connection] = await greeted
    connection.on('error', () => {})
    connection.resume()
    const gone = once(connection, 'close')
    running.kill(signal)
    await gone
    expect(connection.destroyed).toBe(true)
  },
)
