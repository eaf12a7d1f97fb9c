import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { childEnvironment } from '#lib/env.ts'
import { type Pod, readDeployments, readManifests } from '#tests/fixtures/manifests.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const guide = read('docs/deploy.md')

test('what somebody changed on Kubernetes is in a folder of their own, which an upgrade leaves alone', () => {
  const [, path = '', text = ''] = /`(\S+\/kustomization\.yaml)`:\n\n```yaml\n(.+?)```/s.exec(guide) ?? []
  expect(relative(root, join(root, path))).toMatch(/^\.\./)
  const own = parse(text) as Kustomization
  expect(own.resources).toEqual(['../gatehouse/deploy/kubernetes'])
  const base = parse(read('deploy/kubernetes/kustomization.yaml')) as Kustomization
  expect(base.resources).toEqual(['gatehouse.yaml'])
  const objects = readManifests()
  const nameOf = ({ kind, metadata }: Pick<Pod, 'kind' | 'metadata'>) => `${kind} ${metadata.name}`
  const changed = [
    ...own.replicas.map(({ name }) => `Deployment ${name}`),
    ...own.patches.map(({ patch }) => nameOf(parse(patch) as Pod)),
  ]
  expect(objects.map(nameOf)).toEqual(expect.arrayContaining(changed))
  expect(guide).toMatch(/^kubectl kustomize \.\.\/gatehouse-cluster \| sed /m)
  expect(guide).not.toMatch(/apply -f deploy|deploy\/kubernetes\/gatehouse\.yaml \|/)
})

test('the guide asks for enough connections to Postgres, also while Kubernetes replaces the pods', () => {
  const [, most] = /\| Connections to Postgres \| Up to (\d+) each:/.exec(read('docs/scaling.md')) ?? []
  // A quarter more, rounded up, unless a deployment says otherwise.
  const pods = readDeployments().map(({ spec: { replicas = 1 } }) => replicas + Math.ceil(replicas / 4))
  const needed = pods.reduce((sum, count) => sum + count) * Number(most)
  expect(guide).toContain(`= ${needed}.`)
  const [, set] = /`max_connections` of (\d+)/.exec(guide) ?? []
  // Postgres keeps three for its administrators, and commands need some.
  expect(Number(set)).toBeGreaterThan(needed + 3 + Number(most) / 2)
})

test('a backup on Kubernetes that fails leaves nothing that looks like one, and can be repeated', () => {
  const [, command = ''] = /```sh\n([^`]+gatehouse-worker [^`]+)```/.exec(guide) ?? []
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-guide-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['bin', 'pod', 'backups']) mkdirSync(join(folder, name))
  const addProgram = (name: string, script: string) =>
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  addProgram('kubectl', 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"')
  const backUp = (script: string): number | null => {
    addProgram('node', script)
    const PATH = `${join(folder, 'bin')}:${childEnvironment().PATH}`
    const env = childEnvironment({ PATH, TMPDIR: join(folder, 'pod') })
    return spawnSync('sh', ['-c', command], { cwd: join(folder, 'backups'), env }).status
  }
  const names = () => readdirSync(join(folder, 'backups'))
  // As the command does when it is killed.
  expect(backUp('echo half > "$4".part; exit 1')).toBe(1)
  expect(names().filter((name) => name.endsWith('.backup'))).toEqual([])
  expect(backUp('echo Backed up; echo whole > "$4"')).toBe(0)
  const [name = '', ...others] = names()
  expect(others).toEqual([])
  expect(name).toMatch(/^gatehouse-\d{4}-\d\d-\d\d\.backup$/)
  expect(readFileSync(join(folder, 'backups', name), 'utf8')).toBe('whole\n')
  expect(readdirSync(join(folder, 'pod'))).toEqual([])
})

test('the guide stops every process before a restore, and starts all of them again', () => {
  const blocks = [...guide.matchAll(/^```sh\n(.+?)^```$/gms)].map(([, text = '']) => text)
  const [compose = '', kubernetes = '', ...others] = blocks.filter((text) =>
    /\bgatehouse restore\b/.test(text),
  )
  expect(others).toEqual([])
  const restore = / gatehouse restore \S+ --replace$/
  expect(compose.trim().split('\n')).toEqual([
    'docker compose stop app api worker',
    expect.stringMatching(restore),
    'docker compose up -d',
  ])
  const lines = kubernetes.trim().split('\n')
  const names = readDeployments().map(({ metadata }) => metadata.name)
  const scale = `kubectl -n gatehouse scale deployment ${names.join(' ')} --replicas=`
  expect(lines[0]).toBe(`${scale}0`)
  expect(guide.indexOf(`${scale}2`)).toBeGreaterThan(guide.indexOf(kubernetes))
  expect(lines.filter((line) => restore.test(line))).toEqual([
    expect.stringContaining('exec gatehouse-command -- node scripts/run.mjs'),
  ])
})

test('the pod for commands on Kubernetes is like those of the programs, and keeps nothing running', () => {
  const { metadata, spec: command } = parse(read('deploy/kubernetes/command.yaml')) as Pick<
    Pod,
    'metadata'
  > & {
    readonly spec: Pod['spec']['template']['spec']
  }
  expect(metadata.name).toBe('gatehouse-command')
  const [own] = command.containers
  expect(own).toMatchObject({ command: ['sleep', 'infinity'] })
  for (const { spec } of readDeployments()) {
    const { securityContext, containers } = spec.template.spec
    expect(command.securityContext).toEqual(securityContext)
    for (const name of ['image', 'envFrom', 'securityContext'] as const)
      expect(own?.[name]).toEqual(containers[0]?.[name])
  }
})

test('settings are changed with commands that replace what is there, and start processes with it', () => {
  const storing =
    /create secret .+ --from-env-file=\.env --dry-run=client -o yaml \|\n +kubectl -n gatehouse apply -f -$/m
  expect(guide).toMatch(storing)
  // A second `create` is refused.
  expect(guide.match(/create secret /g)).toHaveLength(1)
  const [, section = ''] = guide.split(/^## Change settings$/m)
  expect(section.split('\n## ')[0]).toMatch(
    /`docker compose up -d`.+kubectl -n gatehouse rollout restart deployment/s,
  )
  // The key that the secret needs comes from the image.
  expect(guide.indexOf('docker build -t $IMAGE')).toBeLessThan(
    guide.indexOf('docker run --rm $IMAGE gatehouse new-key'),
  )
})

interface Kustomization {
  readonly resources: readonly string[]
  readonly replicas: readonly { readonly name: string }[]
  readonly patches: readonly { readonly patch: string }[]
}
