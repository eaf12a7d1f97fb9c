import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { handleOf } from '#lib/tokens/handle.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-recipes-'))
afterAll(() => rm(folder, { recursive: true }))
const world = await createAmazonWorld(await useDatabase())
const api = await serveApi(world.services)
const { key } = await makeKey(await addAdmin(world.services, world.as), { scopes: ['tokens:vend'] })
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const { body } = await api.vend(id, key)

const pathOf = (file: string) => fileURLToPath(new URL(`../../examples/recipes/${file}`, import.meta.url))
const program = join(folder, 'token.exe')

/** The first with this module: a Python of pyenv has other packages than the system's. */
const pythonWith = (module: string) =>
  ['python3', '/usr/bin/python3'].find((name) => isInstalled([name, '-c', `import ${module}`])) ?? 'python3'

interface Recipe {
  readonly file: string
  /** Fails where the language or its library isn't installed. */
  readonly probe: readonly string[]
  readonly compile?: readonly string[]
  readonly run: readonly string[]
}

const python = (file: string, module: string): Recipe => ({
  file,
  probe: [pythonWith(module), '-c', `import ${module}`],
  run: [pythonWith(module), pathOf(file)],
})

const recipes: readonly Recipe[] = [
  python('get_token.py', 'urllib.request'),
  python('get_token_requests.py', 'requests'),
  python('get_token_oauthlib.py', 'requests_oauthlib'),
  {
    file: 'get-token.php',
    probe: ['php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
    run: ['php', pathOf('get-token.php')],
  },
  { file: 'GetToken.java', probe: ['javac', '-version'], run: ['java', pathOf('GetToken.java')] },
  {
    file: 'GetToken.cs',
    probe: ['mcs', '--version'],
    compile: [
      'mcs',
      '-langversion:latest',
      '-r:System.Net.Http.dll',
      `-out:${program}`,
      pathOf('GetToken.cs'),
    ],
    run: ['mono', program],
  },
]

const execute = (command: readonly string[], environment: Readonly<Record<string, string>>) =>
  promisify(execFile)(command[0] ?? '', command.slice(1), {
    env: { NODE_ENV: 'test', PATH: String(process.env.PATH), HOME: folder, ...environment },
  })
function isInstalled([name = '', ...args]: readonly string[]): boolean {
  return spawnSync(name, args).status === 0
}

for (const { file, probe, compile, run } of recipes) {
  test.runIf(isInstalled(probe))(`${file} gets an access token, and says why it gets none`, async () => {
    if (compile !== undefined) await execute(compile, {})
    const ask = (of: string) =>
      execute(run, {
        GATEHOUSE_URL: api.origin,
        GATEHOUSE_KEY: of,
        GATEHOUSE_HANDLE: handleOf(id),
        OAUTHLIB_INSECURE_TRANSPORT: '1',
      })
    expect((await ask(key)).stdout.trim()).toBe(body.access_token)
    await expect(ask(`${key.slice(0, -1)}_`)).rejects.toMatchObject({ code: expect.any(Number) })
  })
}

test('the recipes name every program', () => {
  const documents = ['python', 'php', 'java', 'csharp']
    .map((name) => readFileSync(new URL(`../../docs/recipes/${name}.md`, import.meta.url), 'utf8'))
    .join('\n')
  for (const { file } of recipes) expect(documents).toContain(`examples/recipes/${file}`)
})
