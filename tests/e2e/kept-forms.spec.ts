import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { Client } from './client.ts'
import type { SignIn } from './demo.ts'
import { test } from './fixtures.ts'
import { inviteOperator, signIn } from './story.ts'

const path = '/ops/applications/new'

/** The maximum of an application's form, about 25 kB. */
const typed = {
  name: `Lighthouse Imports ${randomUUID()}`,
  returnAddresses: Array.from(
    { length: 20 },
    (_, n) => `https://app.example.com/${n}/${'a'.repeat(950)}`,
  ).join('\n'),
  roles: Array.from({ length: 50 }, (_, n) => `Role ${n} ${'b'.repeat(85)}`).join('\n'),
}

/** An administrator of this test alone: a person has one draft. */
async function addAdmin(office: Page, invited: Page): Promise<SignIn> {
  const { email, link } = await inviteOperator(office, 'admin')
  const password = `copper harbour ${randomUUID()}`
  await invited.goto(link)
  await invited.getByLabel('Your name').fill('Ann Admin')
  await invited.getByLabel('Password', { exact: true }).fill(password)
  await invited.getByRole('button', { name: 'Save and sign in' }).click()
  await invited.waitForURL((url) => url.pathname === '/ops')
  return { email, password }
}

test('an unsaved form is restored for its author, and hidden from another person in the same browser', async ({
  page,
  demo,
  anotherBrowser,
  database,
}) => {
  await signIn(page, `${demo.app}/ops`, demo.operator)
  const first = await addAdmin(page, await anotherBrowser())
  const second = await addAdmin(page, await anotherBrowser())
  const drafts = () => database`
    select draft.* from draft join person on person.id = person_id where email = ${first.email}`

  const browser = new Client(demo.app)
  const enter = (person: SignIn) => browser.submit('/sign-in', 'name="password"', { ...person })
  const signOut = () => browser.submit('/ops/me', 'Sign out')
  const form = async () => (await browser.ask(path)).body
  await enter(first)
  const send = await browser.open(path, 'name="returnAddresses"', typed)
  await signOut()
  const { status, headers } = await send()
  expect(status).toBe(303)
  const door = await browser.ask(headers.location ?? '')
  expect(door.body).toContain('the form will contain what you typed')
  const kept = JSON.stringify(await drafts())
  for (const text of ['Lighthouse Imports', 'app.example.com', 'Role 7']) {
    expect(door.body, 'for a visitor').not.toContain(text)
    expect([...browser.cookies.values()].join(), 'in a cookie').not.toContain(text)
    expect(kept, 'in the row').not.toContain(text)
  }

  await enter(second)
  expect(await form()).not.toContain(typed.name)
  await browser.submit(path, 'name="returnAddresses"', { name: 'Quay' })
  await signOut()
  await enter(first)
  const again = await form()
  for (const text of [typed.name, ...typed.returnAddresses.split('\n'), ...typed.roles.split('\n')]) {
    expect(again).toContain(text)
  }
  await browser.submit(path, 'name="returnAddresses"', { name: '' })
  expect(await form(), 'what was sent again waits no longer').not.toContain(typed.name)
  expect(await drafts()).toHaveLength(0)
})

test('a person signed out from elsewhere finds an invalid form restored, too', async ({
  page,
  demo,
  anotherBrowser,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 401/)
  await signIn(page, `${demo.app}/ops`, demo.operator)
  const admin = await addAdmin(page, await anotherBrowser())
  const browser = new Client(demo.app)
  await browser.submit('/sign-in', 'name="password"', { ...admin })
  const send = await browser.open(path, 'name="returnAddresses"', { name: typed.name })
  await database`
    update session set ended_at = now() where person_id = (select id from person where email = ${admin.email})`
  expect((await send()).status).toBe(303)
  await browser.submit('/sign-in', 'name="password"', { ...admin })
  expect((await browser.ask(path)).body).toContain(typed.name)
})
