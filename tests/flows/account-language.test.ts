import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { account, audit, message } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { createSender } from '#lib/notifications/send.ts'
import { chooseOwnLanguage } from '#lib/people/choose-language.ts'
import { resendEmailConfirmation } from '#lib/people/confirm-email.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { mailThrough, startSmtp } from '../fixtures/smtp.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const smtp = await startSmtp()
const mail = mailThrough(smtp.port)
const sender = createSender({ ...world.services, mail })
await world.addOperator('admin@example.com', 'admin')

let count = 0

/** A seller who signed up on a page in this language. */
async function join(language?: 'de' | 'ar'): Promise<Context> {
  count += 1
  const email = `seller-${count}@example.com`
  const request = { email, name: 'Blue Kettle', password: new Secret(goodPassword) }
  await signUp({ ...world.visitor(`192.0.2.${count}`), mail }, { ...request, ...(language && { language }) })
  return { ...(await world.enter(email)).ctx, mail }
}

const accountOf = ({ actor }: Context) => (actor.kind === 'account' ? actor.accountId : '')
const languageOf = async (ctx: Context) =>
  (
    await db
      .select()
      .from(account)
      .where(eq(account.id, accountOf(ctx)))
  )[0]?.language
const choices = (ctx: Context) =>
  db
    .select({ details: audit.details })
    .from(audit)
    .where(eq(audit.targetId, accountOf(ctx)))
    .then((rows) => rows.filter(({ details }) => details !== null && 'language' in details))

beforeEach(async () => {
  await sender.drainDue()
  smtp.received.length = 0
  await db.delete(message)
})

test('an account starts with the language of its sign-up page, or with none', async () => {
  expect(await languageOf(await join('de'))).toBe('de')
  expect(await languageOf(await join())).toBeNull()
})

test('a language is stored once, with its audit entry, and choosing it again changes nothing', async () => {
  const ctx = await join('de')
  await chooseOwnLanguage(ctx, 'ja')
  await chooseOwnLanguage(ctx, 'ja')
  expect(await languageOf(ctx)).toBe('ja')
  expect(await choices(ctx)).toEqual([{ details: { language: 'ja', before: 'de' } }])
})

test('when the same language is chosen twice concurrently, one choice is recorded', async () => {
  const ctx = await join()
  await Promise.all([chooseOwnLanguage(ctx, 'it'), chooseOwnLanguage(ctx, 'it')])
  expect(await choices(ctx)).toHaveLength(1)
})

test('visitors and operators have no account whose language they could choose', async () => {
  await expect(chooseOwnLanguage(world.visitor(), 'fr')).rejects.toThrow(refusal('sign_in_required'))
  const { ctx } = await world.enter('admin@example.com')
  await expect(chooseOwnLanguage(ctx, 'fr')).rejects.toThrow(refusal('not_allowed'))
})

test('choosing a language for a deleted account leaves no entry', async () => {
  const ctx = await join()
  if (ctx.actor.kind !== 'account') throw new Error('not a seller')
  const nobody: Context = { ...ctx, actor: { ...ctx.actor, accountId: crypto.randomUUID() } }
  await expect(chooseOwnLanguage(nobody, 'fr')).rejects.toThrow(refusal('not_allowed'))
  expect(await choices(nobody)).toEqual([])
})

test('emails are in the language of the account, right to left for languages that are written that way', async () => {
  const ctx = await join('ar')
  await sender.drainDue()
  const first = smtp.received[0]?.mail
  expect(first?.subject).toContain('أكّد عنوان بريدك الإلكتروني لدى')
  expect(first?.html).toContain('<html lang="ar" dir="rtl">')
  await chooseOwnLanguage(ctx, 'de')
  await resendEmailConfirmation(ctx)
  await sender.drainDue()
  const second = smtp.received.at(-1)?.mail
  expect(second?.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse bei Acme Tools')
  expect(second?.text).toContain('Adresse bestätigen: https://gatehouse.example.com/confirm-email#')
  expect(second?.html).toContain('<html lang="de" dir="ltr">')
})
