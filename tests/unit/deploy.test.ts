import { randomBytes } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Environment, readEnvironment } from '#lib/env.ts'
import { metricsPortOffsets } from '#lib/env-faults.ts'
import { sources } from '#scripts/build/source-version.ts'
import { drainMs } from '#scripts/processes/supervise.ts'
import { parseModule } from '#tests/boundaries/modules.ts'
import { readDeployments, readManifests } from '#tests/fixtures/manifests.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

test('the image contains everything that identifies a build, so that it never builds again, and runs without root', () => {
  const file = read('Dockerfile')
  const copied = [...file.matchAll(/\/gatehouse\/([\w./-]+)/g)].map(([, path = '']) => path)
  const missing = sources.filter(
    (source) => !copied.some((path) => source === path || source.startsWith(`${path}/`)),
  )
  expect(missing).toEqual([])
  for (const path of copied.filter((one) => !/^(?:node_modules|\.next)/.test(one))) {
    expect(existsSync(join(root, path)), path).toBe(true)
  }
  expect(file).toMatch(/^USER node$/m)
  expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.env', '.git', 'node_modules']))
})

test('the image contains every file and package that its programs load', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> }
  const file = read('Dockerfile')
  const copied = [...file.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, paths = '']) =>
    paths.split(' ').map((path) => path.replace('/gatehouse/', '')),
  )
  const removed = [...file.matchAll(/ (node_modules\/\S+)/g)].flatMap(([, pattern = '']) =>
    globSync(pattern, { cwd: root }),
  )
  const isRemoved = (folder: string): boolean =>
    removed.some((one) => folder === one || folder.startsWith(`${one}/`))
  const isCopied = (path: string): boolean => copied.some((one) => path === one || path.startsWith(`${one}/`))
  const { files, packages: loaded } = loadedBy([
    ...['app', 'api', 'worker', 'start', 'gatehouse'].map((name) => `scripts/${name}.ts`),
    ...['scripts/run.mjs', 'scripts/processes/run-leashed.mjs', 'scripts/processes/serve-app.mjs'],
    ...['api.ts', 'worker.ts'],
  ])
  expect(removed).toContain('node_modules/next')
  expect(files).toEqual(expect.arrayContaining(['app/_server/http/guard-server.ts', 'lib/services.ts']))
  expect(files.filter((path) => !isCopied(path))).toEqual([])
  expect(loaded).toContain('zod')
  const folders = withDependencies(loaded, packages)
  expect(folders.filter((folder) => isRemoved(folder) || packages[folder]?.dev === true)).toEqual([])
})

interface LockedPackage {
  readonly dev?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Our files that Node loads for these, and the packages that they name. The build of the app brings its own. */
function loadedBy(entries: readonly string[]): { files: string[]; packages: string[] } {
  const files = new Set<string>(entries)
  const packages = new Set<string>()
  const paths = new Set(
    globSync('{api,app,clients,components,drizzle,lib,scripts,simulator}/**/*.*', { cwd: root }),
  )
  for (const path of files) {
    if (!/\.(?:ts|mjs)$/.test(path)) continue
    for (const one of parseModule(path, read(path), paths).imports) {
      if (one.typeOnly || one.specifier.startsWith('node:') || one.specifier.startsWith('../../.next/'))
        continue
      if (one.package !== null) packages.add(one.package)
      // Computed: the entries, which are listed.
      else if (one.path !== null || one.specifier !== './(computed)') files.add(one.path ?? one.specifier)
    }
  }
  return { files: [...files], packages: [...packages].filter((name) => !isBuiltin(name)) }
}

/** The folders of packages, and of what they need, as npm finds them. An optional package may be missing. */
function withDependencies(names: readonly string[], locked: Record<string, LockedPackage>): string[] {
  const folders = new Set(names.map((name) => `node_modules/${name}`))
  for (const folder of folders) {
    for (const name of Object.keys(locked[folder]?.dependencies ?? {})) {
      const levels = folder
        .split('/node_modules/')
        .map((_, count, all) => all.slice(0, count + 1).join('/node_modules/'))
      const places = [
        ...levels.reverse().map((level) => `${level}/node_modules/${name}`),
        `node_modules/${name}`,
      ]
      folders.add(places.find((place) => locked[place] !== undefined) ?? `missing: ${name}`)
    }
  }
  return [...folders]
}

test('Compose starts app, api and worker on a read-only root, behind TLS', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Record<string, unknown>>
  }
  expect(Object.keys(services).sort()).toEqual(['api', 'app', 'postgres', 'proxy', 'worker'])
  for (const name of ['app', 'api', 'worker']) {
    expect(services[name]).toMatchObject({ command: [name], read_only: true, cap_drop: ['ALL'] })
  }
  const published = Object.entries(services).filter(([, service]) => service.ports !== undefined)
  expect(published.map(([name]) => name)).toEqual(['proxy'])
})

