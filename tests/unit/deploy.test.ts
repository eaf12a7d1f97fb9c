import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { sources } from '#scripts/build/source-version.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Pod {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly selector: { readonly matchLabels: object }
    readonly template: {
      readonly metadata: { readonly labels: object }
      readonly spec: {
        readonly securityContext: object
        readonly containers: readonly {
          readonly args: readonly string[]
          readonly ports: readonly { readonly containerPort: number }[]
          readonly securityContext: object
          readonly livenessProbe: object
          readonly readinessProbe: object
        }[]
      }
    }
  }
}

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

test('Kubernetes runs each program without root and with probes, and evicts one pod at a time', () => {
  const objects = parseAllDocuments(read('deploy/kubernetes/gatehouse.yaml')).map((one) => one.toJS() as Pod)
  const pods = objects.filter(({ kind }) => kind === 'Deployment')
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
    const budget = objects.find(
      (one) => one.kind === 'PodDisruptionBudget' && one.metadata.name === metadata.name,
    )
    expect(budget?.spec.selector).toEqual(spec.selector)
  }
})
