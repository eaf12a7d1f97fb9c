import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#bench/free-port.ts'
import { childEnvironment } from '#lib/env.ts'
import { demoEnvironment } from '#scripts/demo/environment.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { type Place, withoutOwnVariables } from './demo.ts'

/** The files of a clone, without anything that was built or installed in it. */
const clone = (name: string) => !name.startsWith('.') && !['node_modules', 'test-results'].includes(name)

/** A second clone of this project, with its packages; files have the times of the copy. */
export function cloneProject(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(projectFolder).filter(clone)) {
    cpSync(join(projectFolder, name), join(folder, name), { recursive: true })
  }
  installPackages(folder)
}

/** Packs a built project like `docker build` or a deployment, and unpacks it elsewhere. */
export function moveWithTar(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  const pack = 'tar -c --format=ustar --exclude=./node_modules . | tar -x -C "$1"'
  execFileSync('sh', ['-c', pack, 'sh', to], { cwd: from })
  installPackages(to)
}

function installPackages(folder: string): void {
  const packages = join(projectFolder, 'node_modules')
  // Hard links where the system can: copies take a gigabyte.
  if (spawnSync('cp', ['-al', packages, folder]).status === 0) return
  cpSync(packages, join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true })
}

export async function buildProject(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'build'], {
    cwd: folder,
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, failed] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (child.exitCode !== 0) throw new Error(`The build in ${folder} failed:\n${said}\n${failed}`)
}

export interface Replica {
  readonly port: number
  /** Its output so far. */
  printed(): string
  stop(): Promise<void>
}

/** `npm run app` (or `api`) in a project folder, on the database of a running demo. */
export async function startReplica(
  folder: string,
  place: Place,
  changes: Readonly<Record<string, string>> = {},
  program: 'app' | 'api' = 'app',
): Promise<Replica> {
  const port = await freePort()
  const given = childEnvironment({ ...withoutOwnVariables, ...place.ports })
  const child = spawnLeashed([join(folder, 'scripts/run.mjs'), program], {
    cwd: folder,
    env: {
      ...given,
      ...demoEnvironment(given, place.folder),
      [program === 'app' ? 'PORT' : 'API_PORT']: String(port),
      ...changes,
      NODE_ENV: 'production',
    },
    stdout: 'pipe',
    stderr: 'pipe',
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
    })
  }
  while (!printed.includes(`The ${program} is running`)) {
    if (child.exitCode !== null) throw new Error(`The replica in ${folder} ended:\n${printed}`)
    await pause(100)
  }
  return { port, printed: () => printed, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Sends each request to the next one of its replicas. */
export async function startBalancer(): Promise<{
  readonly origin: string
  /** Sets the replicas from now on. */
  balance(...replicas: readonly Replica[]): void
  stop(): void
}> {
  let ports: readonly number[] = []
  let turn = 0
  const server = createServer((asked, answer) => {
    const port = ports[turn++ % ports.length]
    const { method, url: path, headers } = asked
    const passed = request({ port, host: '127.0.0.1', method, path, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  const port = await freePort()
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    origin: `http://localhost:${port}`,
    balance: (...replicas) => {
      ports = replicas.map((replica) => replica.port)
      turn = 0
    },
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