test('every version has an image of its own, which the documented commands build, push and start', () => {
  const guide = read('docs/deploy.md')
  expect(guide).toContain('docker build -t $IMAGE .\ndocker push $IMAGE\n')
  const [, replaced = 'nothing'] = /\| sed "s\|(.+)\|\$IMAGE\|" \|$/m.exec(guide) ?? []
  const containers = readDeployments().flatMap(({ spec }) => spec.template.spec.containers)
  expect(containers).toHaveLength(3)
  for (const { image } of containers) expect(image).toMatch(new RegExp(`^${replaced}$`))
  const { services } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, { readonly image: string }>
  }
  for (const name of ['app', 'api', 'worker'])
    expect(services[name]?.image).toMatch(/^gatehouse:\$\{IMAGE_TAG\b/)
  expect(guide).toMatch(/^echo IMAGE_TAG=.+ >> \.env\ndocker compose up -d$/m)
  expect(guide).toMatch(/^git pull\nsed .+IMAGE_TAG.+\ndocker compose up -d --build$/m)
})

test('a secret made from .env.example doesn’t undo what the containers set', () => {
  const common = { appUrl: settings.APP_URL, databaseUrl: expect.anything(), host: '0.0.0.0' }
  expect(readPodEnvironments()).toMatchObject({
    'gatehouse-app': { ...common, apiOrigin: 'http://gatehouse-api:3001', trustedProxies: 1 },
    'gatehouse-api': { ...common, worker: false, apiTrustedProxies: 0 },
    'gatehouse-worker': common,
  })
})

test('every container serves its metrics, whatever .env.example sets', () => {
  const environments = readPodEnvironments()
  const containers = readDeployments().flatMap(({ metadata, spec }) =>
    spec.template.spec.containers.map((one) => ({ ...one, of: metadata.name })),
  )
  for (const [program, offset] of Object.entries(metricsPortOffsets)) {
    const { ports = [], of = '' } = containers.find(({ args }) => args[0] === program) ?? {}
    const { containerPort = 0 } = ports.find(({ name }) => name === 'metrics') ?? {}
    expect(environments[of]?.metrics, program).toMatchObject({
      host: '0.0.0.0',
      port: containerPort - offset,
    })
    const { host, port } = readComposeEnvironment(program).metrics
    expect(host).toBe('0.0.0.0')
    expect(read('docs/deploy.md')).toContain(`\`${program}:${(port ?? 0) + offset}\``)
  }
})

/** What each deployment's processes read, with a secret that was made from .env.example. */
function readPodEnvironments(): Readonly<Record<string, Environment>> {
  const objects = readManifests()
  const { data = {} } = objects.find(({ kind }) => kind === 'ConfigMap') ?? {}
  const secret = { ...parseEnv(read('.env.example')), ...settings }
  const parts: Record<string, Record<string, string | undefined>> = { configMapRef: data, secretRef: secret }
  return Object.fromEntries(
    readDeployments().map(({ metadata, spec }) => {
      const [container] = spec.template.spec.containers
      const given = (container?.envFrom ?? []).flatMap((one) => Object.keys(one)).map((kind) => parts[kind])
      const own = (container?.env ?? []).map(({ name, value }) => [name, value])
      const services = {
        GATEHOUSE_APP_PORT: 'tcp://10.0.0.1:3000',
        GATEHOUSE_API_PORT_3001_TCP_PORT: '3001',
      }
      const merged = {
        ...imageVariables(),
        ...services,
        ...Object.assign({}, ...given),
        ...Object.fromEntries(own),
      }
      return [metadata.name, readEnvironment(merged)]
    }),
  )
}

