import { randomUUID } from 'node:crypto'
import { fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { expect } from '@playwright/test'
import { actions } from './actions.ts'
import { Client, type Reply } from './client.ts'
import { confirmations } from './confirmations.ts'
import type { Sql } from './database.ts'
import { test } from './fixtures.ts'
import { acceptInvitation, inviteOperator, signIn, signUp } from './story.ts'

/** Next's ids of the server actions in the running build. Waits for one: a demo may have to build it first. */
function readReferences(): readonly { readonly id: string; readonly name: string }[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
    .node as Record<string, { readonly filename: string; readonly exportedName: string }>
  return Object.entries(manifest).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename} ${exportedName}`,
  }))
}

type Fields = readonly (readonly [name: string, value: string | Blob])[]

interface Press {
  readonly what: string
  readonly args: unknown
  readonly fields: Fields
}

const aForm = [{ values: {}, problem: null }, '$K1']
const sensible = 'ids of nothing'

/** Inputs that somebody may send for the fields of a form. */
const inputs: Readonly<Record<string, (names: readonly string[]) => Fields>> = {
  [sensible]: (names) => names.map((name) => [name, randomUUID()]),
  nothing: () => [],
  'each twice': (names) => [...names, ...names].map((name) => [name, randomUUID()]),
  giants: (names) => names.map((name) => [name, 'x'.repeat(1_000_000 / names.length)]),
  'control characters': (names) => names.map((name) => [name, '\u0000\u001b\u202e\u{1fa81}']),
  files: (names) => names.map((name) => [name, new Blob(['x'])]),
  'a field too many': (names) => [...names, 'more'].map((name) => [name, randomUUID()]),
}

/** Not a form, but other arguments that a script may send. */
const strangeArgs = [[], [null, null], ['\u0000', '\u0000'], [[randomUUID()], [randomUUID()]]]

function pressesOf(name: string): readonly Press[] {
  const { fields = [], args = aForm } = actions[name] ?? {}
  return [
    ...Object.entries(inputs).map(([what, make]) => ({ what, args, fields: make(fields) })),
    ...strangeArgs.map((strange) => ({ what: JSON.stringify(strange), args: strange, fields: [] })),
  ]
}

/** As React sends it: the arguments in one part, the fields of a form after the number of theirs. */
async function press(client: Client, path: string, id: string, { args, fields }: Press): Promise<Reply> {
  const form = new FormData()
  for (const [name, value] of fields) form.append(`_1_${name}`, value)
  form.append('0', JSON.stringify(args))
  const request = new Request(client.origin, { method: 'POST', body: form })
  return client.ask(path, {
    method: 'POST',
    headers: {
      'next-action': id,
      'content-type': request.headers.get('content-type') ?? '',
      accept: 'text/x-component',
      origin: client.origin,
      'sec-fetch-site': 'same-origin',
    },
    body: Buffer.from(await request.arrayBuffer()),
  })
}

/**
 * The action's own result; empty for a redirect. The page that is rendered with it contains the words of its error
 * boundary, in every response.
 */
function resultIn(body: string): string {
  const row = /"a":"\$@([0-9a-f]+)"/.exec(body)?.[1]
  const rendered = body.includes('"$Sreact.fragment"')
  return body.split('\n').find((line) => line.startsWith(`${row}:`)) ?? (rendered ? '' : body)
}

/** All rows that an action could have changed. */
function everything(sql: Sql) {
  return Promise.all([
    sql`select * from "authorization" order by id`,
    sql`select * from application order by id`,
    sql`select id, revoked_at from api_key order by id`,
    sql`select id, revoked_at, used_at from connect_link order by id`,
    sql`select id, status from attempt order by id`,
    sql`select id, role, disabled_at, password_hash from person order by id`,
    sql`select id, used_at from invitation order by id`,
    sql`select value from setting where name = 'agents_stopped_at'`,
    sql`select count(*) from account`,
    sql`select count(*) from call`,
  ])
}

/** Returns the errors that were logged since the last call. */
function watchLog(file: string): () => string[] {
  const log = openSync(file, 'r')
  let place = fstatSync(log).size
  return () => {
    const added = Buffer.alloc(fstatSync(log).size - place)
    place += readSync(log, added, 0, added.length, place)
    return added
      .toString()
      .split('\n')
      .filter((line) => line.includes('"level":"error"'))
  }
}

test('every action explains bad input, changes nothing and never reports a server error (D8)', async ({
  page,
  demo,
  database,
  anotherBrowser,
  place,
}) => {
  const references = readReferences()
  expect(references.map(({ name }) => name).sort()).toEqual(Object.keys(actions).sort())
  const office = await anotherBrowser()
  await signIn(office, `${demo.app}/ops`, demo.operator)
  const invite = async (role: 'viewer' | 'admin') => {
    const browser = await anotherBrowser()
    await acceptInvitation(browser, (await inviteOperator(office, role)).link)
    return Client.of(browser.context(), demo.app)
  }
  await signUp(page)
  const people = {
    visitor: null,
    seller: await Client.of(page.context(), demo.app),
    viewer: await invite('viewer'),
    admin: await invite('admin'),
  }

  const before = await everything(database)
  const newErrors = watchLog(place.log)
  const faults: string[] = []
  for (const { id, name } of references) {
    const { at = '/', isForVisitors = false } = actions[name] ?? {}
    const presses = pressesOf(name)
    for (const [who, person] of Object.entries(people)) {
      // The other browser's page still works.
      if (name.endsWith(' signOut') && person !== null) continue
      const isRefusedAtOnce = who === 'seller' || who === 'viewer'
      for (const one of isRefusedAtOnce ? presses.slice(0, 1) : presses) {
        const client = person ?? new Client(demo.app)
        const { status, body } = await press(client, at.replace('[id]', randomUUID()), id, one)
        const errors = newErrors()
        const isSentToSignIn = [...client.cookies.keys()].some((name) => name.endsWith('gatehouse.draft'))
        const shouldSignIn = person === null && !isForVisitors && one.what === sensible
        const isCalledOurs = status >= 500 || /on our side|Internal Server Error/.test(resultIn(body))
        if (isCalledOurs || errors.length > 0 || (shouldSignIn && !isSentToSignIn)) {
          faults.push(`${who}, ${name}, ${one.what}: ${status} ${body.slice(0, 200)} ${errors.join()}`)
        }
      }
    }
  }
  expect(faults).toEqual([])
  await resumeAgents(people.admin)
  expect(await everything(database)).toEqual(before)
})

/** Stopping all agents takes no input and no confirmation, so it works whenever it is pressed. */
async function resumeAgents(admin: Client): Promise<void> {
  const resume = readReferences().find(({ name }) => name === 'app/ops/keys/actions.ts resume')
  await press(admin, '/ops/keys/agents', resume?.id ?? '', { what: 'nothing', args: aForm, fields: [] })
}

/** Random values don't get as far as the use case. */
const fitting: Readonly<Record<string, string>> = {
  role: 'viewer',
  region: 'na',
  policy: 'manual',
  secretCreatedOn: '',
  queueUrl: '',
  awsAccessKeyId: '',
  awsSecret: '',
  wanted: 'retired',
  code: '123456',
}

test('E6: exactly the actions on secrets, keys and people, and deletions, require a confirmation', async ({
  demo,
  database,
  anotherBrowser,
}) => {
  const classified = Object.values(confirmations).flat()
  expect(classified.toSorted()).toEqual(Object.keys(actions).sort())
  expect(new Set(classified).size).toBe(classified.length)

  const office = await anotherBrowser()
  await signIn(office, `${demo.app}/ops`, demo.operator)
  const admin = await Client.of(office.context(), demo.app)
  await database`update session set confirmed_at = now() - interval '1 hour'`
  const asking: string[] = []
  for (const { id, name } of readReferences()) {
    if (name.endsWith(' signOut')) continue
    const { at = '/', fields = [], args = aForm } = actions[name] ?? {}
    const values = fields.map((field): [string, string] => [field, fitting[field] ?? randomUUID()])
    // Both areas have the actions on people's own sign-in.
    const path = at === '/connect/me' ? '/ops/me' : at.replace('[id]', randomUUID())
    const { body } = await press(admin, path, id, { what: sensible, args, fields: values })
    // The typed value comes back, so it was read.
    if (name.endsWith('people/actions.ts invite')) expect(resultIn(body)).toContain(values[0]?.[1])
    if (resultIn(body).includes('"confirmation":')) asking.push(name)
  }
  const { nothing, ...others } = confirmations
  expect(asking.toSorted()).toEqual(Object.values(others).flat().toSorted())

  await database`update session set confirmed_at = now()`
  await resumeAgents(admin)
  expect(await database`select from setting where name = 'agents_stopped_at'`).toEqual([])
})
