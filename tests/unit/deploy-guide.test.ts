import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
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
