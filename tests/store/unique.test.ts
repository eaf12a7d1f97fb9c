import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { updateApplication } from '#lib/store/applications.ts'
import { insertAuthorization, updateAuthorization, updateGrantKey } from '#lib/store/authorizations.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()
const accountId = await makeAccount(db)
const applicationId = await makeApplication(db)

const random = 'made of 256 random bits'
const added = 'adds to the row that is there'

/** The error for the second of two rows that violate a unique index. */
const answers: Readonly<Record<string, string>> = {
  api_key_prefix: random,
  application_name: 'application_name_taken',
  application_sp_api_application_id: 'application_id_taken',
  attempt_second_state_digest: random,
  attempt_state_digest: random,
  authorization_grant: 'authorization_changed, after which the record that is there is taken',
  ceremony_digest: random,
  connect_link_digest: random,
  email_confirmation_digest: random,
  event_sequence: 'the subject is locked while its events are numbered',
  identity_person: 'identity_taken',
  identity_subject: 'identity_taken',
  incident_open: added,
  invitation_digest: random,
  marketplace_participation_marketplace: 'replacing the list locks the authorization',
  message_key: 'the message is written already, and the second is left out',
  message_unsubscribe: random,
  passkey_credential: 'passkey_refused',
  password_reset_digest: random,
  person_email: 'email_taken',
  recovery_code_digest: random,
  refusal_cause: added,
  call_example_own: 'example_name_taken',
  call_example_shared: 'example_name_taken',
  saved_view_own: 'view_name_taken',
  saved_view_shared: 'view_name_taken',
  session_digest: random,
  token_import_line_number: 'the lines of an import are numbered as they are stored, in one transaction',
  webhook_delivery_event: 'the event is already being delivered there',
}

test('every unique index defines the error for the second of two writers', async () => {
  const rows = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indisunique and not i.indisprimary and c.relnamespace = 'public'::regnamespace`)
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(answers).toSorted())
})

async function add(): Promise<string> {
  const row = authorizationOf(applicationId, accountId)
  await insertAuthorization(db, row)
  return row.id
}

test('a record that would become another record’s grant is left as it is', async () => {
  const [one, other] = [await add(), await add()]
  const [{ grantKey } = { grantKey: '' }] = await db
    .select({ grantKey: authorization.grantKey })
    .from(authorization)
    .where(sql`id = ${one}`)
  await expect(updateAuthorization(db, other, { grantKey })).rejects.toMatchObject({
    code: 'authorization_changed',
  })
  await expect(updateGrantKey(db, other, grantKey)).rejects.toMatchObject({ code: 'merchant_token_taken' })
})

test('any other database error is passed on unchanged', async () => {
  const work = updateApplication(db, applicationId, { status: null as unknown as 'draft' })
  await expect(work).rejects.not.toHaveProperty('code')
})