/** What everybody has to fill in. */
const settings = {
  GATEHOUSE_KEYS: `k1:${'A'.repeat(43)}`,
  AUTH_SECRET: 'a'.repeat(32),
  APP_URL: 'https://gatehouse.acme.com',
  DATABASE_URL: 'postgres://gatehouse:secret@postgres:5432/gatehouse',
}

const imageVariables = (): Record<string, string> => {
  const [, line = ''] = /^ENV (.+)$/m.exec(read('Dockerfile')) ?? []
  return Object.fromEntries(line.split(' ').map((one) => one.split('=')))
}

test('with the documented password, Compose reaches its database and sets what depends on its network', () => {
  for (const path of ['compose.yaml', 'docs/deploy.md']) expect(read(path)).toContain('openssl rand -hex 24')
  const environments = ['app', 'api', 'worker'].map(readComposeEnvironment)
  for (const { databaseUrl, host } of environments) {
    expect(new URL(databaseUrl?.expose() ?? '').password).toBe(password)
    expect(host).toBe('0.0.0.0')
  }
  expect(environments.map(({ apiOrigin }) => apiOrigin)).toEqual(Array(3).fill('http://api:3001'))
  for (const environment of environments)
    expect(environment).toMatchObject({ trustedProxies: 1, apiTrustedProxies: 0 })
})

const password = randomBytes(24).toString('hex')

/** What this service's process reads, with an .env that was made from .env.example. */
function readComposeEnvironment(name: string): Environment {
  const { services } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, { readonly environment: Readonly<Record<string, string>> }>
  }
  const file = {
    ...parseEnv(read('.env.example')),
    ...settings,
    DOMAIN: 'gatehouse.acme.com',
    POSTGRES_PASSWORD: password,
  }
  const own = Object.entries(services[name]?.environment ?? {}).map(([variable, value]) => [
    variable,
    value.replace(/\$\{POSTGRES_PASSWORD[^}]*\}/, password),
  ])
  return readEnvironment({ ...imageVariables(), ...file, ...Object.fromEntries(own) })
}

test('a container is stopped only after its processes had their time to finish', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, { readonly stop_grace_period?: string }>
  }
  for (const name of ['app', 'api', 'worker']) {
    const [, seconds] = /^(\d+)s$/.exec(services[name]?.stop_grace_period ?? '') ?? []
    expect(Number(seconds) * 1_000, name).toBeGreaterThan(drainMs)
  }
  const pods = readDeployments()
  for (const { metadata, spec } of pods) {
    const { terminationGracePeriodSeconds = 0, containers } = spec.template.spec
    const waits = containers.map(({ lifecycle }) => Number(lifecycle?.preStop.exec.command[1] ?? 0))
    expect((terminationGracePeriodSeconds - Math.max(...waits)) * 1_000, metadata.name).toBeGreaterThan(
      drainMs,
    )
    // The worker isn't asked anything.
    expect(waits.every((wait) => wait > 0)).toBe(metadata.name !== 'gatehouse-worker')
  }
})

test('Kubernetes runs each program without root and with probes, lets a migration end, and evicts one pod at a time', () => {
  const objects = readManifests()
  const pods = readDeployments()
  expect(pods.map(({ spec }) => spec.template.spec.containers[0]?.args)).toEqual([
    ['app'],
    ['api'],
    ['worker'],
  ])
  for (const { metadata, spec } of pods) {
    expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels)
    expect(spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true })
    const [container] = spec.template.spec.containers
    expect(container?.securityContext).toMatchObject({ readOnlyRootFilesystem: true })
    expect(container?.livenessProbe).toBeDefined()
    expect(container?.readinessProbe).toBeDefined()
    // A migration waits a minute for a table before the start fails.
    const { periodSeconds = 0, failureThreshold = 0 } = container?.startupProbe ?? {}
    expect(periodSeconds * failureThreshold, metadata.name).toBeGreaterThan(90)
    const budget = objects.find(
      (one) => one.kind === 'PodDisruptionBudget' && one.metadata.name === metadata.name,
    )
    expect(budget?.spec.selector).toEqual(spec.selector)
  }
})
